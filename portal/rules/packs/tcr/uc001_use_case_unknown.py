"""UC001: The use case is missing or not one the registry knows."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    if campaign.use_case not in context.rulebook.use_cases:
        known = ", ".join(context.rulebook.use_cases)
        unknown = f"{campaign.use_case} is no use case; there are {known}."
        yield Hit(message=unknown if campaign.use_case else "No use case is chosen.")


RULE = Rule(
    id="UC001",
    name="use-case-unknown",
    authority="tcr",
    citation="source 004, step 2.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The use case is missing or not one the registry knows.",
    why="The use case decides review, throughput and content.",
    fix="Choose the use case that fits the messages.",
    codes=("tcr:9001",),
    field="use_case",
    good=(
        {"kind": "campaign", "use_case": "CONVERSATIONAL"},
        {"kind": "campaign", "use_case": "SOLE_PROPRIETOR"},
        {"kind": "campaign", "use_case": "MARKETING"},
    ),
    bad=(
        {"kind": "campaign", "use_case": ""},
        {"kind": "campaign", "use_case": "marketing"},
        {"kind": "campaign", "use_case": "NEWS"},
    ),
)
