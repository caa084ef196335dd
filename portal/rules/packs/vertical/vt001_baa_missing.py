"""VT001: A healthcare provider has no business associate agreement on file."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries, moments
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    signed = moments.day(brand.baa_executed_on)
    if not brand.baa_executed_on.strip():
        yield Hit(message="No executed business associate agreement is on file.")
    elif signed is None:
        yield Hit(message=f"\u201c{brand.baa_executed_on[:40]}\u201d is not the day of an agreement.")
    elif context.today is not None and signed > context.today:
        yield Hit(message=f"The agreement is dated {signed}, which lies ahead.")


RULE = Rule(
    id="VT001",
    name="baa-missing",
    authority="vertical",
    citation="source 004, section 8.1",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="A healthcare provider has no business associate agreement on file.",
    why="The agreement must be executed before registration.",
    fix="Execute the agreement with the provider and enter its date.",
    field="baa_executed_on",
    applies=lambda brand, context: (
        brand.organization_category.strip().lower() == "healthcare_provider"
        or (bool(brand.baa_executed_on.strip()) and "healthcare" in industries.industries_of(brand))
    ),
    good=(
        {"kind": "brand", "organization_category": "healthcare_provider", "baa_executed_on": "2026-01-05"},
        {
            "kind": "brand",
            "vertical": "healthcare",
            "baa_executed_on": "2026-01-05",
            "context": {"today": "2026-01-05"},
        },
        {"kind": "brand", "vertical": "healthcare"},
        {"kind": "brand", "vertical": "retail", "organization_category": "none"},
    ),
    bad=(
        {"kind": "brand", "organization_category": "healthcare_provider"},
        {"kind": "brand", "organization_category": "healthcare_provider", "baa_executed_on": "signed last year"},
        {
            "kind": "brand",
            "organization_category": "healthcare_provider",
            "baa_executed_on": "2026-02-01",
            "context": {"today": "2026-01-05"},
        },
    ),
)
