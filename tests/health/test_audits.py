"""The 90-day audit's calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.health.audits import POINTS, next_audit
from portal.health.selectors import approved_for
from tests.brands.scenes import approved_alone
from tests.cast import Cast

DAYS = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2040, 1, 1))


@pytest.mark.source(241)
def test_the_first_audit_is_ninety_days_after_approval() -> None:
    approved = dt.date(2026, 1, 10)
    due = next_audit(approved, approved)
    assert (due.number, due.day, due.days_left) == (1, dt.date(2026, 4, 10), 90)
    assert len(POINTS) == 8


def test_on_the_day_itself_the_audit_is_due_and_the_day_after_the_next_one_comes() -> None:
    approved = dt.date(2026, 1, 10)
    assert next_audit(approved, dt.date(2026, 4, 10)).days_left == 0
    assert next_audit(approved, dt.date(2026, 4, 11)).number == 2


@given(DAYS, st.integers(min_value=0, max_value=2_000))
def test_an_audit_is_never_more_than_ninety_days_away(approved: dt.date, later: int) -> None:
    due = next_audit(approved, approved + dt.timedelta(days=later))
    assert 0 <= due.days_left <= 90
    assert (due.day - approved).days == due.number * 90


@pytest.mark.django_db
def test_a_brand_alone_has_nothing_to_audit(cast: Cast) -> None:
    approved_alone(cast)
    assert not approved_for(cast.rae.actor).exists()
