"""CM002: The campaign has more than five sample messages."""

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


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    count, most = len(campaign.sample_messages), context.limit("samples_max")
    yield from absent(count <= most, f"There are {count} sample messages; {most} fit.")


RULE = Rule(
    id="CM002",
    name="too-many-samples",
    authority="tcr",
    citation="source 004, step 4.3",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The campaign has more than five sample messages.",
    why="The registry takes five.",
    fix="Keep the five that show the campaign best.",
    field="sample_messages",
    good=(
        {"kind": "campaign", "sample_messages": []},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, "2", "3", "4", "5"]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE]},
    ),
    bad=(
        {"kind": "campaign", "sample_messages": ["1", "2", "3", "4", "5", "6", "7"]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE] * 6},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, "1", "2", "3", "4", "5"]},
    ),
)
