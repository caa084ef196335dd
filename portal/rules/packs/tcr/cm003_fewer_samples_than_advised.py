"""CM003: The campaign has fewer than the three samples that the source advises."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_CARE_SAMPLE,
    GOOD_SAMPLE,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _count(campaign: Campaign) -> int:
    return sum(bool(text.strip()) for text in campaign.sample_messages)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    count, advised = _count(campaign), context.limit("samples_advised")
    yield from absent(count >= advised, f"Sample messages: {count}; {advised} are advised.")


RULE = Rule(
    id="CM003",
    name="fewer-samples-than-advised",
    authority="tcr",
    citation="source 004, step 4.3",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="The campaign has fewer than the three samples that the source advises.",
    why="Three distinct samples let a reviewer see the whole campaign.",
    fix="Add another sample of a different message.",
    field="sample_messages",
    applies=lambda campaign, context: _count(campaign) >= context.limit("samples_min"),
    good=(
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE, "third"]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE, "third", "fourth"]},
    ),
    bad=(
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE, ""]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_SAMPLE]},
    ),
)
