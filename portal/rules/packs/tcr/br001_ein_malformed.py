"""BR001: The EIN is not nine digits written XX-XXXXXXX."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)

_EIN = pattern(r"\d{2}-?\d{7}")
_SSN = pattern(r"\d{3}[- ]\d{2}[- ]\d{4}")


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    ein = normalize(brand.ein).folded.strip()
    if not _EIN.fullmatch(ein) and not _SSN.fullmatch(ein):
        yield Hit(message="The EIN does not have the form XX-XXXXXXX.")


RULE = Rule(
    id="BR001",
    name="ein-malformed",
    authority="tcr",
    citation="source 004, steps 2.1 and 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The EIN is not nine digits written XX-XXXXXXX.",
    why="The number is compared with the records of the IRS.",
    fix="Copy the number from the CP-575 or the verification letter.",
    codes=("twilio:30795",),
    field="ein",
    applies=lambda brand, context: bool(brand.ein.strip()),
    good=(
        {"kind": "brand", "ein": "12-3456789"},
        {"kind": "brand", "ein": " 123456789 "},
        {"kind": "brand", "ein": "12\u20113456789"},
        {"kind": "brand", "ein": ""},
    ),
    bad=(
        {"kind": "brand", "ein": "12-34567"},
        {"kind": "brand", "ein": "12-34567890"},
        {"kind": "brand", "ein": "EIN 12-3456789"},
        {"kind": "brand", "ein": "1-23456789"},
    ),
)
