"""Carrying out a website check, in two slices where a browser has to look at something.

The first slice makes the visit. With nothing to draw, or nobody to draw it, it judges and ends the run; else it hands
the run over to the queue of browsers. The second slice reads the facts back from the row and the captures, draws,
judges and ends the run. Everything is written under the attempt: a slice that was cut off left nothing behind and is
done again from its beginning.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from django.conf import settings

from portal.common.errors import Refusal
from portal.egress.door import Door
from portal.egress.opening import open_door
from portal.egress.reasons import PageReason
from portal.jobs.services import LostLease, claim, fail, release, renew
from portal.webchecks.browser.drawing import browser_available, draw
from portal.webchecks.keeping import end_run, hand_over
from portal.webchecks.looking import Asked, visit_site
from portal.webchecks.models import CheckRun, Stage, Wait
from portal.webchecks.questions import order_of, stated_of
from portal.webchecks.remembering import seen_at
from portal.webchecks.replaying import facts_of
from portal.webchecks.retrying import ask_again, second_try
from portal.webchecks.seeing import Seen, seen_of, to_draw, with_drawn, without_browser
from portal.webchecks.selectors import waiting_for_browser
from portal.webchecks.turns import NotYet, Turns, put_off

MOST_DRAWINGS = 2
"""Tries of a browser at one run; a page that brings the whole worker down twice is judged without."""


def check_perform(run: CheckRun, attempt: int, *, door: Door | None = None) -> None:
    """Carries out the first slice of a claimed run, or puts it off: two runs of one site take turns.

    ``door`` stands in for the one of the settings. Raises LostLease.
    """
    if run.stage == Stage.BROWSER:  # a message of the slice before; the next one is sent to the browsers
        release(CheckRun, run.id, attempt)
        return
    _in_turn(run, attempt, lambda turns: _visit(run, attempt, turns, door or open_door()))


def check_browse(run: CheckRun, attempt: int) -> None:
    """Carries out the second slice of a claimed run. Raises LostLease, and CannotReplay when evidence is damaged."""
    if run.stage != Stage.BROWSER:
        release(CheckRun, run.id, attempt)
        return
    _in_turn(run, attempt, lambda turns: _browse(run, attempt, turns))


def finish_without_browser(run: CheckRun) -> bool:
    """Ends a run that no browser took, with what could not be drawn told as such; False when a worker has it now."""
    attempt = claim(CheckRun, run.id)
    if attempt is None:
        return False
    run = CheckRun.objects.get(id=run.id)
    with contextlib.suppress(LostLease):
        try:
            end_run(run, attempt, without_browser(_seen_before(run), PageReason.NO_BROWSER.value))
        except Refusal as refusal:
            fail(CheckRun, run.id, attempt, str(refusal))
    return True


def finish_all_without_browser() -> int:
    """Ends every run that has waited too long for a browser (``WEBCHECK_BROWSER_WAIT`` seconds); gives their number."""
    return sum(finish_without_browser(run) for run in waiting_for_browser())


def _in_turn(run: CheckRun, attempt: int, work: Callable[[Turns], None]) -> None:
    turns = Turns(run)
    try:
        turns.take_site()
        CheckRun.objects.filter(id=run.id, attempts=attempt).update(waits_for=Wait.NOTHING, waits_at="")
        work(turns)
    except NotYet as busy:
        turns.leave()
        put_off(run, attempt, busy.turn)
    finally:
        turns.leave()


def _visit(run: CheckRun, attempt: int, turns: Turns, door: Door) -> None:
    def progress(done: int, total: int, text: str) -> None:
        renew(CheckRun, run.id, attempt, progress=done, total=total, text=text)

    asked = Asked(order_of(run), door, settings.WEBCHECK_PAUSE)
    made = visit_site(asked, progress=progress, admit=turns.take_server)
    seen = seen_of(made, stated_of(run))
    again = None if run.retried else second_try(seen.facts)
    if again:
        ask_again(run, attempt, again)
    elif to_draw(seen.facts) and not browser_available():
        hand_over(run, attempt, seen)
    else:
        end_run(run, attempt, without_browser(seen, PageReason.NO_BROWSER.value))


def _browse(run: CheckRun, attempt: int, turns: Turns) -> None:
    seen = _seen_before(run)
    turns.take_server(seen.facts.addresses)
    if attempt - run.attempts_forgiven > MOST_DRAWINGS:
        end_run(run, attempt, without_browser(seen, PageReason.BROWSER_REFUSED.value))
        return
    renew(CheckRun, run.id, attempt, text="Looking through a browser")
    drawn = draw(to_draw(seen.facts))
    renew(CheckRun, run.id, attempt, text="Judging what was seen")
    end_run(run, attempt, with_drawn(seen, drawn))


def _seen_before(run: CheckRun) -> Seen:
    """What the first slice saw, from the row and the captures."""
    return Seen(facts_of(run), seen_at(run.facts) or run.queued_at)
