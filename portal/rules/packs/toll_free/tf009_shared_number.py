"""TF009: The number is used for several businesses."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)

_SHARED = pattern(
    r"\bon behalf of (?:our|multiple|several|various|different|many|other) (?:[a-z]+ )?(?:clients|customers|businesses|companies|brands|merchants)\b"
    r"|\b(?:multiple|several|various|different|many) (?:businesses|companies|brands|merchants|clients) (?:use|share|send)\b"
    r"|\bshared (?:number|numbers|by)\b"
)


def _denied(before: str) -> bool:
    return any(word in before[-25:] for word in ("not ", "never ", "no ", "n't ", "without "))


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    for name in ("description", "multiple_numbers_reason", "opt_in_workflow"):
        folded = normalize(getattr(brief, name)).folded
        match = next((one for one in _SHARED.finditer(folded) if not _denied(folded[: one.start()])), None)
        if match:
            yield Hit(message=f"\u201c{match.group()}\u201d speaks of a shared number.", field=name)


RULE = Rule(
    id="TF009",
    name="shared-number",
    authority="toll_free",
    citation="source 003, use one recognizable number and code 552",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The number is used for several businesses.",
    why="There is one number for each message sender; shared numbers are ineligible.",
    fix="Give every business, location or franchise its own number.",
    codes=("toll_free_aggregator:552",),
    field="description",
    good=(
        {"kind": "toll_free", "description": "Order updates from Acme to its customers."},
        {"kind": "toll_free", "description": "Reminders from the clinic on behalf of our doctors."},
        {
            "kind": "toll_free",
            "opt_in_workflow": "People text JOIN to our own number, which is not shared by anybody else.",
        },
    ),
    bad=(
        {
            "kind": "toll_free",
            "description": "We send reminders on behalf of our clients, several businesses in the area.",
        },
        {"kind": "toll_free", "multiple_numbers_reason": "Many merchants share the two lines."},
        {"kind": "toll_free", "description": "A shared number for the shops of the mall."},
    ),
)
