"""BR033: The business is younger than 90 days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from portal.rules.facts import moments
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    born, today = moments.day(brand.incorporation_date), context.today
    if born is None or today is None or born > today:
        return
    age = (today - born).days
    if age < context.limit("new_business_days"):
        wait = today + timedelta(days=context.limit("new_business_wait_days"))
        yield Hit(message=f"The business is {age} days old. The guide would wait until {_spoken(wait)}.")


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


RULE = Rule(
    id="BR033",
    name="business-very-new",
    authority="tcr",
    citation="source 004, step 2.2",
    severity=Verdict.ADVICE,
    subjects=(Brand,),
    check=_check,
    what="The business is younger than 90 days. Judged only where the day of the judgement is told.",
    why="New businesses that register at once are refused 30 to 40 percent more often, by the guide's own count.",
    fix="Apply for the DUNS number now and register in 30 days, when the website and the records have settled.",
    field="incorporation_date",
    applies=lambda brand, context: context.today is not None and bool(brand.incorporation_date.strip()),
    good=(
        {"kind": "brand", "incorporation_date": "2026-08-24", "context": {"today": "2026-11-22"}},
        {"kind": "brand", "incorporation_date": "2014-03-01", "context": {"today": "2026-11-22"}},
        {"kind": "brand", "incorporation_date": "2026-11-01"},
    ),
    bad=(
        {"kind": "brand", "incorporation_date": "2026-08-25", "context": {"today": "2026-11-22"}},
        {"kind": "brand", "incorporation_date": "2026-11-22", "context": {"today": "2026-11-22"}},
        {"kind": "brand", "incorporation_date": "2026-10-01", "context": {"today": "2026-11-22"}},
    ),
)
