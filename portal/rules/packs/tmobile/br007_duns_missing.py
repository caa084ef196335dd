"""BR007: The brand has no DUNS number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from portal.rules.facts import moments
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    if brand.duns.strip().lower() not in {"", "none"}:
        return
    applied, days = moments.day(brand.duns_applied_on), context.limit
    if applied is None:
        yield Hit(message="No DUNS number is given.")
        return
    issued = _weekdays_after(applied, days("duns_processing_business_days"))
    first, last = (issued + timedelta(days=days(f"duns_benefit_days_{end}")) for end in ("min", "max"))
    yield Hit(
        message=f"The DUNS number is applied for. It comes about {issued:%B} {issued.day}, {issued.year} at the earliest; "
        f"the score rises between {first:%B} {first.day} and {last:%B} {last.day}, {last.year}."
    )


def _weekdays_after(day: date, count: int) -> date:
    """Monday to Friday alone are counted: holidays would make it later, never earlier."""
    weeks, rest = divmod(count, 5)
    day += timedelta(weeks=weeks)
    while rest:
        day += timedelta(days=1)
        rest -= day.weekday() < 5
    return day


RULE = Rule(
    id="BR007",
    name="duns-missing",
    authority="tmobile",
    citation="source 004, steps 2.2 and 9.1",
    severity=Verdict.ADVICE,
    subjects=(Brand,),
    check=_check,
    what="The brand has no DUNS number.",
    why=(
        "It adds 10 to 15 points to the trust score, and T-Mobile asks for it in higher tiers since 1 September 2024."
    ),
    fix="Apply for a free number; it takes about 30 business days.",
    field="duns",
    applies=lambda brand, context: brand.entity_type != "sole_proprietor",
    in_force_from=date(2024, 9, 1),
    good=(
        {"kind": "brand", "duns": "123456789"},
        {"kind": "brand", "duns": "12-345-6789"},
        {"kind": "brand", "entity_type": "sole_proprietor", "duns": ""},
    ),
    bad=(
        {"kind": "brand", "duns": ""},
        {"kind": "brand", "duns": "none"},
        {"kind": "brand", "duns": "", "duns_applied_on": "2026-11-02"},
    ),
)
