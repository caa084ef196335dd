"""The main job, step by step, as the three people do it on the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

from PIL import Image

from tests.e2e.walker import Walker

SITE = "https://riverbend-realty.test/"
LEGAL = "Riverbend Realty LLC"
PHONE = "(615) 555-0154"
TOLL_FREE = {True: "(888) 555-0199", False: "(888) 555-0198"}
"""One number a walk: a number belongs to one business in the whole deployment."""
WORDING = (
    f"I agree to receive appointment reminders and viewing updates by text message from {LEGAL} at the number given, "
    "up to 4 messages per month. Msg & data rates may apply. Reply STOP to opt out or HELP for help. Consent is not a "
    f"condition of purchase. Privacy policy: {SITE}privacy Terms: {SITE}terms"
)
_END = "Reply STOP to opt out. Msg & data rates may apply."
SAMPLES = (
    f"{LEGAL}: Sarah, your viewing of 12 Oak Lane is on Thu Dec 3 at 2:30 PM. Reply C to confirm. {_END}",
    f"{LEGAL}: The viewing on Friday moved to 4 PM as you asked. See you at 8 Elm Street, Sarah. {_END}",
    f"{LEGAL}: Your lease papers are ready to sign at our office until 6 PM today, Sarah. {_END}",
)


def picture_of_form(folder: Path) -> Path:
    """A screenshot to upload."""
    path = folder / "form.png"
    Image.new("RGB", (900, 500), "#f4f6f8").save(path)
    return path


def signs_up(customer: Walker, reseller: str, email: str, password: str) -> None:
    """A business customer signs up under a reseller."""
    customer.go(f"/r/{reseller}/", "how-it-works")
    customer.go(f"/join/{reseller}/", "join")
    customer.fill(business_name="Riverbend Realty", name="Rosa Lindqvist", email=email, password=password)
    customer.press("Create the account", "home-empty").sees("Riverbend Realty")


def starts(customer: Walker, kind: str) -> str:
    """Starts a registration; answers its reference."""
    customer.go("/registrations/new/", f"start-{kind}").fill(carrier="us", kind=kind).press("Start")
    found = re.search(r"/registrations/(REG-\d+)/", customer.page.url)
    assert found, customer.page.url
    customer.look(f"tasks-{kind}")
    return found[1]


def fills_in_brand(customer: Walker, reference: str, ein: str, paper: Path) -> None:
    """The business, topic by topic."""
    tasks = f"/registrations/{reference}/"
    customer.go(tasks).press("Say who the business is")
    customer.fill(legal_name=LEGAL, entity_type="private_profit", organization_form="llc", ein="123-45-6789")
    customer.press("Save and go on", "identity-error").sees("Social Security number")
    customer.fill(ein=ein, state_of_incorporation="TN", incorporation_date="2015-06-01", vertical="real_estate")
    customer.press("Save").upload(paper, "ein_letter").look("identity")
    customer.go(tasks).press("Give the address of the business")
    customer.fill(street="900 Broadway", city="Nashville", state="TN", postal_code="37203").press("Save and go on")
    customer.fill(website=SITE, domain_registered_on="2015-07-01").press("Save and go on")
    customer.fill(support_email="hello@riverbend-realty.test", support_phone=PHONE)
    customer.fill(contact_first_name="Rosa", contact_last_name="Lindqvist").press("Save and go to the list")


def fills_in_campaign(customer: Walker, reference: str, paper: Path) -> None:
    """The campaign, topic by topic; the first samples lack the way out, and the findings say so."""
    tasks = f"/registrations/{reference}/"
    customer.go(tasks).press("Choose what the messages are for")
    customer.fill(use_case="CUSTOMER_CARE", message_volume="1000", frequency="up to 4 messages per month")
    customer.press("Save and go on")
    customer.fill(description=f"{LEGAL} sends viewing reminders and schedule updates to clients who opted in for")
    customer.fill(
        description=f"{LEGAL} sends appointment reminders and viewing updates to clients who opted in for scheduling "
        "of property viewings."
    ).press("Save and go on")
    customer.fill(sample_messages_0="Your viewing is tomorrow at 2 PM.", sample_messages_1=SAMPLES[1])
    customer.press("Save", "samples-findings").sees("STOP")
    customer.fill(sample_messages_0=SAMPLES[0], sample_messages_2=SAMPLES[2]).press("Save and go on")
    customer.fill(
        opt_in_method="web_form",
        opt_in_url=f"{SITE}texts",
        opt_in_wording=WORDING,
        message_flow=f"Clients open {SITE}texts, enter a mobile number and tick a box that starts empty. Neither is "
        "needed to use the site. We confirm by text within five minutes.",
    ).press("Save")
    customer.upload(paper, "optin_screenshot").look("opt-in")
    campaign = customer.page.url.split("/campaigns/")[1].split("/")[0]
    customer.go(f"/wordings/opt-in/?campaign={campaign}", "wordings").sees("Section for the privacy policy")
    customer.go(tasks).press("Write the automatic replies")
    customer.fill(
        opt_in_message=f"{LEGAL}: Welcome! You are now subscribed to viewing updates. Expect up to 4 messages per "
        "month. Msg & data rates may apply. Reply STOP anytime to opt out, HELP for support.",
        opt_out_message=f"{LEGAL}: You have been unsubscribed. No further messages will be sent. Reply START to "
        f"resubscribe. Questions? Call {PHONE}.",
        help_message=f"{LEGAL} support: call {PHONE} or visit {SITE}. Reply STOP to unsubscribe. Msg & data rates may "
        "apply.",
        support_phone=PHONE,
    ).press("Save and go on")
    customer.fill(privacy_policy_url=f"{SITE}privacy", terms_url=f"{SITE}terms").press("Save and go to the list")
    customer.look("tasks-complete")


def fills_in_toll_free(customer: Walker, reference: str, paper: Path) -> None:
    """The toll-free brief, topic by topic; what the brand says is there already."""
    tasks = f"/registrations/{reference}/"
    customer.go(tasks, "toll-free-tasks").press("Say who sends the messages")
    customer.fill(customer_name=LEGAL, organization_type="private_profit", state_of_incorporation="TN")
    customer.press("Save and go on")
    customer.fill(
        compliance_contact_name="Rosa Lindqvist",
        compliance_contact_phone=PHONE,
        compliance_contact_email="rosa@riverbend-realty.test",
        compliance_contact_address="900 Broadway, Nashville, TN 37203",
    ).press("Save and go on")
    customer.fill(
        message_type="informational",
        category="Real Estate Services",
        description=f"{LEGAL} sends appointment reminders and viewing updates to clients who opted in.",
        sample_messages_0=SAMPLES[0],
        sample_messages_1=SAMPLES[1],
    ).press("Save and go on")
    customer.fill(
        opt_in_method="web_form",
        opt_in_url=f"{SITE}texts",
        opt_in_wording=WORDING,
        opt_in_workflow=f"Clients open {SITE}texts, enter a mobile number and tick a box that starts empty.",
    ).press("Save")
    customer.upload(paper, "optin_screenshot").look("toll-free-opt-in")
    customer.go(tasks).press("Say how much is sent")
    customer.fill(message_volume="1000", canadian_traffic="none").press("Save and go on")
    customer.fill(privacy_policy_url=f"{SITE}privacy", terms_url=f"{SITE}terms").press("Save and go to the list")
    customer.press("Add the toll-free number").fill(number=TOLL_FREE[customer.looks], label="Office").press("Add…")
    customer.look("toll-free-numbers")


def checks_website(customer: Walker, reference: str) -> None:
    """The button, live progress, and what was seen."""
    customer.go(f"/registrations/{reference}/website-check/", "website-check-before")
    customer.press("Check my website", "website-check-running")
    customer.waits_for("Judged by")
    customer.look("website-check-done")


def submits(customer: Walker, reference: str, *, picture: str = "") -> None:
    """Check answers, sign the declaration, wait for the fresh check if one is needed."""
    customer.go(f"/registrations/{reference}/check-answers/", f"check-answers{picture}")
    customer.go(f"/registrations/{reference}/submit/", f"submit{picture}")
    customer.fill(capacity="Owner", agreed=True).press("Submit")
    customer.waits_for("Pending at", path=f"/registrations/{reference}/")


def reviewer_claims(reviewer: Walker, reference: str, picture: str = "") -> None:
    """Finds the submission in the queue and takes it."""
    reviewer.go("/review/?tab=waiting", f"queue{picture}").sees(reference)
    reviewer.go(f"/review/{reference}/").press("Claim…", f"decision{picture}")


def reviewer_returns(reviewer: Walker, reference: str) -> None:
    """Sends the submission back once, with a note on a field."""
    reviewer.go(f"/review/{reference}/?do=request_changes")
    reviewer.fill(note_to_customer="Say in the description that these are property viewings.")
    reviewer.press("Return to the business", "returned").sees("Changes requested")


def reviewer_forwards(reviewer: Walker, reference: str, part: str, *, picture: str = "") -> None:
    """Sends one part to its registry, with the identity block."""
    reviewer.go(f"/review/{reference}/?do=forward", f"forward{picture}")
    boxes = reviewer.page.locator("main [name=parts]")
    for place in range(boxes.count()):
        value = boxes.nth(place).get_attribute("value") or ""
        boxes.nth(place).set_checked(value.startswith(part))
    if reviewer.page.locator("main [name=irs_letter]").count():
        reviewer.fill(irs_letter="matches", website="matches")
    reviewer.press("Record as sent")


def reviewer_approves(reviewer: Walker, reference: str, part: str, external_id: str) -> None:
    """Records the approval of one part."""
    reviewer.go(f"/review/{reference}/?do=record_approval")
    reviewer.page.locator(f"main [name=part][value^='{part}']").check()
    reviewer.fill(external_id=external_id).press("Record the approval")


def reviewer_rejects(reviewer: Walker, reference: str, code: str) -> None:
    """Records a rejection of the campaign with a code."""
    reviewer.go(f"/review/{reference}/?do=record_rejection", "rejecting").sees("rejection 1 of 4")
    reviewer.page.locator("main [name=part][value^='campaign']").check()
    reviewer.fill(more_codes=code).press("Record the rejection", "rejected").sees("Rejected")


def answers_rejection(customer: Walker, reference: str) -> None:
    """Reads why, answers the code, changes the text."""
    customer.go(f"/registrations/{reference}/rejection/", "rejection").sees("9001")
    customer.go("/codes/tcr/9001/", "code").sees("Campaign Use Case Mismatch")
    customer.go(f"/registrations/{reference}/rejection/")
    answer = customer.page.locator("main textarea").first
    answer.fill("The description now names property viewings, which is customer care.")
    customer.press("Keep this answer Code 9001")


def asks_for_temporary(customer: Walker, reference: str) -> None:
    """The request button of the temporary registration."""
    customer.go(f"/registrations/{reference}/temporary/", "temporary").press("Ask for a temporary registration")


def proves_presence(person: Walker, password: str) -> None:
    """Gives the password again where the portal asks for it before something weighty."""
    if "reauthenticate" in person.page.url:
        person.look("password-again").fill(password=password).press("Confirm")


def makes_key(customer: Walker, password: str) -> str:
    """A key for the website's sign-up form; shown once."""
    customer.go("/keys/new/")
    proves_presence(customer, password)
    customer.look("key")
    customer.fill(name="Website sign-up form", permissions="consent:write")
    customer.fill(permissions="consent:view").press("Make the key")
    return customer.page.locator("#new-key").inner_text()


