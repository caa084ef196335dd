"""Where a business goes on from each page: no advice that its own answer contradicts, no button that only refuses."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from campaigns.amending import amendment_request
from campaigns.models import Campaign
from campaigns.services import campaign_dossier
from portal.common import clock
from portal.common.errors import WrongInput
from portal.desk.remediation.package import package_of
from portal.documents.appeals import letter_prefilled
from portal.evidence.services import document_store
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application, TimelineEntry
from portal.lifecycle.selectors import temporary_end
from portal.webchecks.models import CheckRun
from tests.campaigns.scenes import approved, checked, filled, forwarded, hand_in, opened, picture, rejected, submitted
from tests.cast import Cast
from tests.desk.test_remediation_appeals import rejected_twice
from tests.verification import scenes as toll_free

pytestmark = pytest.mark.django_db

TEMPORARY = "Ask for a temporary registration"


def at(name: str, application: Application) -> str:
    return reverse(f"desk:{name}", args=[application.reference])


def text(cast: Cast, name: str, application: Application) -> str:
    answer = cast.client(cast.alice).get(at(name, application))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_toll_free_owner_is_not_sent_to_a_temporary_registration_that_lets_nothing_send(cast: Cast) -> None:
    application, _ = toll_free.forwarded(cast)
    for page in ("registration", "what_now"):
        told = text(cast, page, application)
        assert TEMPORARY not in told
        assert "temporary registration runs" not in told
    assert "carriers let only verified toll-free numbers send" in text(cast, "temporary", application)
    local, _ = submitted(cast)
    assert TEMPORARY in text(cast, "registration", local)


@pytest.mark.parametrize("page", ["registration", "what_now"])
def test_an_approved_campaign_without_numbers_has_the_button_that_adds_them(cast: Cast, page: str) -> None:
    application, campaign = approved(cast)
    told = text(cast, page, application)
    assert f'<a class="btn primary" href="{reverse("campaigns:numbers", args=[campaign.id])}">Name the numbers' in told


def test_only_an_ended_registration_offers_a_new_application(cast: Cast) -> None:
    application, _ = submitted(cast)
    client = cast.client(cast.alice)
    assert client.get(at("apply_again", application)).status_code == 409
    lifecycle.application_withdraw(application_id=application.id, actor=cast.alice.actor, reason="")
    assert client.get(at("apply_again", application)).status_code == 200
    successor = lifecycle.application_reapply(application_id=application.id, actor=cast.alice.actor)
    assert client.get(at("apply_again", application))["Location"] == at("registration", successor)


def test_checks_of_the_website_stand_in_the_package_in_words(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106")
    seen = [{"check": "privacy_policy.found", "verdict": "pass", "message": "", "codes": []}]
    checked(campaign_dossier(cast.alice.actor, application), checks=seen)
    policy = next(item for item in package_of(cast.alice.actor, application).items if item.slug == "policy_check")
    assert not any("privacy_policy.found" in line for line in policy.lines)
    assert any(line.endswith("? In order.") for line in policy.lines)


def test_what_was_handed_in_is_shown_with_the_codes_that_it_answered(cast: Cast) -> None:
    cast.lakeside.rejection_cap = 2
    cast.lakeside.save()
    application, _ = rejected_twice(cast)
    package = package_of(cast.alice.actor, application)
    assert application.state == "ineligible"
    assert [(row.key, row.change) for row in package.changes] == [("tcr:9106", "Sample 2 ends with the way out.")]
    assert not package.missing
    assert "Not answered yet" not in text(cast, "rejection", application)


def test_the_appeal_names_no_way_of_sending_as_an_identifier(cast: Cast) -> None:
    application, campaign = forwarded(cast)
    assert application.parts.get(part_kind="campaign").external_reference == "by hand"
    lifecycle.application_record_rejection(
        application_id=application.id, actor=cast.rae.actor, part=("campaign", campaign.id), codes=["tcr:9106"]
    )
    application.refresh_from_db()
    named = letter_prefilled(cast.alice.actor, application)
    assert named["campaign_id"] == f"none yet; ours is {application.reference}"


def test_a_truth_among_the_answers_is_told_as_yes_or_no(cast: Cast) -> None:
    application, _ = toll_free.filled(cast)
    told = text(cast, "check_answers", application)
    assert "False" not in told
    assert "True" not in told


def test_the_owner_s_line_of_pages_is_short_and_the_records_are_in_the_menu(cast: Cast) -> None:
    for person, in_line in ((cast.alice, False), (cast.omar, True)):
        page = cast.client(person).get("/notices/").content.decode()
        line, menu = page.split('class="main-nav"')[1].split("</nav>")[0], page.split('id="account-menu"')[1]
        assert ("/packages/" in line) is in_line
        assert ("/packages/" in menu.split("</main>")[0]) is not in_line


def test_papers_of_a_place_stay_in_its_list_whatever_kind_they_are(cast: Cast) -> None:
    client = cast.client(cast.alice)
    fields = {"kind": "dnc_exemption", "title": "Exempt us", "text": "We are a clinic."}
    there = client.post(reverse("notices:support_new"), fields)["Location"]
    request = client.get(there).context["support"]
    subject, paper = ("support_request", request.id), picture("letter.png")
    document_store(
        actor=cast.alice.actor,
        business_id=cast.greenleaf.id,
        kind="ein_letter",
        upload=paper,
        subject=subject,
        field="attachment",
    )
    page = client.get(there).content.decode()
    assert "letter.png" in page
    kinds = page.split('name="kind"')[1].split("</select>")[0]
    assert kinds.index("business_licence") < kinds.index("problem_picture") < kinds.index("other")
    assert "ein_letter" not in kinds


def amended(cast: Cast) -> tuple[Application, Campaign]:
    """An approved campaign with a change on its way."""
    application, campaign = approved(cast)
    samples = [*campaign.sample_messages[:2], "GreenLeaf: your roses are here, Sarah. Reply STOP to opt out."]
    amendment_request(
        actor=cast.alice.actor, campaign_id=campaign.id, values={"sample_messages": samples}, reason="Roses."
    )
    return application, campaign


def test_a_change_after_approval_says_where_it_stands_and_why_it_was_refused(cast: Cast) -> None:
    application, campaign = amended(cast)
    told = text(cast, "registration", application)
    assert "Your provider reads it, then sends it to the registry." in told
    assert "your roses are here" in told
    lifecycle.amendment_advance(
        amendment_id=application.amendments.get().id, actor=cast.rae.actor, verb="return", text="Roses are no service."
    )
    told = text(cast, "registration", application)
    assert "It was refused; everything stays as approved." in told
    assert "Roses are no service." in told
    assert cast.client(cast.alice).get(reverse("campaigns:amend", args=[campaign.id])).status_code == 200


def test_nobody_fills_in_a_second_change_while_one_is_on_its_way(cast: Cast) -> None:
    application, campaign = amended(cast)
    page = cast.client(cast.alice).get(reverse("campaigns:amend", args=[campaign.id]))
    assert page["Location"] == at("registration", application)


def test_who_asked_for_a_temporary_registration_is_not_told_to_ask_for_it(cast: Cast) -> None:
    application, _ = submitted(cast)
    lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)
    told = text(cast, "registration", application)
    assert TEMPORARY not in told
    assert "your provider has not decided on the temporary registration" in told


def test_a_temporary_registration_is_told_in_the_time_of_the_place(cast: Cast) -> None:
    application, _ = submitted(cast)
    lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)
    lifecycle.temporary_grant(application_id=application.id, actor=cast.rae.actor)
    told = TimelineEntry.objects.get(application=application, text__contains="was granted until").text
    assert "UTC" not in told
    assert re.search(r"until [A-Z][a-z]{2} \d+, \d{4}, \d+:\d{2} [AP]M E[DS]T\.", told)


def test_the_day_on_which_a_temporary_registration_ends_is_a_day_of_the_place(cast: Cast) -> None:
    application, _ = submitted(cast)
    in_two_days = clock.now().date() + dt.timedelta(days=2)
    evening = dt.datetime.combine(in_two_days, dt.time(2), tzinfo=dt.UTC)  # 9 or 10 PM of the day before, there
    with clock.at(evening):
        lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)
        granted = lifecycle.temporary_grant(application_id=application.id, actor=cast.rae.actor)
        end = temporary_end(granted).at
    with clock.at(end - dt.timedelta(days=1)):
        home = cast.client(cast.alice).get("/").content.decode()
    assert f"ends on {clock.told_day(end.date() - dt.timedelta(days=1))}; after that its numbers are blocked" in home


def test_a_temporary_registration_says_when_it_was_granted_what_ends_and_what_helps(cast: Cast) -> None:
    application, _ = forwarded(cast)
    lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)
    lifecycle.temporary_grant(application_id=application.id, actor=cast.rae.actor)
    card = text(cast, "temporary", application)
    assert re.search(r"<br>Granted [A-Z][a-z]+ \d+", re.sub("<time[^>]*>", "", card))
    assert re.search(r'class="tag warn">ends <time [^>]*>in ', card)
    refuse(cast, application)
    assert "See each reason, then submit again" in text(cast, "temporary", application)
    assert "Your temporary registration ends when its days of grace are over" in text(cast, "what_now", application)


def test_who_has_no_temporary_registration_is_told_of_none_after_a_rejection(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106")
    for page in ("registration", "what_now"):
        told = text(cast, page, application)
        assert "The registry refused it and gave reasons." in told
        assert "days of grace" not in told


def refuse(cast: Cast, application: Application) -> None:
    """The registry rejects the campaign."""
    lifecycle.application_record_rejection(
        application_id=application.id,
        actor=cast.rae.actor,
        part=("campaign", application.subject_id),
        codes=["tcr:9106"],
    )


def test_a_refusal_names_the_provider_as_it_is_written_and_leads_back_to_the_registration(cast: Cast) -> None:
    application, _ = submitted(cast)
    page = cast.client(cast.alice).get(at("submit", application))
    assert page.status_code == 409
    assert f"{application.reference} is pending at Lakeside Messaging" in page.content.decode()
    back = f'<a class="btn primary" href="{at("registration", application)}">Go to {application.reference}</a>'
    assert back in page.content.decode()


def test_an_invitation_offers_no_more_rights_than_most_people_need(cast: Cast) -> None:
    page = cast.client(cast.alice).get(reverse("accounts:team")).content.decode()
    form = page.split("Send the invitation")[0].rsplit("<form", 1)[1]
    assert '<option value="member" selected>' in form


def refused_website(cast: Cast) -> tuple[Application, CheckRun]:
    """A draft whose fresh website check found four faults, each told at length."""
    application, _ = filled(cast)
    faults = [
        {
            "check": name,
            "verdict": "error",
            "message": f"The {name} is wrong. {'It says so at length. ' * 20}",
            "codes": [],
        }
        for name in ("policy", "form", "footer", "certificate")
    ]
    return application, checked(campaign_dossier(cast.alice.actor, application), verdict="error", checks=faults)


def test_a_submit_that_comes_back_says_why_in_a_few_whole_sentences(cast: Cast) -> None:
    application, _ = refused_website(cast)
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application)
    assert refusal.value.message.endswith("The policy is wrong; The form is wrong; The footer is wrong; and 1 more.")
    lifecycle.application_return_wish(application_id=application.id, reason=refusal.value.message)
    told = cast.client(cast.alice).get("/").content.decode()
    assert "at length" not in told


def test_what_the_website_shows_is_put_right_there_and_not_in_an_answer(cast: Cast) -> None:
    application, run = refused_website(cast)
    told = text(cast, "submit", application)
    assert f'href="{reverse("webchecks:run", args=[run.id])}#policy">See it on your website' in told
    assert "website:policy</code>" not in told


def test_the_history_says_numbers_as_people_write_them(cast: Cast) -> None:
    application, _ = toll_free.forwarded(cast)
    told = text(cast, "history", application)
    assert re.search(r"Sent to the registry: number \(8\d\d\) \d{3}-\d{4}", told)


@pytest.mark.parametrize("page", ["check_answers", "submit"])
def test_looking_at_what_is_still_to_answer_raises_no_alarm(cast: Cast, page: str) -> None:
    application, _ = opened(cast)
    told = text(cast, page, application)
    assert "Still to answer" in told
    assert 'role="alert"' not in told
