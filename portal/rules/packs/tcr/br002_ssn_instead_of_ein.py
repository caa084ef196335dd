"""BR002: A Social Security number stands in place of the EIN."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)

_SSN = pattern(r"\d{3}[- ]\d{2}[- ]\d{4}")


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    if _SSN.fullmatch(normalize(brand.ein).folded.strip()):
        yield Hit(message="This has the form of a Social Security number.")


RULE = Rule(
    id="BR002",
    name="ssn-instead-of-ein",
    authority="tcr",
    citation="source 004, steps 2.1 and 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="A Social Security number stands in place of the EIN.",
    why="An SSN cannot be used for a standard registration, and it must not be stored here.",
    fix="Remove it and enter the EIN; without one, file as a sole proprietor.",
    codes=("portal:TERMINAL",),
    field="ein",
    applies=lambda brand, context: bool(brand.ein.strip()),
    good=(
        {"kind": "brand", "ein": "12-3456789"},
        {"kind": "brand", "ein": "123456789"},
        {"kind": "brand", "ein": "12-345-6789"},
    ),
    bad=(
        {"kind": "brand", "ein": "123-45-6789"},
        {"kind": "brand", "ein": " 123 45 6789"},
        {"kind": "brand", "ein": "123\u201345\u20136789"},
    ),
)
