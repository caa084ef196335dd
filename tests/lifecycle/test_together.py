"""Many at once: one decision is made, the others are refused clearly."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portal.common.errors import WrongState
from portal.lifecycle import selectors, services
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
        except WrongState as refusal:
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
    opening = {"actor": cast.alice.actor, "business": cast.greenleaf, "kind": "brand", "subject_id": made.brand.id}
    opened = at_once(lambda _n: services.application_open(**opening))
    assert sum(isinstance(answer, Application) for answer in opened) == 1
    assert {a.code for a in opened if isinstance(a, WrongState)} == {"already_open"}


@pytest.mark.committed
@pytest.mark.entry("life-state-change-atomic")
def test_reject_approve_withdraw_forward_and_sweep_at_once_leave_one_outcome(cast):
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
