"""Checks that nobody presses a button for: during a review, every 90 days once approved, all at a word."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.celery import app
from portal.common import clock
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.lifecycle.services import application_retire, application_suspend
from portal.notices.models import Notice
from portal.webchecks.drift import Change, changes_between
from portal.webchecks.models import CheckRun
from portal.webchecks.scheduling import EVERY, SPREAD, checks_ask_due, next_check_of
from portal.webchecks.telling import tell
from tests.cast import Cast
from tests.lifecycle.scenes import Scene, scene
from tests.webchecks.test_runs import ask

pytestmark = pytest.mark.django_db


def looked_at(cast: Cast, made: Scene, **fields: Any) -> CheckRun:
    """A finished check of the registration's site."""
    run = ask(cast, subject=("campaign", made.campaign.id), actor=SYSTEM)
    done = {"state": "done", "verdict": "pass", "finished_at": now(), "queued_at": now(), **fields}
    CheckRun.objects.filter(id=run.id).update(**done)
    run.refresh_from_db()
    return run


def triggers(made: Scene) -> list[str]:
    return list(CheckRun.objects.filter(subject_id=made.campaign.id).order_by("id").values_list("trigger", flat=True))


@pytest.mark.entry("web-accessible-during-review")
@pytest.mark.parametrize("how_far", ["submit", "claim", "forward"])
def test_while_under_review_a_site_is_looked_at_again_every_day(cast: Cast, how_far: str) -> None:
    made = scene(cast).submit()
    if how_far != "submit":
        getattr(made, how_far)()
    first = looked_at(cast, made)
    assert checks_ask_due() == 0
    due = next_check_of(("campaign", made.campaign.id))
    assert due is not None
    assert (due.at, due.trigger) == (first.queued_at + dt.timedelta(hours=24), "review")
    with clock.at(due.at):
        assert (checks_ask_due(), triggers(made)) == (1, ["button", "review"])
        assert checks_ask_due() == 0
    again = CheckRun.objects.get(trigger="review")
    assert (again.url, again.opt_in_url, again.legal_name) == (first.url, first.opt_in_url, first.legal_name)


@pytest.mark.entry("web-accessible-during-review")
def test_a_site_that_closed_during_the_review_is_told_to_both_sides_once(cast: Cast) -> None:
    before = [{"check": "home.reachable", "verdict": "pass", "reason": None}]
    closed = [{"check": "home.reachable", "verdict": "error", "reason": "timed_out"}]
    run = ask(cast, trigger="review")
    tell(run, "error", changes_between(before, closed))
    sides = Notice.objects.filter(event="check_finished").values_list("organization__kind", flat=True)
    assert set(sides) == {"business", "reseller"}
    words = "Does the home page open for everybody? failed (timed out)."
    assert all(words in text for text in Notice.objects.values_list("text", flat=True))
    count = Notice.objects.count()
    tell(run, "error", changes_between(closed, closed))
    assert Notice.objects.count() == count
    tell(run, "pass", changes_between(closed, before))
    assert Notice.objects.filter(text__contains="is in order again").count() == count


def test_an_approved_registration_is_checked_every_90_days_never_later(cast: Cast) -> None:
    made = scene(cast).approved()
    looked_at(cast, made)
    due = next_check_of(("campaign", made.campaign.id))
    assert due is not None
    since = made.fresh().state_since
    assert (due.trigger, EVERY - SPREAD <= due.at - since <= EVERY) == ("schedule", True)
    with clock.at(due.at - dt.timedelta(minutes=1)):
        assert checks_ask_due() == 0
    with clock.at(due.at):
        assert (checks_ask_due(), triggers(made), checks_ask_due()) == (1, ["button", "schedule"], 0)
        following = next_check_of(("campaign", made.campaign.id))
    assert following is not None
    assert EVERY - SPREAD <= following.at - due.at <= EVERY


def test_a_year_of_silence_is_made_up_for_by_one_check(cast: Cast) -> None:
    made = scene(cast).approved()
    looked_at(cast, made)
    with clock.at(now() + dt.timedelta(days=365)):
        assert (checks_ask_due(), checks_ask_due(), triggers(made)) == (1, 0, ["button", "schedule"])


def test_registrations_approved_together_are_checked_on_different_days(cast: Cast) -> None:
    days = set()
    for _ in range(6):
        made = scene(cast).approved()
        looked_at(cast, made)
        due = next_check_of(("campaign", made.campaign.id))
        assert due is not None
        days.add(due.at)
    assert max(days) - min(days) > dt.timedelta(hours=6)


@pytest.mark.parametrize("verb", [application_suspend, application_retire])
def test_a_suspended_or_retired_registration_is_left_alone(cast: Cast, verb: Callable[..., Any]) -> None:
    made = scene(cast).approved()
    looked_at(cast, made)
    verb(application_id=made.id, actor=cast.rae.actor, reason="The number was sold.")
    with clock.at(now() + dt.timedelta(days=200)):
        assert (checks_ask_due(), next_check_of(("campaign", made.campaign.id))) == (0, None)


def test_a_draft_and_a_business_without_a_website_are_left_alone(cast: Cast) -> None:
    draft, bare = scene(cast), scene(cast).submit()
    looked_at(cast, draft)
    with clock.at(now() + dt.timedelta(days=200)):
        assert checks_ask_due() == 0
        assert [next_check_of(("campaign", made.campaign.id)) for made in (draft, bare)] == [None, None]


def test_the_beat_asks_for_due_checks_in_the_queue_that_comes_last(cast: Cast) -> None:
    made = scene(cast).submit()
    looked_at(cast, made, queued_at=now() - dt.timedelta(hours=25))
    app.loader.import_default_modules()
    app.tasks[settings.CELERY["beat_schedule"]["webchecks-schedule"]["task"]]()
    run = CheckRun.objects.get(trigger="review")
    assert app.amqp.router.route({}, run.task())["queue"].name == "rescan"
    assert list(app.amqp.queues) == ["celery", "rescan"]


def test_all_sites_are_checked_again_at_a_word(cast: Cast) -> None:
    approved, reviewed, draft = scene(cast).approved(), scene(cast).submit(), scene(cast)
    for days, made in ((3, approved), (10, reviewed), (10, draft)):
        looked_at(cast, made, queued_at=now() - dt.timedelta(days=days))
    out = io.StringIO()
    call_command("recheck_sites", "--older-than", "5", stdout=out)
    assert (out.getvalue(), triggers(reviewed)) == ("Asked for 1 website check.\n", ["button", "schedule"])
    call_command("recheck_sites", "--limit", "1", stdout=out)
    assert (triggers(approved), triggers(draft)) == (["button", "schedule"], ["button"])
    with pytest.raises(CommandError, match="whole number"):
        call_command("recheck_sites", "--limit", "0")


def test_changes_say_what_got_worse_and_what_got_well() -> None:
    before = [{"check": "a", "verdict": "pass"}, {"check": "b", "verdict": "error"}, {"check": "c", "verdict": "pass"}]
    after = [{"check": "a", "verdict": "could_not_check", "reason": "bot_wall"}, {"check": "b", "verdict": "pass"}]
    changes = changes_between(before, after)
    assert changes == [
        Change("a", "pass", "could_not_check", "bot_wall"),
        Change("b", "error", "pass"),
        Change("c", "pass", ""),
    ]
    assert [(each.is_worse, each.is_better) for each in changes] == [(True, False), (False, True), (False, False)]
