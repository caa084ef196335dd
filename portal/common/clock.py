"""The one clock. Everything is stored in UTC; whose day a rule means is said where the rule is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.utils import timezone

_rehearsed: ContextVar[dt.datetime | None] = ContextVar("rehearsed", default=None)


def now() -> dt.datetime:
    """The present instant, timezone-aware, in UTC."""
    return _rehearsed.get() or timezone.now()


def day_in(zone: str, at: dt.datetime | None = None) -> dt.date:
    """The calendar day of an instant, or of the present one, where the clocks show this zone's time."""
    return (at or now()).astimezone(ZoneInfo(zone)).date()


def told(local: dt.datetime) -> str:
    """A moment as people read it, in the zone that it carries: `Nov 22, 2026, 4:12 PM EST`."""
    hour, half = local.hour % 12 or 12, "AM" if local.hour < 12 else "PM"
    return f"{told_day(local)}, {hour}:{local:%M} {half} {local.tzname() or ''}".strip()


def told_day(day: dt.date) -> str:
    """A day as people read it: `Nov 22, 2026`."""
    return f"{day:%b} {day.day}, {day.year}"


@contextmanager
def at(instant: dt.datetime) -> Iterator[None]:
    """Lets verbs run as of another instant, in this thread only: the demo data tells a story that began weeks ago."""
    token = _rehearsed.set(instant)
    try:
        yield
    finally:
        _rehearsed.reset(token)
