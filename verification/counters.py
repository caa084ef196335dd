"""What an unverified toll-free number may send yet: three counters of attempts against the handbook's limits. Pure.

Days, weeks (from Sunday) and calendar months are those of the Pacific zone, and every attempt counts, delivered or
blocked (source 003, lines 9 to 17).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from portal.rules.advice.tables import Caps, toll_free_caps

PACIFIC: Final = ZoneInfo("America/Los_Angeles")
HANDBOOK_DAY: Final = dt.date(2022, 10, 1)
"""From this day on the handbook's limits hold (source 003)."""
MOST: Final = 2_000_000_000
"""No counter goes beyond this: it is far past every limit, and fits its column."""


@dataclasses.dataclass(frozen=True, slots=True)
class Counters:
    """Attempts in the running day, week and month; ``on`` is the Pacific day they were last moved to."""

    on: dt.date | None = None
    day: int = 0
    week: int = 0
    month: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Limit:
    """One of the three limits: attempts so far, what passes, and when it starts anew."""

    name: str
    used: int
    cap: int
    resets_at: dt.datetime

    @property
    def left(self) -> int:
        """Messages that still pass."""
        return max(self.cap - self.used, 0)


def pacific_day(at: dt.datetime) -> dt.date:
    """The day it is on the Pacific coast."""
    return at.astimezone(PACIFIC).date()


def week_of(day: dt.date) -> dt.date:
    """The Sunday that begins the day's week."""
    back = (day.weekday() + 1) % 7
    return dt.date.fromordinal(max(1, day.toordinal() - back))


def rolled(counters: Counters, today: dt.date) -> Counters:
    """The counters as they stand on a day: what belongs to an earlier day, week or month no longer counts."""
    on = counters.on
    if on is None or today <= on:
        return dataclasses.replace(counters, on=on or today)
    return Counters(
        on=today,
        day=0,
        week=counters.week if week_of(on) == week_of(today) else 0,
        month=counters.month if (on.year, on.month) == (today.year, today.month) else 0,
    )


def counted(counters: Counters, day: dt.date, attempts: int) -> Counters:
    """The counters with the attempts of a day; a late report of an earlier day still counts in its week and month."""
    base = rolled(counters, day)
    on = base.on or day
    return Counters(
        on=on,
        day=min(MOST, base.day + (attempts if on == day else 0)),
        week=min(MOST, base.week + (attempts if week_of(on) == week_of(day) else 0)),
        month=min(MOST, base.month + (attempts if (on.year, on.month) == (day.year, day.month) else 0)),
    )


def limits(counters: Counters, at: dt.datetime) -> tuple[Limit, Limit, Limit]:
    """The handbook's three limits at an instant: day, week, month."""
    today = pacific_day(at)
    now_counted, caps = rolled(counters, today), toll_free_caps("unverified", HANDBOOK_DAY)
    assert isinstance(caps, Caps)  # the handbook's day has limits
    month = (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return (
        Limit("day", now_counted.day, caps.day, _midnight(today + dt.timedelta(days=1))),
        Limit("week", now_counted.week, caps.week, _midnight(week_of(today) + dt.timedelta(days=7))),
        Limit("month", now_counted.month, caps.month, _midnight(month)),
    )


def left_of(three: tuple[Limit, Limit, Limit]) -> int:
    """Messages that pass yet: the least that any limit leaves."""
    return min(limit.left for limit in three)


def resets_of(three: tuple[Limit, Limit, Limit]) -> dt.datetime | None:
    """When something passes again: the latest start of the limits that are used up; None while none is."""
    return max((limit.resets_at for limit in three if not limit.left), default=None)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=PACIFIC)
