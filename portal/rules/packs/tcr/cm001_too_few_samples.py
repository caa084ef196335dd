"""CM001: The campaign has fewer than two sample messages."""

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
    count = sum(bool(text.strip()) for text in campaign.sample_messages)
    least = context.limit("samples_min")
    yield from absent(count >= least, f"Sample messages: {count}; {least} are needed.")


RULE = Rule(
    id="CM001",
    name="too-few-samples",
    authority="tcr",
    citation="source 004, step 4.3",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The campaign has fewer than two sample messages.",
    why="The registry asks for at least two; three are advised.",
    fix="Write three distinct samples.",
    codes=("tcr:2004",),
    field="sample_messages",
    good=(
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE, GOOD_SAMPLE + "!"]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, "", GOOD_CARE_SAMPLE]},
    ),
    bad=(
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, "   "]},
        {"kind": "campaign", "sample_messages": []},
    ),
)
