"""TF033: A number is listed twice, or a bulk file holds too many rows."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    most = context.rulebook.documents["toll_free"]["bulk_rows"]
    if len(brief.numbers) > most:
        yield Hit(message=f"{len(brief.numbers):,} numbers are listed; a file takes {most:,}.")
    seen: set[str] = set()
    for place, number in enumerate(brief.numbers):
        digits = "".join(one for one in number if one.isdigit())[-10:]
        if digits and digits in seen:
            yield Hit(message=f"{number} is there already.", field=f"numbers[{place}]")
            return
        seen.add(digits)


RULE = Rule(
    id="TF033",
    name="number-listed-twice",
    authority="toll_free",
    citation="source 003, bulk form; minimum requirements",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="A number is listed twice, or a bulk file holds too many rows.",
    why="A bulk file takes 1,000 numbers, each once; a second request for a number delays both.",
    fix="List every number once and split longer files.",
    field="numbers",
    applies=lambda brief, context: len(brief.numbers) > 1,
    good=(
        {"kind": "toll_free", "numbers": ["+18885550100"]},
        {"kind": "toll_free", "numbers": ["+18885550100", "+18885550101"]},
        {"kind": "toll_free", "numbers": ["+1888" + str(5550000 + n) for n in range(1000)], "bulk": True},
    ),
    bad=(
        {"kind": "toll_free", "numbers": ["+18885550100", "888-555-0100"]},
        {"kind": "toll_free", "numbers": ["+1888" + str(5550000 + n) for n in range(1001)], "bulk": True},
        {"kind": "toll_free", "numbers": ["+18885550100", "+18885550101", "1 (888) 555-0101"]},
    ),
)
