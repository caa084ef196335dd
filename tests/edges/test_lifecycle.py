"""Edge cases 1 to 7 and 19 of the lifecycle, each named by its number."""

import datetime as dt

import pytest

from portal.common.businessdays import add_business_days, business_date_after
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongState
from portal.lifecycle import selectors, services
from portal.lifecycle.clocks import Rejection, TemporaryHistory, temporary_expiry
from portal.lifecycle.models import TimelineEntry
from portal.lifecycle.tasks import sweep
from tests.edges.moments import DAY, SECOND, granted, utc
from tests.lifecycle.scenes import scene

NEW_YORK = "America/New_York"


@pytest.mark.entry("life-business-day-definition")
@pytest.mark.source(29)
@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("2026-11-20", "2026-11-30 2026-12-07 2026-12-14 2026-12-21"),
        ("2026-11-21", "2026-11-30 2026-12-07 2026-12-14 2026-12-21"),
        ("2026-11-25", "2026-12-03 2026-12-10 2026-12-17 2026-12-24"),
        ("2026-12-18", "2026-12-28 2027-01-05 2027-01-12 2027-01-20"),
        ("2026-06-30", "2026-07-08 2026-07-15 2026-07-22 2026-07-29"),
        ("2027-12-17", "2027-12-27 2028-01-04 2028-01-11 2028-01-19"),
    ],
)
def test_0_business_days_count_as_measured(start, ends):
    day = dt.date.fromisoformat(start)
    assert [add_business_days(day, count).isoformat() for count in (5, 10, 15, 20)] == ends.split()


def test_1_the_last_second_of_a_friday_before_a_holiday_monday_is_still_that_friday():
    friday = utc("2026-10-10T03:59:59")  # Friday October 9, 23:59:59 in New York; Monday the 12th is Columbus Day
    assert business_date_after(friday, 1, zone=NEW_YORK).isoformat() == "2026-10-13"
    assert business_date_after(friday + SECOND, 1, zone=NEW_YORK).isoformat() == "2026-10-13"
    assert business_date_after(utc("2026-10-13T03:59:59"), 1, zone=NEW_YORK).isoformat() == "2026-10-13"
    assert business_date_after(utc("2026-10-13T04:00:00"), 1, zone=NEW_YORK).isoformat() == "2026-10-14"


@pytest.mark.django_db
@pytest.mark.parametrize("instant", ["2026-11-01T05:30:00", "2026-11-01T06:30:00"])
def test_1_both_half_past_ones_of_the_fold_are_one_day_and_two_instants(cast, time_machine, instant):
    time_machine.move_to(utc(instant), tick=False)  # 01:30 in New York, before and after the clock goes back
    made = scene(cast).submit()
    assert made.fresh().submitted_at == utc(instant)
    assert made.application.expected_from == dt.date(2026, 11, 23)
    issued = granted(made)
    end = selectors.temporary_end(selectors.temporaries_of(made.application)[0]).at
    assert end - issued == 30 * DAY


@pytest.mark.django_db
def test_2_a_decision_after_a_withdrawal_or_on_a_superseded_submission_is_refused(cast):
    gone = scene(cast).submit().forward()
    services.application_withdraw(application_id=gone.id, actor=cast.alice.actor)
    with pytest.raises(WrongState):
        gone.reject()
    newer = scene(cast).rejected().resubmit().forward()
    with pytest.raises(WrongState, match="submitted again"):
        newer.reject(submission_number=1)
    assert (gone.fresh().rejections, newer.fresh().rejections) == (0, 1)


@pytest.mark.django_db
@pytest.mark.entry("life-max-four-rejections", "life-temp-ends-on-approval")
@pytest.mark.source(37, 38)
@pytest.mark.parametrize(("setting", "active"), [("after_grace", True), ("at_once", False)])
def test_3_the_fourth_rejection_with_a_live_temporary_registration(cast, setting, active):
    cast.lakeside.temporary_ends_at_final = setting
    cast.lakeside.save()
    made = scene(cast).rejected().rejected().rejected().resubmit()
    granted(made)
    made.forward().reject()
    assert (made.fresh().state, made.application.rejections) == ("ineligible", 4)
    assert selectors.temporary_is_active(made.application) is active


@pytest.mark.django_db
def test_3_the_fourth_rejection_with_two_codes_one_of_them_terminal_counts_once(cast):
    made = scene(cast).rejected().rejected().rejected()
    made.resubmit().forward().reject("tcr:9106", "toll_free_aggregator:501")
    assert (made.fresh().state, made.application.rejections) == ("ineligible", 4)
    assert len(selectors.last_rejection(made.application).codes) == 2


ISSUED, REJECTED = utc("2026-11-01T15:00:00"), utc("2026-11-11T15:00:00")


