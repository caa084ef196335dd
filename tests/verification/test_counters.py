"""What an unverified number may send yet: three Pacific counters of attempts."""

from __future__ import annotations

import datetime as dt

import pytest

from verification.counters import MOST, PACIFIC, Counters, counted, left_of, limits, resets_of, rolled

FIRST = dt.date(2026, 11, 1)
"""A Sunday, and the first of a month."""


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=PACIFIC)


@pytest.mark.source(68, 69)
@pytest.mark.entry("tf-cap-counts-attempts", "tf-cap-daily", "tf-cap-weekly", "tf-cap-monthly")
def test_25000_on_the_first_use_up_day_week_and_month() -> None:
    counters = counted(Counters(), FIRST, 25_000)
    three = limits(counters, noon(FIRST))
    assert [(limit.used, limit.cap, limit.left) for limit in three] == [
        (25_000, 2_000, 0),
        (25_000, 12_000, 0),
        (25_000, 25_000, 0),
    ]
    assert left_of(limits(counters, noon(dt.date(2026, 11, 30)))) == 0
    assert resets_of(three) == dt.datetime(2026, 12, 1, tzinfo=PACIFIC)
    assert left_of(limits(counters, noon(dt.date(2026, 12, 1)))) == 2_000


@pytest.mark.entry("tf-cap-weekly")
def test_the_week_starts_on_sunday() -> None:
    counters = counted(Counters(), dt.date(2026, 11, 7), 11_500)
    assert rolled(counters, dt.date(2026, 11, 8)).week == 0
    tuesday = counted(counted(Counters(), dt.date(2026, 11, 2), 11_500), dt.date(2026, 11, 3), 100)
    assert left_of(limits(tuesday, noon(dt.date(2026, 11, 3)))) == 400


@pytest.mark.entry("tf-cap-daily")
def test_the_day_is_the_pacific_one() -> None:
    counters = counted(Counters(), dt.date(2026, 11, 10), 2_000)
    before = dt.datetime(2026, 11, 11, 7, 59, tzinfo=dt.UTC)
    assert resets_of(limits(counters, before)) == dt.datetime(2026, 11, 11, tzinfo=PACIFIC)
    assert left_of(limits(counters, before + dt.timedelta(minutes=1))) == 2_000


def test_a_late_report_counts_in_its_week_and_month_only() -> None:
    counters = counted(Counters(dt.date(2026, 11, 11), 10, 10, 10), dt.date(2026, 11, 9), 5)
    assert (counters.day, counters.week, counters.month) == (10, 15, 15)
    older = counted(counters, dt.date(2026, 10, 30), 7)
    assert older == counters


def test_reports_without_end_fill_no_column_and_the_first_day_of_the_calendar_has_a_week() -> None:
    full = counted(Counters(FIRST, MOST, MOST - 1, MOST), FIRST, 100_000_000)
    assert (full.day, full.week, full.month) == (MOST, MOST, MOST)
    assert counted(full, dt.date.min, 5) == full
    assert MOST < 2**31
