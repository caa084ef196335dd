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
    least, written = context.limit("toll_free_reason_min"), len(brief.multiple_numbers_reason.strip())
    said = f"a reason of {written} characters; {least} say something" if written else "no reason"
    yield from absent(written >= least, f"{len(brief.numbers)} numbers are listed with {said}.")


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
        {"kind": "toll_free", "numbers": ["+18885550100"]},
        {
            "kind": "toll_free",
            "numbers": ["+18885550100", "+18885550101"],
            "bulk": True,
            "multiple_numbers_reason": "Franchises: every restaurant has its own number.",
        },
    ),
    bad=(
        {"kind": "toll_free", "numbers": ["+18885550100", "+18885550101"]},
        {
            "kind": "toll_free",
            "numbers": ["+18885550100", "+18885550101"],
            "multiple_numbers_reason": "We need two numbers.",
        },
        {
            "kind": "toll_free",
            "numbers": ["+18885550100", "+18885550101", "+18885550102"],
            "multiple_numbers_reason": "   ",
        },
    ),
)
