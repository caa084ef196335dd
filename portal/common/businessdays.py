"""Business days: Monday to Friday without US federal holidays, observed dates included.

The day of the event is day 0; after an event on a day off, the next business day is day 1.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import holidays

from portal.common.clock import day_in


@lru_cache(maxsize=64)
def _federal_holidays(year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays("US", years=year))


def is_business_day(day: dt.date) -> bool:
    """Whether the day is neither on a weekend nor a federal holiday (as observed)."""
    return day.weekday() < 5 and day not in _federal_holidays(day.year)


def add_business_days(day: dt.date, count: int) -> dt.date:
    """The date ``count`` business days after ``day``; ``count`` must not be negative."""
    if count < 0:
        raise ValueError("count must not be negative")
    while count:
        day += dt.timedelta(days=1)
        count -= is_business_day(day)
    return day


def business_date_after(instant: dt.datetime, count: int, *, zone: str) -> dt.date:
    """As ``add_business_days``, from the calendar day that ``instant`` falls on in ``zone``."""
    return add_business_days(day_in(zone, instant), count)
