"""TF005: The brief does not describe the opt-in in detail."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)

_LEAST = 40


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    length, advised = len(brief.opt_in_workflow.strip()), context.limit("opt_in_workflow_advised")
    if length < _LEAST:
        yield Hit(message="The opt-in flow is missing or too short.")
    elif length < advised:
        words = f"The opt-in flow has {length} characters; under {advised} it is seldom thorough."
        yield Hit(message=words, severity=Verdict.WARNING)


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
        {
            "kind": "toll_free",
            "opt_in_workflow": "Guests see the card at the front desk, text JOIN to the number on it and get a welcome text with STOP and HELP.",
        },
        {
            "kind": "toll_free",
            "opt_in_workflow": "Our agent reads the script on the phone, asks for a yes, ticks the record in the CRM and a confirmation text follows.",
        },
    ),
    bad=(
        {"kind": "toll_free", "opt_in_workflow": "Website"},
        {"kind": "toll_free", "opt_in_workflow": "Customers tell us their number on the website and agree."},
        {"kind": "toll_free", "opt_in_workflow": "   "},
    ),
)
