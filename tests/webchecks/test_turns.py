"""Two runs of one site take turns, one server is asked by four at once, and a site gets one second try."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from portal.common import clock
from portal.common.clock import now
from portal.jobs.models import JobState
from portal.jobs.services import claim, sweep
from portal.rules.web_facts import PageFacts, WebsiteFacts
from portal.webchecks.models import CheckRun, Observation, Wait
from portal.webchecks.performing import check_perform
from portal.webchecks.retrying import second_try
from portal.webchecks.turns import PLACES, SERVER_LOCKS, SITE_LOCKS, NotYet, Turns, call_next
from tests.cast import Cast
from tests.webchecks.test_runs import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere() -> Iterator[Callable[[int, str], None]]:
    """Takes a lock in another session, as a run in another worker does."""
    other = connection.copy()

    def take(first: int, second: str) -> None:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [first, second])

    take.release = other.close  # type: ignore[attr-defined]
    yield take
    other.close()


def perform(run: CheckRun) -> CheckRun:
    attempt = claim(CheckRun, run.id)
    assert attempt is not None
    check_perform(run, attempt)
    run.refresh_from_db()
    return run


def a_run(cast: Cast, **fields: Any) -> CheckRun:
    run = ask(cast, subject=("campaign", uuid.uuid4()))
    CheckRun.objects.filter(id=run.id).update(**fields)
    run.refresh_from_db()
    return run


def test_a_run_whose_site_is_busy_gives_its_worker_free_and_is_called_afterwards(
    cast: Cast, demo_world: object, elsewhere: Any
) -> None:
    run = ask(cast)
    elsewhere(SITE_LOCKS, "site goodleaf-dental.test")
    perform(run)
    assert (run.state, run.waits_for, run.attempts_forgiven) == (JobState.QUEUED, Wait.TURN, run.attempts)
    assert (claim(CheckRun, run.id), run.progress_text) == (None, "Another check of this site comes first.")
    elsewhere.release()
    call_next("site goodleaf-dental.test")
    perform(run)
    assert (run.state, run.waits_for) == (JobState.DONE, "")


def test_without_a_call_the_sweep_sends_a_waiting_run_on(cast: Cast, demo_world: object, elsewhere: Any) -> None:
    run = ask(cast)
    elsewhere(SITE_LOCKS, "site goodleaf-dental.test")
    perform(run)
    elsewhere.release()
    assert sweep() == 0
    with clock.at(now() + dt.timedelta(seconds=6)):
        assert sweep() == 1
        perform(run)
    assert run.state == JobState.DONE


def test_the_run_that_waited_longest_goes_first(cast: Cast, demo_world: object) -> None:
    turn = "site goodleaf-dental.test"
    waiting = {"waits_for": Wait.TURN, "waits_at": turn, "not_before": now() + dt.timedelta(seconds=5)}
    first, second = (a_run(cast, **waiting) for _ in range(2))
    younger = perform(a_run(cast))
    assert (younger.state, younger.waits_at) == (JobState.QUEUED, turn)
    call_next(turn)
    assert [claim(CheckRun, run.id) for run in (second, younger)] == [None, None]
    perform(first)
    perform(second)
    assert {first.state, second.state} == {JobState.DONE}


def test_a_finished_run_calls_the_next_one(cast: Cast, demo_world: object) -> None:
    run = a_run(cast)
    waiting = a_run(
        cast, waits_for=Wait.TURN, waits_at="site goodleaf-dental.test", not_before=now() + dt.timedelta(days=1)
    )
    perform(run)
    waiting.refresh_from_db()
    assert (run.state, waiting.not_before) == (JobState.DONE, None)


def test_a_server_of_many_sites_is_asked_by_four_at_once(cast: Cast, demo_world: object, elsewhere: Any) -> None:
    for place in range(PLACES):
        elsewhere(SERVER_LOCKS, f"server 127.0.0.1 {place}")
    run = perform(ask(cast))
    assert (run.state, run.waits_at) == (JobState.QUEUED, "server 127.0.0.1")
    assert "asked by others" in run.progress_text
    assert not Observation.objects.filter(run=run).exists()
    elsewhere.release()
    call_next("server 127.0.0.1")
    assert perform(run).state == JobState.DONE


def test_names_below_a_builder_are_sites_of_their_own(cast: Cast) -> None:
    sites = [ask(cast, url=url).site for url in ("https://a.acme.com", "https://b.acme.com", "https://a.wixsite.com")]
    assert sites == ["acme.com", "acme.com", "a.wixsite.com"]


def test_turns_are_given_back_whatever_happens(cast: Cast) -> None:
    run = ask(cast)
    turns = Turns(run)
    turns.take_site()
    turns.take_server(["192.0.2.1"])
    turns.leave()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [SITE_LOCKS, f"site {run.site}"])
        assert cursor.fetchone() == (True,)
    other.close()
    a_run(cast, waits_for=Wait.TURN, waits_at="server 192.0.2.1")
    with pytest.raises(NotYet):
        Turns(ask(cast, url="https://northside-auto.test")).take_server(["192.0.2.1"])


def test_a_site_that_breaks_off_is_asked_once_more_and_then_the_verdict_stands(cast: Cast, demo_world: object) -> None:
    run = perform(ask(cast, url="https://reset.hostile.test/", opt_in_url=""))
    assert (run.state, run.waits_for, run.retried) == (JobState.QUEUED, Wait.RETRY, True)
    assert run.not_before is not None
    page = cast.client(cast.alice).get(f"/checks/{run.id}/").content.decode()
    assert "The site broke off the connection. It is asked once more." in page
    assert f"{run.not_before.astimezone(ZoneInfo('America/New_York')):%-I:%M %p}" in page
    with clock.at(run.not_before):
        perform(run)
    assert (run.state, run.waits_for) == (JobState.DONE, "")
    assert set(run.observations.values_list("attempt", flat=True)) == {run.attempts}


def a_page(**facts: Any) -> PageFacts:
    page = PageFacts("home", "https://a.test/", None, 200, None, "", "", "", "", True, (), "page", None)
    return dataclasses.replace(page, **facts)


@pytest.mark.parametrize(
    ("facts", "seconds"),
    [
        ({"status": None, "reason": "timed_out"}, 30),
        ({"status": None, "reason": "connection_reset"}, 30),
        ({"status": 502}, 30),
        ({"status": 429}, 30),
        ({"status": 429, "retry_after": 10}, 30),
        ({"status": 503, "retry_after": 120}, 120),
        ({"status": 503, "retry_after": 600}, 600),
        ({"status": 503, "retry_after": 601}, None),
        ({"status": 404}, None),
        ({"status": None, "reason": "no_address"}, None),
        ({"role": "http_redirect", "status": None, "reason": "connection_reset"}, None),
    ],
)
def test_what_may_pass_by_itself_is_asked_again_in_the_time_the_server_names(
    facts: dict[str, Any], seconds: int | None
) -> None:
    site = WebsiteFacts("https://a.test/", "a.test", ("192.0.2.1",), None, None, (a_page(**facts),))
    again = second_try(site)
    assert (again.seconds if again else None) == seconds


def test_a_site_that_brings_its_worker_down_fails_in_words_and_keeps_nobody_waiting(
    cast: Cast, demo_world: object
) -> None:
    poisoned, other = a_run(cast), a_run(cast)
    for _ in range(5):
        assert claim(CheckRun, poisoned.id)
        CheckRun.objects.filter(id=poisoned.id).update(lease_until=now() - dt.timedelta(seconds=1))
    assert claim(CheckRun, poisoned.id) is None
    assert perform(other).state == JobState.DONE
    sweep()
    poisoned.refresh_from_db()
    assert (poisoned.state, poisoned.failure) == (
        JobState.FAILED,
        "Tried 5 times; the last try stopped without a word.",
    )
    page = cast.client(cast.alice).get(f"/checks/{poisoned.id}/").content.decode()
    assert poisoned.failure in page
