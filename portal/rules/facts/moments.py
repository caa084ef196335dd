"""Days and instants as people and programs write them, and the arithmetic of terms.

Nothing here knows what day it is: every date comes from the input or from the context of the run.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

_CLOCK = re.compile(r"^([01]?\d|2[0-4])(?::([0-5]\d))?\s*(am|pm)?$")


def moment(text: str) -> datetime | None:
    """An instant written in ISO 8601 (``2026-11-22T05:15:00Z``); ``None`` for anything else. May be without zone."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def day(text: str) -> date | None:
    """The calendar day of a date or an instant; ``None`` for anything else."""
    read = moment(text)
    return read.date() if read else None


def seconds_between(first: str, second: str) -> float | None:
    """Seconds from one instant to another; ``None`` when one cannot be read or only one has a zone."""
    start, end = moment(first), moment(second)
    if start is None or end is None or (start.tzinfo is None) is not (end.tzinfo is None):
        return None
    return (end - start).total_seconds()


def years_after(start: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where it is missing, never an earlier day.

    A day beyond the calendar is its last one.
    """
    year = start.year + years
    if year > date.max.year:
        return date.max
    return date(year, 3, 1) if (start.month, start.day) == (2, 29) and not isleap(year) else start.replace(year=year)


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month; the calendar's last day beyond it."""
    count = start.year * 12 + start.month - 1 + months
    year, month = divmod(count, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def days_between(first: date, second: date) -> int:
    """Whole days from one day to another."""
    return (second - first) // timedelta(days=1)


def minutes_of(text: str) -> int | None:
    """Minutes since midnight for ``08:00``, ``8 pm`` or ``21``; ``None`` for anything else."""
    match = _CLOCK.match(text.strip().lower().replace(".", ""))
    if match is None:
        return None
    hour, minute, half = int(match.group(1)), int(match.group(2) or 0), match.group(3)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    total = hour * 60 + minute
    return total if total <= 24 * 60 else None


def business_days_after(start: date, count: int) -> date:
    """The day so many business days later: Monday to Friday without federal holidays, observed ones included."""
    end = start
    while count > 0 and end < date.max:
        end += timedelta(days=1)
        count -= end.weekday() < 5 and end not in _federal_holidays(end.year)
    return end


@lru_cache(maxsize=64)
def _federal_holidays(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - loads slowly, and few inputs ask for it

    return frozenset(holidays.country_holidays("US", years=year))
