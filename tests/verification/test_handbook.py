"""What the handbook asks of a toll-free request on its way: what keeps it back, who is told, how each number stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from portal.common.errors import WrongInput, WrongState
from portal.evidence.services import document_store
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application, Submission
from portal.notices.models import EmailMessage
from portal.rules.result import Verdict
from tests.campaigns.scenes import checked, picture
from tests.cast import Cast
from tests.verification.scenes import BRIEF, NUMBER, filled, forwarded, hand_in, prove, sent
from verification.models import TollFreeNumber, TollFreeVerification
from verification.numbering import number_add, number_remove
from verification.selectors import classes_of, numbers_of
from verification.services import (
    faults_by_name,
    registration_open,
    verification_dossier,
    verification_findings,
    verification_update,
)
from verification.topics import VERIFICATION_TOPICS

pytestmark = pytest.mark.django_db


def denied(cast: Cast, code: str) -> tuple[Application, TollFreeVerification]:
    """A brief whose number the aggregator denied."""
    application, brief = forwarded(cast)
    number = brief.numbers.get()
    lifecycle.application_record_rejection(
        application_id=application.id, actor=cast.rae.actor, part=("number", number.id), codes=[code]
    )
    application.refresh_from_db()
    return application, brief


@pytest.mark.entry("tf-507-age-gate")
@pytest.mark.source(102)
def test_denied_with_507_it_is_sent_again_only_with_the_screens_of_an_age_gate(cast: Cast) -> None:
    application, brief = denied(cast, "toll_free_aggregator:507")
    checked(verification_dossier(cast.alice.actor, application))
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application)
    assert list(refusal.value.fields) == ["verification.age_gate"]
    upload(cast, brief, "age_gate_screens", "age_gate")
    assert faults_by_name(brief) == {}


def test_another_denial_asks_for_no_age_gate(cast: Cast) -> None:
    _, brief = denied(cast, "toll_free_aggregator:545")
    assert faults_by_name(brief) == {}


def upload(cast: Cast, brief: TollFreeVerification, kind: str, field: str) -> None:
    document_store(
        actor=cast.alice.actor,
        business_id=brief.business_id,
        kind=kind,
        upload=picture(),
        subject=("verification", brief.id),
        field=field,
    )


@pytest.mark.entry("tf-single-number-toggle")
@pytest.mark.source(128)
def test_whether_one_number_sends_is_counted_and_never_asked(cast: Cast) -> None:
    asked = {field for topic in VERIFICATION_TOPICS for field in topic.fields}
    assert not {field for field in asked if "one_number" in field or "single" in field}
    application, brief = filled(cast, multiple_numbers_reason="Two locations, each with its own number.")
    told = verification_dossier(cast.alice.actor, application).payload(cast.alice.actor)["data"]
    assert told["verification.one_number"] is True
    number_add(actor=cast.alice.actor, verification_id=brief.id, number="+18445550141", label="Second nursery")
    told = verification_dossier(cast.alice.actor, application).payload(cast.alice.actor)["data"]
    assert told["verification.one_number"] is False
    page = cast.client(cast.alice).get(reverse("desk:check_answers", args=[application.reference])).content.decode()
    assert "Sent from one number only" in page


@pytest.mark.entry("tf-multi-number-list")
@pytest.mark.source(88)
def test_of_several_numbers_each_names_what_it_is_for(cast: Cast) -> None:
    application, brief = filled(cast, multiple_numbers_reason="Two locations, each with its own number.")
    number_add(actor=cast.alice.actor, verification_id=brief.id, number="+18445550141")
    assert faults_by_name(brief) == {"verification.numbers": ["Say of each number what it is used for."]}
    number_remove(
        actor=cast.alice.actor, verification_id=brief.id, number_id=brief.numbers.get(number="+18445550141").id
    )
    number_add(actor=cast.alice.actor, verification_id=brief.id, number="+18445550141", label="Second nursery")
    checked(verification_dossier(cast.alice.actor, application))
    submission = hand_in(cast, application)
    assert isinstance(submission, Submission)
    listed = submission.payload["data"]["verification.numbers"]
    told = [(row["number"], row["label"]) for row in listed]
    assert told == [(NUMBER, "Nursery"), ("+18445550141", "Second nursery")]
    assert all(number.business_name == "GreenLeaf Gardens LLC" for number in numbers_of(brief))


@pytest.mark.entry("tf-delay-factors")
@pytest.mark.source(76)
def test_a_sender_or_number_with_an_open_request_enters_no_second_one_and_hears_what_delays(cast: Cast) -> None:
    application, brief = forwarded(cast)
    with pytest.raises(WrongState, match=application.reference) as sender:
        registration_open(actor=cast.alice.actor, business=cast.greenleaf)
    other = TollFreeVerification.objects.create(business=cast.greenleaf, reference="TF-9001")
    with pytest.raises(WrongInput, match=application.reference) as number:
        number_add(actor=cast.alice.actor, verification_id=other.id, number=NUMBER)
    for refusal in (sender.value.message, number.value.message):
        for cause in ("many requests", "unclear fields", "several submissions", "several numbers"):
            assert cause in refusal
    assert numbers_of(brief)[0].verification_id == brief.id


@pytest.mark.entry("tf-notification-email")
@pytest.mark.source(109)
def test_news_about_a_request_also_goes_to_the_compliance_contact_of_the_brief(cast: Cast) -> None:
    application, brief = filled(cast, notification_email="Office@greenleafgardens.com")
    prove(cast, brief)
    checked(verification_dossier(cast.alice.actor, application))
    hand_in(cast, application)
    EmailMessage.objects.all().delete()
    lifecycle.application_claim(application_id=application.id, actor=cast.rae.actor)
    lifecycle.application_request_changes(
        application_id=application.id, actor=cast.rae.actor, note_to_customer="Name the nursery."
    )
    told = {message.to for message in EmailMessage.objects.filter(subject_id=application.id)}
    assert {"alice@greenleafgardens.com", "office@greenleafgardens.com"} <= told
    assert not any(address.endswith("greenleafgardens.com") for address in news_to_the_reseller(application))


def news_to_the_reseller(application: Application) -> set[str]:
    rows = EmailMessage.objects.filter(subject_id=application.id, organization=application.reseller)
    return {message.to for message in rows}


@pytest.mark.entry("tf-api-pending-on-receipt", "tf-status-classes")
@pytest.mark.source(95, 96, 97)
def test_a_number_is_pending_once_the_aggregator_has_it_and_every_later_change_has_its_time(
    cast: Cast, time_machine: Any
) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC), tick=False)
    application, brief = filled(cast)
    row = brief.numbers.get()
    assert held(row)[0] == "restricted"
    application, brief = sent(cast, application, brief)
    assert held(row) == ("pending", dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC))
    time_machine.move_to(dt.datetime(2026, 11, 24, 15, tzinfo=dt.UTC), tick=False)
    lifecycle.application_record_rejection(
        application_id=application.id, actor=cast.rae.actor, part=("number", row.id), codes=["toll_free_aggregator:545"]
    )
    assert held(row) == ("restricted", dt.datetime(2026, 11, 24, 15, tzinfo=dt.UTC))


@pytest.mark.source(115)
def test_each_number_is_judged_on_its_own_and_an_approved_one_stays_so(cast: Cast) -> None:
    application, brief = filled(cast, multiple_numbers_reason="Two locations, each with its own number.")
    number_add(actor=cast.alice.actor, verification_id=brief.id, number="+18445550141", label="Second nursery")
    first, second = numbers_of(brief)
    sent(cast, application, brief)
    answer = {"application_id": application.id, "actor": cast.rae.actor}
    lifecycle.application_record_approval(**answer, part=("number", first.id), external_id="TFV-1")
    lifecycle.application_record_rejection(**answer, part=("number", second.id), codes=["toll_free_aggregator:545"])
    application.refresh_from_db()
    assert application.state == "rejected"
    assert [held(row)[0] for row in (first, second)] == ["verified", "restricted"]


@pytest.mark.source(105)
@pytest.mark.parametrize("code", ["620", "621", "622"])
def test_a_request_for_information_counts_as_no_rejection(cast: Cast, code: str) -> None:
    application, _ = forwarded(cast)
    lifecycle.application_record_information_request(
        application_id=application.id, actor=cast.rae.actor, codes=[f"toll_free_aggregator:{code}"]
    )
    application.refresh_from_db()
    assert (application.state, application.rejections) == ("information_requested", 0)


def held(row: TollFreeNumber) -> tuple[str, dt.datetime]:
    found = classes_of([row])[row.id]
    return str(found.name), found.since


@pytest.mark.entry("life-incomplete-delays", "standards-all-four-apply")
@pytest.mark.source(30, 137)
def test_a_brief_with_an_error_is_held_back_and_one_with_warnings_goes(cast: Cast) -> None:
    links = f"See our privacy policy at {BRIEF['privacy_policy_url']} and terms at {BRIEF['terms_url']}."
    application, brief = filled(cast, opt_in_wording=f"{BRIEF['opt_in_wording']} {links}")
    assert verification_findings(brief).verdict is Verdict.WARNING
    link = {"sample_messages": ["GreenLeaf: order 87234 is ready, see https://bit.ly/x1. Reply STOP to opt out."]}
    verification_update(actor=cast.alice.actor, verification_id=brief.id, values=link)
    report = verification_findings(TollFreeVerification.objects.get(id=brief.id))
    assert report.verdict is Verdict.ERROR
    assert "toll_free_aggregator:543" in {code for finding in report.findings for code in finding.codes}
    checked(verification_dossier(cast.alice.actor, application))
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application, overrides={})
    assert refusal.value.code == "blocking_findings"
    verification_update(
        actor=cast.alice.actor,
        verification_id=brief.id,
        values={"sample_messages": BRIEF["sample_messages"]},
    )
    checked(verification_dossier(cast.alice.actor, application))
    submission = hand_in(cast, application, overrides={})
    assert isinstance(submission, Submission)
    assert "warning" in {finding["severity"] for finding in submission.findings}
