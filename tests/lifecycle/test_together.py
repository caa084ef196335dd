"""Many at once: one decision is made, the others are refused clearly."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portal.common.clock import now
from portal.common.errors import WrongPerson, WrongState
from portal.lifecycle import selectors, services
from portal.lifecycle.clocks import CLAIM
from portal.lifecycle.models import Application, Decision
from portal.lifecycle.tasks import sweep
from tests.lifecycle.scenes import scene

THREADS = 16


def at_once(act):
    """Runs the act in sixteen threads that start together; gives what each answered."""
    barrier = Barrier(THREADS)

    def run(number):
        try:
            barrier.wait()
            return act(number)
        except (WrongState, WrongPerson) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


@pytest.mark.committed
def test_sixteen_reviewers_reject_at_once_and_one_rejection_counts(cast):
    made = scene(cast).submit().forward()
    reject = {"application_id": made.id, "part": ("brand", made.brand.id), "codes": ["tcr:9106"]}
    answers = at_once(
        lambda n: services.application_record_rejection(actor=(cast.rae if n % 2 else cast.ada).actor, **reject)
    )
    assert sum(isinstance(answer, Decision) for answer in answers) == 1
    assert {a.state for a in answers if isinstance(a, WrongState)} == {"rejected"}
    assert (made.fresh().rejections, made.application.decisions.filter(verb="record_rejection").count()) == (1, 1)


@pytest.mark.committed
def test_one_reviewer_gets_the_claim_and_one_application_is_opened(cast):
    made = scene(cast).submit()
    claimed = at_once(
        lambda n: services.application_claim(application_id=made.id, actor=(cast.rae if n % 2 else cast.ada).actor)
    )
    holders = {answer.assigned_to_id for answer in claimed if isinstance(answer, Application)}
    assert holders == {made.fresh().assigned_to_id}
    assert {str(made.fresh().assigned_to) in str(answer) for answer in claimed if isinstance(answer, Exception)} == {
        True
    }
    opening = {"actor": cast.alice.actor, "business": cast.greenleaf, "kind": "brand", "subject_id": made.brand.id}
    opened = at_once(lambda _n: services.application_open(**opening))
    assert sum(isinstance(answer, Application) for answer in opened) == 1
    assert {a.code for a in opened if isinstance(a, WrongState)} == {"already_open"}


@pytest.mark.committed
@pytest.mark.entry("life-state-change-atomic")
def test_reject_approve_withdraw_and_sweep_at_once_leave_one_outcome(cast):
    made = scene(cast).submit()
    services.temporary_request(application_id=made.id, actor=cast.alice.actor)
    services.temporary_grant(application_id=made.id, actor=cast.rae.actor)
    made.forward(made.brand).approve(made.brand).forward(made.campaign)
    part, rae = ("campaign", made.campaign.id), cast.rae.actor
    ids = {"application_id": made.id}
    acts = [
        lambda: services.application_record_rejection(**ids, actor=rae, part=part, codes=["tcr:9106"]),
        lambda: services.application_record_approval(**ids, actor=cast.ada.actor, part=part, external_id="C1"),
        lambda: services.application_withdraw(**ids, actor=cast.alice.actor),
        sweep,
    ]
    answers = at_once(lambda n: acts[n % 4]())
    won = [answer for n, answer in enumerate(answers) if n % 4 < 3 and not isinstance(answer, WrongState)]
    state = made.fresh().state
    assert state in {"approved", "withdrawn"} or (state, len(won)) == ("rejected", 1)
    assert made.application.rejections <= 1
    decided = made.application.decisions.filter(verb__startswith="record_", part_kind="campaign").count()
    assert decided + (state == "withdrawn") == len(won) <= 2
    assert selectors.temporary_is_active(made.application) == (state == "rejected")
    assert made.application.timeline.filter(verb="end_temporary").count() == (state != "rejected")


@pytest.mark.committed
@pytest.mark.entry("life-state-change-atomic", "life-temp-ends-on-approval")
@pytest.mark.parametrize("before", [dt.timedelta(0), dt.timedelta(seconds=1)], ids=["at the end", "a second before"])
def test_reject_approve_and_expire_in_the_same_second_have_one_outcome(cast, time_machine, before):
    made = scene(cast).submit()
    services.temporary_request(application_id=made.id, actor=cast.alice.actor)
    end = services.temporary_grant(application_id=made.id, actor=cast.rae.actor).issued_at + dt.timedelta(days=30)
    made.forward(made.brand).approve(made.brand).forward(made.campaign)
    time_machine.move_to(end - before, tick=False)
    ids, part = {"application_id": made.id}, ("campaign", made.campaign.id)
    acts = [
        lambda: services.application_record_rejection(**ids, actor=cast.rae.actor, part=part, codes=["tcr:9106"]),
        lambda: services.application_record_approval(**ids, actor=cast.ada.actor, part=part, external_id="C1"),
        sweep,
        lambda: services.temporary_end(**ids, actor=cast.rae.actor, reason="Over."),
    ]
    answers = at_once(lambda n: acts[n % 4]())
    decided = [answer for answer in answers if isinstance(answer, Decision)]
    assert [decision.verb for decision in decided] == [made.application.decisions.last().verb]
    assert made.fresh().state == {"record_rejection": "rejected", "record_approval": "approved"}[decided[0].verb]
    refused = [answer for n, answer in enumerate(answers) if n % 4 < 2 and isinstance(answer, WrongState)]
    assert {(answer.state, len(refused)) for answer in refused} == {(made.application.state, 7)}
    row = selectors.temporaries_of(made.application)[0]
    reasons = {"thirty_days"} if not before else {"superseded", "ended_early"}
    assert (row.state, row.ended_at) == ("ended", end - before)
    assert row.end_reason in reasons
    assert made.application.timeline.filter(verb="end_temporary").count() == 1
    assert not selectors.temporary_is_active(made.application)


@pytest.mark.committed
def test_declined_and_carried_out_at_once_a_proposal_ends_one_way(cast):
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    given = {"application_id": made.id, "verb": "record_rejection", "arguments": {}}
    proposal = services.application_propose(actor=cast.rae.actor, **given)
    decline = {"proposal_id": proposal.id, "actor": cast.ada.actor, "reason": "No."}
    acts = [
        lambda: services.proposal_decline(**decline),
        lambda: made.reject(actor=cast.ada.actor, proposal_id=proposal.id),
    ]
    answers = at_once(lambda n: acts[n % 2]())
    proposal.refresh_from_db()
    assert proposal.outcome == ("done" if made.fresh().state == "ineligible" else "declined")
    assert sum(not isinstance(answer, WrongState | WrongPerson) for answer in answers) == 1


@pytest.mark.committed
def test_a_row_that_somebody_holds_does_not_hold_up_the_sweep_of_the_others(cast, time_machine):
    stuck, free = scene(cast).submit().claim(), scene(cast).submit().claim()
    time_machine.move_to(now() + CLAIM)
    held, row = connection.copy(), "SELECT 1 FROM lifecycle_application WHERE id = %s FOR UPDATE"
    held.set_autocommit(False)
    held.cursor().execute(row, [stuck.id])
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
        assert services.claims_release() == 1
        cursor.execute("RESET lock_timeout")
    held.close()
    assert (stuck.fresh().state, free.fresh().state) == ("under_review", "pending")
    assert services.claims_release() == 1
