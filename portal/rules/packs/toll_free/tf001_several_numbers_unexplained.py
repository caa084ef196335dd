"""TF001: Several numbers are listed, but nobody says why."""

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
    explained = len(brief.multiple_numbers_reason.strip()) >= 20
    yield from absent(explained, f"{len(brief.numbers)} numbers are listed without a reason.")


RULE = Rule(
    id="TF001",
    name="several-numbers-unexplained",
    authority="toll_free",
    citation="source 003, use one recognizable number and campaign brief",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="Several numbers are listed, but nobody says why.",
    why="Spreading the same traffic over numbers looks like an attempt to dodge filters.",
    fix="Explain what each number is for, or use one number.",
    codes=("toll_free_aggregator:620",),
    field="multiple_numbers_reason",
    applies=lambda brief, context: len(brief.numbers) > 1,
    good=(
        {
            "kind": "toll_free",
            "numbers": ["+18885550100", "+18885550101"],
            "multiple_numbers_reason": "One number for each of our two clinics, Springfield and Shelbyville.",
        },
    ),
    bad=({"kind": "toll_free", "numbers": ["+18885550100", "+18885550101"]},),
)
