"""TF009: The number is used for several businesses."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.patterns import pattern
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)
from portal.rules.text import normalize

_SHARED = pattern(
    r"\bon behalf of (?:our|multiple|several|various|different|many|other) (?:[a-z]+ )?(?:clients|customers|businesses|companies|brands|merchants)\b"
    r"|\b(?:multiple|several|various|different|many) (?:businesses|companies|brands|merchants|clients) (?:use|share|send)\b"
    r"|\bshared (?:number|numbers|by)\b"
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    for name in ("description", "multiple_numbers_reason", "opt_in_workflow"):
        match = _SHARED.search(normalize(getattr(brief, name)).folded)
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
    good=({"kind": "toll_free", "description": "Order updates from Acme to its customers."},),
    bad=(
        {
            "kind": "toll_free",
            "description": "We send reminders on behalf of our clients, several businesses in the area.",
        },
    ),
)
