"""How far a run has come: what is done, what is being done now, what it waits for."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from portal.jobs.models import JobState
from portal.webchecks.models import CheckRun, Stage, Wait
from portal.webchecks.visiting.order import Order
from portal.webchecks.visiting.visit import probes_of

DRAWING: Final = gettext_noop("Looking through a browser")
JUDGING: Final = gettext_noop("Judging what was seen")

_WAITS: Final = {
    Wait.QUIET: gettext_lazy("It begins once the answers have been left alone for a moment."),
    Wait.TURN: gettext_lazy("Another check of this site is under way. This one goes on when that has ended."),
    Wait.RETRY: gettext_lazy("The site did not answer. It gets a second try before anything is said about it."),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One step. ``state`` is `done`, `now` or `next`."""

    words: str
    state: str


@dataclasses.dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands. ``said`` is the one line for those who only listen; ``until`` is when a wait ends."""

    said: str
    steps: tuple[Step, ...]
    waiting: str
    until: dt.datetime | None
    key: str


def progress_of(run: CheckRun) -> Progress:
    """The steps of a run that is not over, and in words what it does or waits for."""
    visit = [probe.words for probe in probes_of(_order(run))]
    plan = [*visit, *([DRAWING] if run.stage == Stage.BROWSER else []), JUDGING]
    place = _place(run, plan)
    waiting = _waiting(run, plan)
    steps = tuple(Step(_(words), _state(number, place, waiting)) for number, words in enumerate(plan))
    now = _("Waiting") if waiting else (_(run.progress_text) if run.progress_text else _("Starting"))
    steps = steps if waiting or run.progress_text in (*plan, "") else _with_own_words(steps, place, now)
    return Progress(
        said=waiting or now,
        steps=steps,
        waiting=waiting,
        until=run.not_before,
        key=f"{place}{run.waits_for}{run.stage[:1]}{run.state[:1]}",
    )


def _order(run: CheckRun) -> Order:
    return Order(run.url, run.privacy_policy_url, run.terms_url, run.opt_in_url)


def _place(run: CheckRun, plan: list[str]) -> int:
    """How many steps are done."""
    if run.progress_text in plan:
        return plan.index(run.progress_text)
    if run.stage == Stage.BROWSER:
        return plan.index(DRAWING)
    return min(run.progress, len(plan) - 1) if run.state == JobState.RUNNING else 0


def _waiting(run: CheckRun, plan: list[str]) -> str:
    """What a queued run waits for, in a sentence; empty while a worker has it."""
    if run.state != JobState.QUEUED:
        return ""
    if run.progress_text and run.progress_text not in plan:
        return run.progress_text if run.progress_text.endswith(".") else f"{run.progress_text}."
    if run.waits_for in _WAITS:
        return str(_WAITS[Wait(run.waits_for)])
    if run.stage == Stage.BROWSER:
        return _("The pages are read. It waits for the browser, which draws one page at a time.")
    return _("It waits for its turn; nothing has been asked of the website yet.")


def _state(number: int, place: int, waiting: str) -> str:
    if number < place:
        return "done"
    return "now" if number == place and not waiting else "next"


def _with_own_words(steps: tuple[Step, ...], place: int, now: str) -> tuple[Step, ...]:
    """A step that the plan has no words for is told in its own."""
    return tuple(dataclasses.replace(step, words=now) if number == place else step for number, step in enumerate(steps))
