"""BR003: The address is a post office box."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)

_BOX = pattern(
    r"\b(?:p\.? ?o\.? ?|post(?:al)? )(?:box|drawer) ?(?:no\.? ?|number |# ?)?\d+|\bpost office (?:box|drawer)\b|\bpobox\s\d+"
    r"|^\s*(?:box|drawer|lock ?box) ?(?:no\.? ?|# ?)?\d+|\bpmb ?# ?\d+|\bpmb \d+|\bprivate mail ?box\b"
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    text = normalize(brand.street)
    match = _BOX.search(text.folded)
    if match:
        yield at(text, match.span(), "The address is a post office box.")


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
        {"kind": "brand", "street": "7 Box Elder Way, Unit 3"},
        {"kind": "brand", "street": "12 Post Road"},
    ),
    bad=(
        {"kind": "brand", "street": "P.O. Box 123"},
        {"kind": "brand", "street": "Post Office Box 7"},
        {"kind": "brand", "street": "100 Main Street, P O BOX #44"},
        {"kind": "brand", "street": "P.\u00a0O. Box No. 9"},
        {"kind": "brand", "street": "455 Elm St PMB 112"},
        {"kind": "brand", "street": "PO Drawer 12"},
    ),
)
