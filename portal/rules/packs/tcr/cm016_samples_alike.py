"""CM016: Two samples are the same message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_CARE_SAMPLE,
    GOOD_SAMPLE,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)
from portal.rules.text import normalize

_NUMBERS = re.compile(r"[\d\s.,:;!?-]+")


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    seen: dict[str, int] = {}
    for place, sample in enumerate(campaign.sample_messages):
        bare = _NUMBERS.sub(" ", normalize(sample).folded)
        if bare in seen:
            message = f"This sample differs from sample {seen[bare] + 1} by numbers alone."
            yield Hit(message=message, field=f"sample_messages[{place}]")
        seen.setdefault(bare, place)


RULE = Rule(
    id="CM016",
    name="samples-alike",
    authority="tcr",
    citation="source 004, step 4.3",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="Two samples are the same message.",
    why="Distinct samples are asked for.",
    fix="Show another message of the campaign.",
    codes=("tcr:2004",),
    field="sample_messages",
    applies=lambda campaign, context: len(campaign.sample_messages) > 1,
    good=({"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE]},),
    bad=({"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_SAMPLE.replace("40%", "50%")]},),
)