@pytest.mark.entry("life-temp-expires-30-days", "life-temp-expires-5-days-after-rejection")
@pytest.mark.source(33, 34)
@pytest.mark.parametrize(
    ("rejections", "end"),
    [
        ((), "2026-12-01T15:00:00"),
        ((Rejection(REJECTED),), "2026-11-16T15:00:00"),
        ((Rejection(utc("2026-11-28T15:00:00")),), "2026-12-01T15:00:00"),
        ((Rejection(REJECTED, utc("2026-11-15T15:00:00")),), "2026-12-01T15:00:00"),
        ((Rejection(REJECTED, utc("2026-11-16T16:00:00")),), "2026-11-16T15:00:00"),
        ((Rejection(REJECTED, REJECTED + 5 * DAY),), "2026-11-16T15:00:00"),
        ((Rejection(REJECTED, REJECTED + 5 * DAY - SECOND),), "2026-12-01T15:00:00"),
        ((Rejection(REJECTED, REJECTED + 3 * DAY), Rejection(REJECTED + 4 * DAY)), "2026-11-20T15:00:00"),
        ((Rejection(utc("2026-12-05T15:00:00")),), "2026-12-01T15:00:00"),
    ],
)
def test_4_a_temporary_registration_ends_as_measured(rejections, end):
    assert temporary_expiry(TemporaryHistory(ISSUED, rejections=rejections)).at == utc(end)


@pytest.mark.django_db
@pytest.mark.entry("life-temp-expiry-job")
@pytest.mark.source(35)
def test_5_the_clock_says_the_status_whether_the_sweep_ran_was_down_three_days_or_ran_twice(cast, time_machine):
    made = scene(cast).submit()
    issued = granted(made)
    time_machine.move_to(issued + 30 * DAY, tick=False)
    assert not selectors.temporary_is_active(made.fresh())
    assert selectors.temporaries_of(made.application)[0].state == "granted"
    time_machine.move_to(issued + 33 * DAY, tick=False)
    sweep()
    sweep()
    row = selectors.temporaries_of(made.application)[0]
    assert (row.state, row.ended_at) == ("ended", issued + 30 * DAY)
    assert TimelineEntry.objects.filter(application=made.application, verb="end_temporary").count() == 1


@pytest.mark.django_db
@pytest.mark.entry("life-temp-ends-on-approval")
@pytest.mark.parametrize("swept_first", [True, False])
@pytest.mark.parametrize(("before", "reason"), [(SECOND, "superseded"), (0 * SECOND, "thirty_days")])
def test_5_approval_and_sweep_in_the_same_second_leave_one_end(cast, time_machine, swept_first, before, reason):
    made = scene(cast).submit()
    issued = granted(made)
    made.forward(made.brand).approve(made.brand).forward(made.campaign)
    time_machine.move_to(issued + 30 * DAY - before, tick=False)
    if swept_first:
        sweep()
    made.approve(made.campaign)
    sweep()
    row = selectors.temporaries_of(made.fresh())[0]
    assert (made.application.state, row.state, row.end_reason) == ("approved", "ended", reason)
    assert TimelineEntry.objects.filter(application=made.application, verb="end_temporary").count() == 1


@pytest.mark.django_db
@pytest.mark.entry("life-new-application-after-ineligible")
@pytest.mark.source(39)
def test_6_the_same_ein_after_ineligibility_needs_the_old_codes_solved(cast):
    made = scene(cast).rejected().rejected().rejected().rejected()
    other = scene(cast, brand_id=made.brand.id)
    with pytest.raises(WrongInput) as refusal:
        other.submit()
    assert (refusal.value.code, list(refusal.value.fields)) == ("kin_ineligible", [made.application.reference])
    reapply = {"application_id": made.id, "actor": cast.alice.actor}
    with pytest.raises(WrongInput, match="every issue"):
        services.application_reapply(**reapply)
    solved = {"tcr:9106": {"text": "Added STOP.", "evidence": ["doc-1"]}}
    successor = services.application_reapply(**reapply, solved=solved)
    assert (successor.rejections, successor.supersedes) == (0, made.application)
    assert other.submit().fresh().state == "pending"


@pytest.mark.django_db
@pytest.mark.entry("life-terminal-stops", "life-all-codes-before-resubmit")
def test_7_a_terminal_code_stops_the_resubmission_even_at_the_first_rejection(cast):
    made = scene(cast).submit().forward().reject("tcr:9106", terminal=True)
    with pytest.raises(WrongInput) as refusal:
        made.resubmit()
    assert (refusal.value.code, made.fresh().rejections) == ("terminal_open", 1)


@pytest.mark.django_db
@pytest.mark.entry("tf-denial-codes")
@pytest.mark.parametrize("code", ["543", "544", "620", "621", "622"])
def test_7_a_denial_whose_eligibility_is_not_stated_may_be_submitted_again(cast, code):
    made = scene(cast).submit().forward().reject(f"toll_free_aggregator:{code}")
    assert made.fresh().state == "rejected"
    services.application_resolve_terminal(
        application_id=made.id, actor=cast.rae.actor, text="Solved.", evidence=["capture"]
    ) if selectors.terminal_codes_open(made.application) else None
    assert made.proven().resubmit().fresh().state == "pending"


@pytest.mark.django_db
@pytest.mark.entry("life-rule-versioning")
def test_19_a_submission_keeps_the_rulebook_that_judged_it_when_rules_change(cast):
    finding = {"rule": "SM001", "severity": "warning", "message": "As it was then."}
    made = scene(cast).submit(rulebook="2026.11", findings=[finding]).forward().reject()
    made.resubmit(rulebook="2026.12", findings=[])
    first, second = made.fresh().submissions.order_by("number")
    assert (first.rulebook, second.rulebook) == ("2026.11", "2026.12")
    assert (first.findings, second.findings) == ([finding], [])
    assert first.at <= second.at <= now()
