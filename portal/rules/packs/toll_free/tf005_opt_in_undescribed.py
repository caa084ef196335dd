"""TF005: The brief does not describe the opt-in in detail."""

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
    yield from absent(len(brief.opt_in_workflow.strip()) >= 40, "The opt-in flow is missing or too short.")


RULE = Rule(
    id="TF005",
    name="opt-in-undescribed",
    authority="toll_free",
    citation="source 003, opt-in",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The brief does not describe the opt-in in detail.",
    why="The flow must be thoroughly detailed; an empty one is the most common request for information.",
    fix="Say where people find the offer, what they do, what they read and what they receive.",
    codes=(
        "toll_free_aggregator:550",
        "toll_free_aggregator:621",
    ),
    field="opt_in_workflow",
    good=(
        {
            "kind": "toll_free",
            "opt_in_workflow": "Customers open https://acme.com/join, enter their number, tick the box and receive a confirmation text.",
        },
    ),
    bad=({"kind": "toll_free", "opt_in_workflow": "Website"},),
)
