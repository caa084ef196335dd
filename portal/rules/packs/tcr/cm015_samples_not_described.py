"""CM015: A sample is of a kind that the description does not mention."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.patterns import any_word
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import MIXED, rank_use_cases
from portal.rules.kit import (
    GOOD_CARE_SAMPLE,
    GOOD_DESCRIPTION,
    GOOD_SAMPLE,
)
from portal.rules.plain_kinds import plain_kind
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)

_PROMISED = any_word(
    (
        "promotion*",
        "marketing",
        "offer*",
        "discount*",
        "sale*",
        "deal*",
        "coupon*",
        "re-engagement",
        "fundrais*",
        "donation*",
        "mixed",
    )
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    promised = _PROMISED.search(normalize(campaign.description).folded)
    described = {str(entry["code"]) for entry in rank_use_cases(campaign.description, limit=30)}
    for place, sample in enumerate(campaign.sample_messages):
        field = f"sample_messages[{place}]"
        if signs.promotion(normalize(sample).folded):
            if not promised:
                message = "This sample promotes, but the description names no promotional messages."
                yield Hit(message=message, field=field)
            continue
        kind = plain_kind(sample)
        if kind is not None and kind.code not in described:
            message = f"This sample reads as {kind.code}, of which the description does not speak."
            yield Hit(message=message, field=field, severity=Verdict.WARNING)


RULE = Rule(
    id="CM015",
    name="samples-not-described",
    authority="tcr",
    citation="source 004, step 7.3",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A sample is of a kind that the description does not mention.",
    why="Samples must show what the description declares; a second kind of content draws 2004 or 2005.",
    fix="Describe the promotional messages too, or take them out of the samples.",
    codes=(
        "tcr:2004",
        "tcr:2005",
    ),
    field="sample_messages",
    applies=lambda campaign, context: bool(campaign.description) and campaign.use_case in MIXED,
    good=(
        {
            "kind": "campaign",
            "use_case": "LOW_VOLUME",
            "description": GOOD_DESCRIPTION,
            "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE],
        },
        {
            "kind": "campaign",
            "use_case": "MIXED",
            "description": "Acme sends login codes and order updates to customers for account and fulfillment purposes.",
            "sample_messages": ["Acme: Your login code is 847392.", "Acme: Your package was delivered."],
        },
        {"kind": "campaign", "use_case": "LOW_VOLUME", "sample_messages": [GOOD_SAMPLE]},
    ),
    bad=(
        {
            "kind": "campaign",
            "use_case": "LOW_VOLUME",
            "description": "Acme sends order confirmations to customers for fulfillment purposes.",
            "sample_messages": [GOOD_SAMPLE, GOOD_CARE_SAMPLE],
        },
        {
            "kind": "campaign",
            "use_case": "MIXED",
            "description": "GreenLeaf Dental sends appointment reminders to patients for scheduling purposes.",
            "sample_messages": ["GreenLeaf Dental: Whitening special, 20% off this week! Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "use_case": "LOW_VOLUME",
            "description": "GreenLeaf Dental sends appointment reminders to patients for scheduling purposes.",
            "sample_messages": ["GreenLeaf Dental: Your verification code is 847392. Reply STOP to opt out."],
        },
    ),
)
