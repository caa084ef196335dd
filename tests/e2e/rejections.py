"""A registration from its first rejection to the last and beyond, as customer and reviewers do it on the pages."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e import journey
from tests.e2e.walker import Walker

WAY_OUT = "Reply STOP to opt out. Msg & data rates may apply."


def registration(reference: str, page: str = "") -> str:
    """The address of a registration's page."""
    return f"/registrations/{reference}/{page}"


def hands_in(customer: Walker, reference: str) -> None:
    """From the registration's page through all answers to the declaration."""
    customer.go(registration(reference)).press("Check your answers and submit").press("Go on to submit")
    customer.fill(capacity="Owner", agreed=True).press("Submit").sees("Pending at Lakeside Messaging")


def reaches_registry(reviewer: Walker, reference: str) -> None:
    """Claimed out of the queue, and its campaign sent on; the brand first where it is not approved yet."""
    journey.reviewer_claims(reviewer, reference)
    if "brand:" in parts_on_offer(reviewer, reference):
        journey.reviewer_forwards(reviewer, reference, "brand")
        journey.reviewer_approves(reviewer, reference, "brand", "BGREEN1")
    journey.reviewer_forwards(reviewer, reference, "campaign")
    reviewer.sees("Pending at the registry")


def parts_on_offer(reviewer: Walker, reference: str) -> str:
    """What may be sent now, as `brand:<id> campaign:<id>`."""
    boxes = reviewer.go(f"/review/{reference}/?do=forward").page.locator("main [name=parts]").all()
    return " ".join(box.get_attribute("value") or "" for box in boxes)


def is_rejected(reviewer: Walker, reference: str, code: str, *, nth: int) -> Walker:
    """The registry's answer is recorded; says beforehand which rejection it would be."""
    reviewer.go(f"/review/{reference}/?do=record_rejection").sees(f"Would be rejection {nth} of 4")
    return reviewer.fill(more_codes=code).press("Record the rejection")


def mends(customer: Walker, reference: str, code: str, *, told: str, **answers: str) -> None:
    """The four phases: reads why, goes to the answer and changes it, says what was changed, sends it in again."""
    customer.go(registration(reference)).sees("Rejected", "The registry rejected it")
    customer.press("See each reason and what to change")
    customer.sees("1. Diagnose", "2. Mend", "3. Prove", "4. Send again", "1 code read", f"Answer Code {code}")
    customer.press(f"Go to the answer Code {code}").fill(**answers).press("Save and go to the list")
    customer.press("See each reason and what to change").fill(**{f"change-tcr:{code}": told})
    customer.press(f"Keep this answer Code {code}").sees("Answered", told, "1 of 1")
    customer.press("Check your answers and submit").press("Go on to submit")
    customer.fill(capacity="Owner", agreed=True).press("Submit").sees("Pending at Lakeside Messaging")


def appeals(customer: Walker, reference: str) -> None:
    """The letter: opened from the rejection, found lacking, looked at, filed."""
    customer.go(registration(reference, "rejection/")).press("Write an appeal").sees("Business impact")
    assert customer.page.locator("main [name=brand_id]").input_value() == "BGREEN1"
    customer.fill(campaign_id="C-PENDING-1", remediation="2026-11-22: sample 1 names the order.")
    customer.press("File the appeal").sees("Put your own figures")
    customer.fill(business_impact="40 messages a day and $900 a day wait for the approval.")
    customer.press("Look at the letter").sees("How it reads", "$900 a day")
    customer.press("File the appeal").sees("The appeal is filed", "Rejection 2", "An appeal is on its way")


def answers_appeal(reviewer: Walker, reference: str) -> None:
    """The registry stands by its rejection."""
    reviewer.go(f"/review/{reference}/?do=answer_appeal")
    reviewer.fill(outcome="upheld", text="The sample was not a customer's message.").press("Record the answer")


def asks_for_two(admin: Walker) -> None:
    """The reseller's setting."""
    admin.go("/settings/").fill(second_pair_of_eyes=True).press("Save the settings").sees("The settings are saved")


def takes_two(first: Walker, second: Walker, reference: str, code: str) -> None:
    """The last rejection: one reviewer proposes it and cannot carry it out, another does."""
    first.go(f"/review/{reference}/?do=record_rejection").sees("This rejection would be the last")
    is_rejected(first, reference, code, nth=4).sees(
        "waits for a second reviewer", "Another reviewer has to carry it out"
    )
    first.sees("Pending at the registry")
    second.go(f"/review/{reference}/").sees("Rae Lindqvist proposes: Record a rejection", code)
    second.press("Carry it out as the second person").sees(f"{reference}: recorded, by two people", "Ineligible")


def finds_it_over(customer: Walker, reference: str) -> None:
    """The customer's pages say that it is over, and what now; the way to submit is closed."""
    customer.go(registration(reference)).sees("Ineligible", "4 of 4 rejections used", "Start a new application")
    assert "Check your answers and submit" not in customer.text()
    closed = customer.page.goto(registration(reference, "submit/"))
    assert closed is not None
    assert closed.status == 409
    customer.go(registration(reference, "what-now/")).sees(
        "It can no longer be submitted", "Solve every cause that was named", "Do not send from its numbers"
    )
    customer.go(registration(reference, "appeal/")).sees("The registration is ineligible; start a new application")


def applies_anew(customer: Walker, reference: str, codes: dict[str, str], paper: Path) -> str:
    """Refused until every old code is told as solved, with a paper each; answers the new reference."""
    customer.go(registration(reference)).press("Start a new application")
    customer.press("Start the new application")
    customer.sees("Say how code 9106 (Missing Opt-Out Language) was solved and attach what shows it")
    customer.fill(**{f"change-tcr:{code}": told for code, told in codes.items()})
    customer.press("Keep my answers")
    customer.press("Start the new application").sees(*(f"Attach what shows that code {code} (" for code in codes))
    customer.go(registration(reference, "apply-again/"))
    for code in codes:
        attaches(customer, code, paper)
    customer.press("Start the new application").sees("A new application was started; it takes over every answer")
    return customer.page.url.rstrip("/").rpartition("/")[2]


def attaches(customer: Walker, code: str, paper: Path) -> None:
    """A paper that shows how a code was solved."""
    card = customer.page.locator(f"[id='code-tcr:{code}']")
    card.get_by_text("Papers that show it").click()
    card.locator("input[type=file]").set_input_files(paper)
    card.get_by_role("button", name="Upload file").click()
    customer.sees(f"{paper.name} is stored")


def can_send(customer: Walker, reference: str, answer: str, *why: str) -> None:
    """What the registration's page answers to "Can it send now?"."""
    customer.go(registration(reference))
    can = expect(customer.page.locator("main .can-send").first)
    for said in (f"Can it send now? {answer}", *why):
        can.to_contain_text(said, use_inner_text=True)
