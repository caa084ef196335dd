"""A run in two slices: cut off in either it is finished once; nobody's browser coming ends it, and never as passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from portal.audit.models import AuditEvent
from portal.common.clock import now
from portal.evidence.models import Capture
from portal.jobs.models import JobState, ThenState
from portal.jobs.services import LostLease, claim
from portal.webchecks.models import CheckRun, Stage
from portal.webchecks.performing import check_browse, check_perform, finish_all_without_browser, finish_without_browser
from portal.webchecks.replaying import CannotReplay
from portal.webchecks.selectors import captures_of, observations_of
from tests.cast import Cast
from tests.webchecks.test_replay import damaged
from tests.webchecks.test_runs import SUBJECT, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def browsers_elsewhere(settings: Any, demo_world: object) -> None:
    """Pages are drawn by a worker of the queue `browser`; this process has no browser itself."""
    settings.BROWSER, settings.CHROMIUM = "queue", "/nonexistent/chromium"


@pytest.fixture
def handed_over(cast: Cast, browsers_elsewhere: None) -> CheckRun:
    """A run whose pages were fetched and which waits for a browser."""
    run = ask(cast)
    attempt = taken(run)
    check_perform(run, attempt)
    run.refresh_from_db()
    return run


def taken(run: CheckRun) -> int:
    attempt = claim(CheckRun, run.id)
    assert attempt is not None
    run.refresh_from_db()
    return attempt


def let_lease_end(run: CheckRun) -> None:
    CheckRun.objects.filter(id=run.id).update(lease_until=now() - dt.timedelta(seconds=1))


def ended_once(run: CheckRun) -> None:
    run.refresh_from_db()
    acts = AuditEvent.objects.filter(subject_id=SUBJECT[1], act="webcheck:run:finished")
    assert (run.state, acts.count()) == (JobState.DONE, 1)
    assert [seen.number for seen in observations_of(run)] == list(range(1, run.observations.count() + 1))
    assert set(Capture.objects.values_list("sha256", flat=True)) >= captures_of(run)
    drawn = [row["verdict"] for row in run.checks if row["check"].startswith("opt_in.rendered.")]
    assert set(drawn) == {"could_not_check"}


def test_the_first_slice_keeps_what_it_saw_and_judges_nothing(handed_over: CheckRun) -> None:
    assert (handed_over.state, handed_over.stage, handed_over.verdict) == (JobState.QUEUED, Stage.BROWSER, "")
    assert handed_over.task() == "webchecks.browse"
    assert handed_over.addresses == ["127.0.0.1"]
    assert captures_of(handed_over) >= {row["sha256"] for row in handed_over.facts["captures"]} > set()
    assert handed_over.progress == handed_over.progress_total - 1
    assert not AuditEvent.objects.filter(subject_id=SUBJECT[1], act="webcheck:run:finished").exists()


def test_the_second_slice_judges_and_ends_it_once(handed_over: CheckRun) -> None:
    first = handed_over.observations.count()
    check_browse(handed_over, taken(handed_over))
    ended_once(handed_over)
    assert handed_over.progress == handed_over.progress_total
    assert handed_over.observations.count() == first + 1
    assert observations_of(handed_over).last().reason == "no_browser"  # type: ignore[union-attr]


def test_a_worker_takes_both_slices_one_after_the_other(
    cast: Cast, browsers_elsewhere: None, run_jobs: Callable[[], int]
) -> None:
    run = ask(cast)
    assert run_jobs() == 2
    ended_once(run)


def test_a_slice_that_was_cut_off_is_done_again_and_its_late_words_are_refused(handed_over: CheckRun) -> None:
    first = taken(handed_over)
    let_lease_end(handed_over)
    second = taken(handed_over)
    with pytest.raises(LostLease):
        check_browse(handed_over, first)
    check_browse(handed_over, second)
    with pytest.raises(LostLease):
        check_browse(handed_over, second)
    ended_once(handed_over)


def test_the_first_slice_cut_off_leaves_nothing_behind(cast: Cast, browsers_elsewhere: None) -> None:
    run = ask(cast)
    first = taken(run)
    let_lease_end(run)
    second = taken(run)
    with pytest.raises(LostLease):
        check_perform(run, first)
    assert not run.observations.exists()
    check_perform(run, second)
    assert set(run.observations.values_list("attempt", flat=True)) == {second}


def test_a_run_that_no_browser_takes_ends_without_one(handed_over: CheckRun) -> None:
    CheckRun.objects.filter(id=handed_over.id).update(then_task="campaigns.complete_submit", then_id=SUBJECT[1])
    assert finish_all_without_browser() == 0
    CheckRun.objects.update(queued_at=now() - dt.timedelta(seconds=121))
    assert (finish_all_without_browser(), finish_all_without_browser()) == (1, 0)
    ended_once(handed_over)
    assert handed_over.then_state == ThenState.WAITING
    assert {page["reason"] for page in handed_over.facts["rendered"]} == {"no_browser"}


def test_a_run_that_a_browser_has_is_left_to_it(handed_over: CheckRun) -> None:
    attempt = taken(handed_over)
    assert not finish_without_browser(handed_over)
    check_browse(handed_over, attempt)
    assert not finish_without_browser(handed_over)
    ended_once(handed_over)


def test_a_browser_that_goes_silent_is_not_waited_for(handed_over: CheckRun) -> None:
    taken(handed_over)
    CheckRun.objects.update(lease_until=now() - dt.timedelta(seconds=121))
    assert finish_all_without_browser() == 1
    ended_once(handed_over)


def test_a_page_that_brings_the_worker_down_twice_is_judged_without_a_browser(handed_over: CheckRun) -> None:
    for _ in range(2):
        taken(handed_over)
        let_lease_end(handed_over)
    check_browse(handed_over, taken(handed_over))
    ended_once(handed_over)
    assert {page["reason"] for page in handed_over.facts["rendered"]} == {"browser_refused"}


def test_a_message_that_comes_to_the_wrong_queue_is_passed_on(handed_over: CheckRun, cast: Cast) -> None:
    check_perform(handed_over, taken(handed_over))
    handed_over.refresh_from_db()
    assert (handed_over.state, handed_over.stage) == (JobState.QUEUED, Stage.BROWSER)
    other = ask(cast, "northside-auto.test")
    check_browse(other, taken(other))
    other.refresh_from_db()
    assert (other.state, other.stage) == (JobState.QUEUED, Stage.PAGES)


def test_evidence_that_is_gone_between_the_slices_fails_the_run_in_words(handed_over: CheckRun) -> None:
    sha256 = next(row["sha256"] for row in handed_over.facts["captures"] if row["kind"] == "warc")
    with damaged(sha256, None):
        with pytest.raises(CannotReplay):
            check_browse(handed_over, taken(handed_over))
        CheckRun.objects.update(lease_until=now() - dt.timedelta(seconds=121))
        assert finish_all_without_browser() == 1
    handed_over.refresh_from_db()
    assert (handed_over.state, handed_over.verdict) == (JobState.FAILED, "")
    assert "gone from storage" in handed_over.failure


def test_without_a_browser_in_the_house_one_slice_is_enough(
    cast: Cast, demo_world: object, run_jobs: Callable[[], int]
) -> None:
    run = ask(cast)
    assert run_jobs() == 1
    ended_once(run)
