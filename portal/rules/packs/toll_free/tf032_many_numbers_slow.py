"""TF032: Several numbers are on one request."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    yield Hit(message=f"{len(brief.numbers)} numbers are on this request; each is verified by itself.")


RULE = Rule(
    id="TF032",
    name="many-numbers-slow",
    authority="toll_free",
    citation="source 003, timelines",
    severity=Verdict.ADVICE,
    subjects=(TollFreeBrief,),
    check=_check,
    what="Several numbers are on one request.",
    why="Several numbers on one request are one of the four things that delay a verification.",
    fix="Send one request for each number where the uses allow it.",
    field="numbers",
    applies=lambda brief, context: len(brief.numbers) > 1 and not brief.bulk,
    good=(
        {"kind": "toll_free", "numbers": ["+18885550100"]},
        {"kind": "toll_free"},
        {"kind": "toll_free", "numbers": ["+18885550100", "+18885550101"], "bulk": True},
    ),
    bad=(
        {"kind": "toll_free", "numbers": ["+18885550100", "+18885550101"]},
        {
            "kind": "toll_free",
            "numbers": ["+18885550100", "+18885550101", "+18885550102"],
            "multiple_numbers_reason": "One number for each of our three clinics in the county.",
        },
        {"kind": "toll_free", "numbers": ["8885550100", "8885550101"]},
    ),
)