def consent_by_api(customer: Walker, key: str) -> None:
    """The business's own website tells of an opt-in; told twice it is one event."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    programs = customer.page.request.get("/api/v1/consent/programs", headers=headers).json()
    program = programs["results"][0]
    body = {
        "client_id": "website-1",
        "program": program["id"],
        "number": "+16155550177",
        "type": "opt_in",
        "method": "web_form",
        "wording_id": program["current_wording"]["id"],
        "details": {"url": f"{SITE}texts", "address": "198.51.100.7", "user_agent": "Safari"},
    }
    answers = [
        customer.page.request.post("/api/v1/consent/events", headers=headers, data=json.dumps(body)) for _ in range(2)
    ]
    assert [answer.ok for answer in answers] == [True, True], answers[0].text()
    assert answers[0].json()["event_id"] == answers[1].json()["event_id"]


def consent_by_form(visitor: Walker, address: str) -> None:
    """A visitor signs up on the hosted page."""
    visitor.go(address, "hosted").fill(number="(615) 555-0178", agree=True).press("Sign up", "hosted-thanks")


def exports_package(officer: Walker, reference: str, password: str, folder: Path) -> Path:
    """Finds the registration, makes the package, waits, downloads it."""
    officer.go("/health/audits/", "audits").sees(reference)
    officer.go("/officer/?q=Riverbend", "officer").sees(reference)
    officer.page.locator("main tr", has_text=reference).get_by_role("link", name="Make a package").click()
    proves_presence(officer, password)
    officer.fill(purpose="Carrier audit, ticket 5512").look("package-new")
    officer.press("Make the package").waits_for("The package is ready")
    officer.look("package-ready")
    with officer.page.expect_download() as download:
        officer.press("Download…")
    target = folder / "package.zip"
    download.value.save_as(target)
    return target
