"""CM004: Another live campaign of the brand has the same use case and description."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_DESCRIPTION,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)

_WORD = re.compile(r"\w+")
_NEARLY = 0.95


def _same(one: str, other: str) -> bool:
    return normalize(one).folded.strip(" .") == normalize(other).folded.strip(" .")


def _likeness(one: str, other: str) -> float:
    """The share of words that two descriptions have in common, counted with their repetitions."""
    first, second = (Counter(_WORD.findall(normalize(text).folded)) for text in (one, other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for other in context.others:
        if other.get("use_case") != campaign.use_case:
            continue
        words, reference = str(other.get("description", "")), other.get("reference") or "another campaign"
        if _same(words, campaign.description):
            yield Hit(message=f"{reference} is live with the same use case and description.")
        elif _likeness(words, campaign.description) >= _NEARLY:
            message = f"{reference} is live with the same use case and nearly the same description."
            yield Hit(message=message, severity=Verdict.WARNING)


RULE = Rule(
    id="CM004",
    name="duplicate-campaign",
    authority="tcr",
    citation="source 004, step 7.3",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Another live campaign of the brand has the same use case and description.",
    why="Only one active campaign is allowed for a use case and description.",
    fix="Deactivate the other campaign, or describe what is different about this one.",
    codes=("tcr:2001",),
    field="description",
    applies=lambda campaign, context: bool(context.others) and bool(campaign.description),
    good=(
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "description": GOOD_DESCRIPTION,
            "context": {"campaigns": [{"use_case": "2FA", "description": GOOD_DESCRIPTION}]},
        },
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "description": GOOD_DESCRIPTION,
            "context": {
                "campaigns": [
                    {
                        "use_case": "MARKETING",
                        "description": "Acme sends early access to new shoes to members for loyalty purposes.",
                    }
                ]
            },
        },
        {"kind": "campaign", "use_case": "MARKETING", "description": GOOD_DESCRIPTION},
    ),
    bad=(
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "description": GOOD_DESCRIPTION,
            "context": {
                "campaigns": [{"use_case": "MARKETING", "description": GOOD_DESCRIPTION.upper(), "reference": "CA-1"}]
            },
        },
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "description": GOOD_DESCRIPTION.removesuffix("."),
            "context": {"campaigns": [{"use_case": "MARKETING", "description": "  " + GOOD_DESCRIPTION}]},
        },
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "description": GOOD_DESCRIPTION.replace("seasonal ", ""),
            "context": {"campaigns": [{"use_case": "MARKETING", "description": GOOD_DESCRIPTION}]},
        },
    ),
)
