"""BR008: The DUNS number does not have nine digits."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)

_DUNS = pattern(r"\d{9}")


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    digits = brand.duns.replace("-", "").replace(" ", "").strip()
    yield from absent(_DUNS.fullmatch(digits), "A DUNS number has nine digits.")


RULE = Rule(
    id="BR008",
    name="duns-malformed",
    authority="tcr",
    citation="source 004, step 3.2",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The DUNS number does not have nine digits.",
    why="A number that cannot be found adds nothing to the score.",
    fix="Enter the nine digits exactly.",
    field="duns",
    applies=lambda brand, context: brand.duns.strip().lower() not in {"", "none"},
    good=(
        {"kind": "brand", "duns": "12-345-6789"},
        {"kind": "brand", "duns": "123456789"},
        {"kind": "brand", "duns": "none"},
        {"kind": "brand", "duns": ""},
    ),
    bad=(
        {"kind": "brand", "duns": "12345"},
        {"kind": "brand", "duns": "1234567890"},
        {"kind": "brand", "duns": "DUNS 123456789"},
    ),
)
