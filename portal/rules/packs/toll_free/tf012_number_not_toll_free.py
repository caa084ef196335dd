"""TF012: A listed number is not a toll-free number."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)

_TOLL_FREE = pattern(r"1?8(?:00|33|44|55|66|77|88)[2-9]\d{6}")


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    for place, number in enumerate(brief.numbers):
        digits = "".join(character for character in number if character.isdigit())
        if not _TOLL_FREE.fullmatch(digits):
            yield Hit(message=f"{number} is not a toll-free number.", field=f"numbers[{place}]")


RULE = Rule(
    id="TF012",
    name="number-not-toll-free",
    authority="toll_free",
    citation="North American Numbering Plan",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="A listed number is not a toll-free number.",
    why="Toll-free verification takes numbers that begin with 800, 833, 844, 855, 866, 877 or 888.",
    fix="Correct the number, or register it as 10DLC.",
    field="numbers",
    applies=lambda brief, context: bool(brief.numbers),
    good=(
        {"kind": "toll_free", "numbers": ["+1 888 555 0100"]},
        {"kind": "toll_free", "numbers": ["(833) 555-0100", "18005550100"]},
        {"kind": "toll_free", "numbers": ["877.555.0100"]},
    ),
    bad=(
        {"kind": "toll_free", "numbers": ["+1 222 333 4545"]},
        {"kind": "toll_free", "numbers": ["+1 822 555 0100"]},
        {"kind": "toll_free", "numbers": ["880-555-0100"]},
        {"kind": "toll_free", "numbers": ["+1 888 155 0100"]},
        {"kind": "toll_free", "numbers": ["888 555 010"]},
    ),
)
