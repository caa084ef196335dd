"""Temporary registrations: asked for, granted, warned of, ended by the clock, and only as often as allowed."""

import datetime as dt

import pytest

from portal.audit.models import AuditEvent
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongPerson, WrongState
from portal.lifecycle import selectors, services
from portal.lifecycle.tasks import sweep
from portal.notices.models import Notice
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def ask(made):
    services.temporary_request(application_id=made.id, actor=made.cast.alice.actor)
    return made


def grant(made):
    return services.temporary_grant(application_id=made.id, actor=made.cast.rae.actor)


def ended(made):
    return selectors.temporaries_of(made.application)[0]


@pytest.mark.entry("life-temp-only-after-submission")
@pytest.mark.source(31, 32, 36)
def test_it_is_only_given_on_request_and_only_after_a_complete_submission(cast):
    made = scene(cast)
    with pytest.raises(WrongState, match="once the complete registration was submitted"):
        ask(made)
    made.submit()
    with pytest.raises(WrongState, match="No temporary registration is asked for"):
        grant(made)
    ask(made)
    with pytest.raises(WrongPerson):
        services.temporary_grant(application_id=made.id, actor=cast.alice.actor)
    grant(made)
    assert selectors.temporary_is_active(made.fresh())


def test_not_while_a_rejection_is_unresolved_nor_once_sent_back(cast):
    rejected = scene(cast).rejected()
    with pytest.raises(WrongState, match="unresolved"):
        ask(rejected)
    returned = scene(cast).submit().claim()
    services.application_request_changes(application_id=returned.id, actor=cast.rae.actor, note_to_customer="x")
    with pytest.raises(WrongState, match="incomplete"):
        ask(returned)


@pytest.mark.source(33, 35)
def test_it_ends_after_30_days_whenever_the_sweep_runs(cast, time_machine):
    made = ask(scene(cast).submit())
    issued = grant(made).issued_at
    time_machine.move_to(issued + 30 * DAY - dt.timedelta(seconds=1))
    assert selectors.temporary_is_active(made.fresh())
    time_machine.move_to(issued + 37 * DAY)
    assert not selectors.temporary_is_active(made.fresh())
    sweep()
    assert (ended(made).ended_at, ended(made).end_reason) == (issued + 30 * DAY, "thirty_days")
    events = AuditEvent.objects.filter(subject_id=made.id).count()
    sweep()
    assert AuditEvent.objects.filter(subject_id=made.id).count() == events


@pytest.mark.source(34)
def test_a_rejection_not_resolved_in_5_days_ends_it_and_one_resolved_in_time_does_not(cast, time_machine):
    late, prompt = ask(scene(cast).submit()), ask(scene(cast).submit())
    grant(late), grant(prompt)
    late.forward().reject()
    prompt.forward().reject()
    rejected = now()
    time_machine.move_to(rejected + 4 * DAY)
    prompt.resubmit()
    time_machine.move_to(rejected + 6 * DAY)
    sweep()
    assert ended(late).end_reason == "rejection"
    assert not ended(prompt).ended_at
    late.resubmit()
    assert not selectors.temporary_is_active(late.fresh())
    assert selectors.temporary_is_active(prompt.fresh())


@pytest.mark.entry("life-temp-expiry-job")
@pytest.mark.source(35)
def test_warnings_come_once_each_7_3_and_1_days_before(cast, time_machine):
    made = ask(scene(cast).submit())
    issued = grant(made).issued_at
    for days in (22, 24, 24.5, 27.1, 27.2, 29.5, 29.6):
        time_machine.move_to(issued + days * DAY)
        sweep()
    notices = Notice.objects.filter(subject_id=made.id, event="temporary_ending", user=cast.bob.user)
    assert [next(w for w in n.text.split() if w.isdigit() and len(w) == 1) for n in notices.order_by("id")] == list(
        "731"
    )


def test_an_approval_ends_it_at_once_and_so_does_a_withdrawal(cast):
    approved, withdrawn = ask(scene(cast).submit()), ask(scene(cast).submit())
    grant(approved), grant(withdrawn)
    approved.forward(approved.brand).approve(approved.brand).forward(approved.campaign).approve(approved.campaign)
    assert ended(approved).end_reason == "superseded"
    services.application_withdraw(application_id=withdrawn.id, actor=cast.alice.actor)
    assert ended(withdrawn).end_reason == "withdrawn"


@pytest.mark.parametrize(("setting", "active"), [("after_grace", True), ("at_once", False)])
def test_the_final_rejection_ends_it_as_the_reseller_set_it(cast, setting, active):
    cast.lakeside.rejection_cap, cast.lakeside.temporary_ends_at_final = 1, setting
    cast.lakeside.save()
    made = ask(scene(cast).submit())
    grant(made)
    made.forward().reject()
    assert made.fresh().state == "ineligible"
    assert selectors.temporary_is_active(made.application) is active


@pytest.mark.entry("life-temp-no-renewal")
def test_a_second_one_is_given_only_where_the_reseller_allows_it(cast):
    made = ask(scene(cast).submit())
    grant(made)
    services.temporary_end(application_id=made.id, actor=cast.rae.actor, reason="Spam reported.")
    with pytest.raises(WrongState, match="gets one temporary registration"):
        ask(made)
    cast.lakeside.allow_second_temporary = True
    cast.lakeside.save()
    ask(made)
    with pytest.raises(WrongInput, match="second"):
        grant(made)
    services.temporary_grant(application_id=made.id, actor=cast.rae.actor, reason="The registry lost the ticket.")
    assert selectors.temporary_is_active(made.fresh())


def test_a_rejection_dated_by_its_day_starts_the_clock_on_that_day(cast, time_machine):
    made = ask(scene(cast).submit())
    issued = grant(made).issued_at
    made.forward()
    time_machine.move_to(issued + 4 * DAY)
    made.reject(rejected_at=issued + 2 * DAY)
    end = selectors.temporary_end(ended(made))
    assert (end.at, end.reason) == (issued + 7 * DAY, "rejection")


def test_a_request_still_open_at_the_approval_is_closed_with_the_reason(cast):
    made = ask(scene(cast).submit())
    made.forward(made.brand).approve(made.brand).forward(made.campaign).approve(made.campaign)
    assert (ended(made).state, ended(made).decision_reason) == (
        "refused",
        "No longer needed: the registration is approved.",
    )
