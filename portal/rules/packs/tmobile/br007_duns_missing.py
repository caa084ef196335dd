"""BR007: The brand has no DUNS number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    yield from absent(brand.duns.strip(), "No DUNS number is given.")


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
    good=({"kind": "brand", "duns": "123456789"},),
    bad=({"kind": "brand", "duns": ""},),
)
