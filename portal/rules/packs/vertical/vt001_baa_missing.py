"""VT001: A healthcare provider has no business associate agreement on file."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    yield from absent(brand.baa_executed_on.strip(), "No executed business associate agreement is on file.")


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
    applies=lambda brand, context: brand.organization_category == "healthcare_provider",
    good=({"kind": "brand", "organization_category": "healthcare_provider", "baa_executed_on": "2026-01-05"},),
    bad=({"kind": "brand", "organization_category": "healthcare_provider"},),
)
