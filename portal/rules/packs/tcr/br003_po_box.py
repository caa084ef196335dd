"""BR003: The address is a post office box."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.patterns import pattern
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)
from portal.rules.text import normalize

_BOX = pattern(r"\b(?:p\.? ?o\.? ?|post(?:al)? (?:office )?)box #?\d+|^\s*box #?\d+|\bpmb #?\d+")


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    match = _BOX.search(normalize(brand.street).folded)
    if match:
        yield Hit(message="The address is a post office box.", span=match.span())


RULE = Rule(
    id="BR003",
    name="po-box",
    authority="tcr",
    citation="source 004, steps 2.1 and 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The address is a post office box.",
    why="The registry wants the place where the business is.",
    fix="Enter the street address.",
    codes=("toll_free_aggregator:545",),
    field="street",
    applies=lambda brand, context: bool(brand.street.strip()),
    good=(
        {"kind": "brand", "street": "12 Pobox Road"},
        {"kind": "brand", "street": "100 Main Street"},
    ),
    bad=(
        {"kind": "brand", "street": "P.O. Box 123"},
        {"kind": "brand", "street": "Post Office Box 7"},
    ),
)
