"""CM016: Two samples are the same message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_CARE_SAMPLE,
    GOOD_SAMPLE,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)

_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_ALIKE = 0.9


def _words(sample: str) -> frozenset[str]:
    """The words of a sample without its numbers; whatever is written like a name counts as one and the same."""
    words = set(_WORD.findall(normalize(sample).plain))
    names = {word for word in words if word.istitle() and len(word) > 1}
    return frozenset({*map(str.lower, words - names), "Name"} if names else map(str.lower, words))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 1.0


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    seen: list[frozenset[str]] = []
    for place, sample in enumerate(campaign.sample_messages[: context.limit("samples_max")]):
        words = _words(sample)
        twin = next((other for other, known in enumerate(seen) if _likeness(words, known) >= _ALIKE), None)
        if twin is not None and sample.strip():
            message = f"This sample says the same as sample {twin + 1} but for names and numbers."
            yield Hit(message=message, field=f"sample_messages[{place}]")
        seen.append(words)


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
    good=(
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE]},
        {
            "kind": "campaign",
            "sample_messages": [
                "Acme: Your order #87234 has shipped. Reply STOP to opt out. Msg & data rates may apply.",
                "Acme: Your order #87234 is delayed by snow. Reply STOP to opt out. Msg & data rates may apply.",
            ],
        },
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE]},
    ),
    bad=(
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_SAMPLE.replace("40%", "50%")]},
        {
            "kind": "campaign",
            "sample_messages": [
                GOOD_CARE_SAMPLE,
                GOOD_CARE_SAMPLE.replace("Patel", "Roe").replace("Wed Nov 6", "Mon Dec 9"),
            ],
        },
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE, "  " + GOOD_SAMPLE]},
    ),
)
