"""Looking at websites: visits in one event loop, one or many at a time, and what the rules say of them.

``look_async`` is one visit with its judgement, for whoever has a loop of their own. ``visits`` makes any number of
visits in one loop beside the caller, who hears of every step and may use the database meanwhile; ``look`` makes one.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import queue
import threading
from collections.abc import Awaitable, Callable, Coroutine, Generator, Hashable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from portal.egress.door import Door
from portal.egress.reasons import PageReason
from portal.webchecks.browser.drawing import Drawn
from portal.webchecks.judging import Judgement, judge
from portal.webchecks.seeing import Seen, seen_of, to_draw, with_drawn, without_browser
from portal.webchecks.visiting.order import Order
from portal.webchecks.visiting.visit import Visit

AT_ONCE: Final = 25
"""Sites in flight in one loop: at 50 ms to a server and back, what it takes to keep one core busy."""

Progress = Callable[[int, int, str], None]
Admit = Callable[[Sequence[str]], None]
Drawer = Callable[[Sequence[tuple[str, str]]], Drawn]
Key = TypeVar("Key", bound=Hashable)


class Step(NamedTuple):
    """A visit goes on to its next step: how many are behind it, how many there are, and words for people."""

    done: int
    total: int
    words: str


@dataclasses.dataclass(slots=True)
class Arrived:
    """A visit knows the site's addresses and has asked it nothing yet. It ends here when ``turned_away`` is set."""

    addresses: tuple[str, ...]
    turned_away: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """One visit to make: what to look at, through which door, with at least ``pause`` seconds between requests."""

    order: Order
    door: Door
    pause: float = 0.3


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """A visit that ended by a fault of ours, not of the site's."""

    error: BaseException


async def visit(
    asked: Asked,
    told: Callable[[Step], object] | None = None,
    gate: Callable[[tuple[str, ...]], Awaitable[None]] | None = None,
) -> Visit:
    """Makes one visit, step by step, and closes its door. ``gate`` is told the site's addresses before it is asked."""
    made = Visit(asked.door, asked.order, pause=asked.pause)
    steps = made.steps()
    try:
        for number, (words, step) in enumerate(steps):
            if told:
                told(Step(number, len(steps) + 1, words))
            await step()
            if gate and number == 0:
                await gate(made.facts().addresses)
    finally:
        await asked.door.aclose()
    if told:
        told(Step(len(steps), len(steps) + 1, "Judging what was seen"))
    return made


async def look_async(
    order: Order,
    brand: Mapping[str, Any],
    profile: str,
    *,
    kind: str,
    door: Door,
    pause: float = 0.3,
    ledger_years: int | None = None,
) -> tuple[Visit, Judgement]:
    """Makes one visit in the caller's own loop and judges it; needs no database. Closes the door."""
    made = await visit(Asked(order, door, pause))
    seen = without_browser(seen_of(made), PageReason.NO_BROWSER.value)
    return made, judged(seen, brand, profile, kind=kind, ledger_years=ledger_years)


def look(
    order: Order,
    brand: Mapping[str, Any],
    profile: str,
    *,
    kind: str,
    door: Door,
    pause: float = 0.3,
    drawer: Drawer | None = None,
    ledger_years: int | None = None,
) -> tuple[Visit, Judgement]:
    """Makes one visit and judges it; needs no database. Closes the door. ``pause`` is in seconds.

    ``drawer`` draws pages in a browser; without it they are told as not drawn. ``ledger_years`` is how long the
    business keeps consent records.
    """
    made = visit_site(Asked(order, door, pause))
    seen = seen_of(made)
    pages = to_draw(seen.facts)
    drawn = drawer(pages) if drawer and pages else None
    seen = with_drawn(seen, drawn) if drawn else without_browser(seen, PageReason.NO_BROWSER.value)
    return made, judged(seen, brand, profile, kind=kind, ledger_years=ledger_years)


def judged(
    seen: Seen, brand: Mapping[str, Any], profile: str, *, kind: str, ledger_years: int | None = None
) -> Judgement:
    """What the rules say of what was seen, with its evidence."""
    found = judge(seen.facts, brand, kind=kind, profile=profile, at=seen.at, ledger_years=ledger_years)
    return dataclasses.replace(found, evidence=seen.evidence)


def visit_site(asked: Asked, *, progress: Progress | None = None, admit: Admit | None = None) -> Visit:
    """Makes one visit. ``progress`` and ``admit`` are called in the caller's own thread; either may raise to end it.

    ``admit`` is told the site's addresses before the site is asked anything.
    """
    with contextlib.closing(visits({"": asked})) as coming:
        for _, came in coming:
            match came:
                case Visit():
                    return came
                case Fault():
                    raise came.error
                case Arrived() if admit:
                    admit(came.addresses)
                case Step() if progress:
                    progress(*came)
    raise AssertionError("a visit ended without an end")


def visits(
    asked: Mapping[Key, Asked], *, at_once: int = AT_ONCE
) -> Generator[tuple[Key, Step | Arrived | Visit | Fault]]:
    """Makes visits in one loop beside the caller; gives each step, arrival and end as it comes.

    All others go on while the caller works; one that arrived waits until it asks on. Closing ends every visit.
    """
    came: queue.SimpleQueue[tuple[Key, Step | Arrived | Visit | Fault | None]] = queue.SimpleQueue()
    gates: dict[Key, asyncio.Event] = {}

    async def one(turns: asyncio.Semaphore, key: Key, each: Asked) -> None:
        async def gate(addresses: tuple[str, ...]) -> None:
            gates[key] = asyncio.Event()
            came.put((key, arrived := Arrived(addresses)))
            await gates[key].wait()
            if arrived.turned_away:
                raise _TurnedAway

        try:
            async with turns:
                came.put((key, await visit(each, lambda step: came.put((key, step)), gate)))
        except _TurnedAway:
            came.put((key, None))
        except BaseException as error:
            came.put((key, Fault(error)))
            raise

    async def every() -> None:
        turns = asyncio.Semaphore(at_once)
        await asyncio.gather(*(one(turns, key, each) for key, each in asked.items()), return_exceptions=True)

    with _beside(every) as loop:
        left = len(asked)
        while left:
            key, thing = came.get()
            left -= thing is None or isinstance(thing, Visit | Fault)
            if thing is not None:
                yield key, thing
            if isinstance(thing, Arrived):
                loop.call_soon_threadsafe(gates[key].set)


class _TurnedAway(Exception):
    """The caller does not let a visit go on."""


@contextlib.contextmanager
def _beside(work: Callable[[], Coroutine[Any, Any, None]]) -> Iterator[asyncio.AbstractEventLoop]:
    """Runs the work in a loop in a thread of its own; what is left of it at the end is cancelled and waited for."""
    begun = threading.Event()
    running: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = []

    async def whole() -> None:
        task = asyncio.current_task()
        assert task is not None
        running.append((asyncio.get_running_loop(), task))
        begun.set()
        await work()

    def run() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(whole())

    thread = threading.Thread(target=run, name="visits", daemon=True)
    thread.start()
    begun.wait()
    loop, task = running[0]
    try:
        yield loop
    finally:
        with contextlib.suppress(RuntimeError):  # the loop is closed already
            loop.call_soon_threadsafe(task.cancel)
        thread.join()
