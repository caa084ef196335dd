"""TF002: More than five numbers are on one brief."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    most = context.limit("toll_free_numbers_single_form")
    yield from absent(len(brief.numbers) <= most, f"{len(brief.numbers)} numbers are listed; the form takes {most}.")


RULE = Rule(
    id="TF002",
    name="too-many-numbers",
    authority="toll_free",
    citation="source 003, how many numbers at once and campaign brief",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="More than five numbers are on one brief.",
    why="One brief takes up to five numbers; more go by bulk file.",
    fix="Submit the numbers with the bulk form.",
    codes=("toll_free_aggregator:620",),
    field="numbers",
    applies=lambda brief, context: not brief.bulk,
    good=(
        {"kind": "toll_free", "numbers": ["+18885550100"]},
        {"kind": "toll_free", "numbers": ["+1888555010" + str(n) for n in range(5)]},
        {"kind": "toll_free", "numbers": ["+1888555010" + str(n) for n in range(9)], "bulk": True},
    ),
    bad=(
        {"kind": "toll_free", "numbers": ["+1888555010" + str(n) for n in range(6)]},
        {"kind": "toll_free", "numbers": ["+1888555010" + str(n) for n in range(10)]},
        {"kind": "toll_free", "numbers": ["+1888555010" + str(n) for n in range(6)], "bulk": False},
    ),
)
