"""Handing in a registration: the website check, the findings, the codes of a rejection."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from brands.answering import code_answers, code_answers_save
from campaigns.services import campaign_dossier, campaign_update, registration_open
from campaigns.tasks import complete_submit
from consent.models import Program
from consent.scope import scope
from portal.common.errors import WrongInput, WrongPerson, WrongState
from portal.lifecycle.models import Application, Submission
from portal.webchecks.models import CheckRun
from tests.campaigns.scenes import approved, checked, filled, hand_in, opened, rejected, submitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ERROR: dict[str, Any] = {
    "check": "certificate",
    "verdict": "error",
    "reason": "expired",
    "codes": ["tcr:1103"],
    "facts": {},
    "message": "The certificate has expired.",
    "fix": "Renew it.",
}


@pytest.mark.entry("brand-once-per-entity")
@pytest.mark.source(4, 135, 162)
def test_opening_makes_one_application_of_brand_and_campaign(cast: Cast) -> None:
    first = registration_open(actor=cast.alice.actor, business=cast.greenleaf)
    second = registration_open(actor=cast.alice.actor, business=cast.greenleaf)
    brands = {part.part_id for a in (first, second) for part in a.parts.filter(part_kind="brand")}
    assert [part.part_kind for part in first.parts.order_by("position")] == ["brand", "campaign"]
    assert len(brands) == 1


def test_with_a_fresh_check_it_is_handed_in_at_once(cast: Cast) -> None:
    application, _ = submitted(cast)
    submission = application.submissions.get()
    assert application.state == "pending"
    assert submission.payload["data"]["brand.legal_name"] == "GreenLeaf Gardens LLC"
    assert submission.payload["data"]["campaign.documents"][0]["kind"] == "optin_screenshot"


@pytest.mark.source(176, 204)
def test_the_ladder_knows_when_answers_are_expected(cast: Cast) -> None:
    application, _ = submitted(cast)
    windows = [(p.window_low, p.window_high) for p in application.parts.order_by("position")]
    assert windows == [(1, 3), (1, 3)]


@pytest.mark.source(7)
def test_without_proof_nothing_is_handed_in(cast: Cast) -> None:
    application, _ = opened(cast)
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application)
    assert refusal.value.code == "incomplete"
    assert "campaign.opt_in_evidence" in refusal.value.fields


@pytest.mark.parametrize("age", [None, dt.timedelta(minutes=16)])
@pytest.mark.source(167)
def test_without_a_fresh_check_the_wish_is_kept_and_a_check_starts(cast: Cast, age: dt.timedelta | None) -> None:
    application, _ = filled(cast)
    if age:
        checked(campaign_dossier(cast.alice.actor, application), age=age)
    run = hand_in(cast, application)
    assert isinstance(run, CheckRun)
    application.refresh_from_db()
    assert (application.state, application.submit_check_run) == ("draft", run.id)
    assert (run.then_task, run.then_id) == ("campaigns.complete_submit", application.id)


def _wished(cast: Cast) -> tuple[Application, CheckRun]:
    application, _ = filled(cast)
    run = hand_in(cast, application)
    assert isinstance(run, CheckRun)
    return application, run


def _end(run: CheckRun, **values: Any) -> None:
    from portal.common.clock import now  # noqa: PLC0415

    CheckRun.objects.filter(id=run.id).update(finished_at=now(), **values)


def test_the_end_of_the_check_completes_the_wish_once(cast: Cast) -> None:
    application, run = _wished(cast)
    _end(run, state="done", verdict="pass")
    complete_submit(str(application.id))
    complete_submit(str(application.id))
    application.refresh_from_db()
    assert (application.state, application.submission_count) == ("pending", 1)
    assert application.submissions.get().by_label == "Alice Moore"


def test_a_check_that_sees_a_fault_returns_the_wish_with_the_reason(cast: Cast) -> None:
    application, run = _wished(cast)
    _end(run, state="done", verdict="error", checks=[ERROR])
    complete_submit(str(application.id))
    application.refresh_from_db()
    assert application.state == "draft"
    assert application.submit_requested_at is None
    assert "certificate has expired" in application.submit_returned


def test_a_check_that_failed_returns_the_wish(cast: Cast) -> None:
    application, run = _wished(cast)
    _end(run, state="failed", failure="Tried 5 times.")
    complete_submit(str(application.id))
    application.refresh_from_db()
    assert "did not finish" in application.submit_returned


def test_an_address_changed_while_the_check_ran_returns_the_wish(cast: Cast) -> None:
    application, run = _wished(cast)
    values = {"terms_url": "https://www.greenleafgardens.com/rules"}
    campaign_update(actor=cast.alice.actor, campaign_id=application.subject_id, values=values)
    _end(run, state="done", verdict="pass")
    complete_submit(str(application.id))
    application.refresh_from_db()
    assert "changed while" in application.submit_returned


def test_what_blocks_needs_a_written_reason_that_is_stored(cast: Cast) -> None:
    application, campaign = filled(cast)
    campaign_update(
        actor=cast.alice.actor,
        campaign_id=campaign.id,
        values={"sample_messages": ["GreenLeaf: your order is ready.", *campaign.sample_messages[1:]]},
    )
    checked(campaign_dossier(cast.alice.actor, application))
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application, overrides={})
    assert refusal.value.code == "blocking_findings"
    outcome = hand_in(cast, application)
    assert isinstance(outcome, Submission)
    assert set(refusal.value.fields) <= set(outcome.overrides)


def test_a_fault_the_check_saw_can_stand_with_a_reason(cast: Cast) -> None:
    application, _ = filled(cast)
    checked(campaign_dossier(cast.alice.actor, application), verdict="error", checks=[ERROR])
    outcome = hand_in(cast, application, overrides={"website:certificate": "Renewed an hour ago."})
    assert isinstance(outcome, Submission)
    assert any(finding["rule"] == "website:certificate" for finding in outcome.findings)
    assert outcome.verdict == "error"


def test_a_website_that_could_not_be_looked_at_is_no_pass_of_the_submission(cast: Cast) -> None:
    application, _ = filled(cast)
    unknown = ERROR | {"verdict": "could_not_check", "reason": "timed_out", "message": "It did not answer in time."}
    checked(campaign_dossier(cast.alice.actor, application), verdict="could_not_check", checks=[unknown])
    outcome = hand_in(cast, application)
    assert isinstance(outcome, Submission)
    assert outcome.verdict == "could_not_check"


@pytest.mark.source(191)
def test_the_declaration_is_stored_with_person_capacity_and_time(cast: Cast) -> None:
    application, _ = submitted(cast)
    declaration = application.submissions.get().declaration
    assert (declaration["person"], declaration["capacity"]) == ("Alice Moore", "Owner")
    assert "Consent is collected in the way stated" in declaration["text"]


def test_a_viewer_may_not_submit(cast: Cast) -> None:
    from campaigns.services import registration_submit  # noqa: PLC0415

    application, _ = filled(cast)
    checked(campaign_dossier(cast.alice.actor, application))
    with pytest.raises(WrongPerson):
        registration_submit(
            actor=cast.bob.actor,
            application=application,
            declaration={"text": "t", "version": "1", "person": "Bob", "capacity": "x", "at": "now"},
            overrides={},
            answers={},
        )


def test_a_second_submit_is_refused_by_the_state(cast: Cast) -> None:
    application, _ = submitted(cast)
    with pytest.raises(WrongState):
        hand_in(cast, application)


def test_submitting_sets_up_the_consent_program_with_the_submitted_wording(cast: Cast) -> None:
    _, campaign = submitted(cast)
    with scope(cast.greenleaf.id):
        program = Program.objects.get(owner_kind="campaign", owner_id=campaign.id)
        assert program.current_wording is not None
        assert program.current_wording.text == campaign.opt_in_wording
        assert program.registered_wording == program.current_wording


@pytest.mark.source(247)
def test_after_a_rejection_every_code_is_answered_and_the_answers_travel(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:9106", "tcr:2002")
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"name": "Pickup reminders"})
    checked(campaign_dossier(cast.alice.actor, application))
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application)
    assert refusal.value.code == "codes_unanswered"
    given = {key: {"change": "Rewrote the text."} for key in refusal.value.fields}
    code_answers_save(actor=cast.alice.actor, application=application, answers=given)
    outcome = hand_in(cast, application, answers=code_answers(cast.alice.actor, application))
    assert isinstance(outcome, Submission)
    assert outcome.answers["tcr:9106"]["change"] == "Rewrote the text."


@pytest.mark.source(176)
def test_a_resubmission_and_a_later_campaign_carry_the_brand_s_id(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106")
    checked(campaign_dossier(cast.alice.actor, application))
    outcome = hand_in(cast, application, answers={"tcr:9106": {"change": "Added STOP."}})
    assert isinstance(outcome, Submission)
    assert outcome.payload["data"]["brand.external_id"] == "B7XK21"


@pytest.mark.source(162, 177)
def test_an_approved_brand_is_used_again_by_the_next_campaign(cast: Cast) -> None:
    approved(cast)
    second = registration_open(actor=cast.alice.actor, business=cast.greenleaf)
    brand = second.parts.get(part_kind="brand")
    assert (brand.status, brand.external_id) == ("approved", "B7XK21")
