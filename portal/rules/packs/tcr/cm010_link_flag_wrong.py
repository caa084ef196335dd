"""CM010: The flag for embedded links does not fit the samples."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_SAMPLE,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    shown = any(signs.links(normalize(text).folded) for text in campaign.sample_messages)
    flag = bool(campaign.attributes.get("embedded_link"))
    if shown != flag:
        words = (
            "A sample holds a link, but the flag is off." if shown else "The flag is on, but no sample holds a link."
        )
        yield Hit(message=words, field="attributes.embedded_link")


RULE = Rule(
    id="CM010",
    name="link-flag-wrong",
    authority="tcr",
    citation="source 004, step 4.6",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The flag for embedded links does not fit the samples.",
    why="A flag that disagrees with the samples sends the campaign to manual review.",
    fix="Select the flag exactly when a sample holds a link.",
    codes=("dca2:601",),
    field="attributes",
    applies=lambda campaign, context: bool(campaign.attributes) and bool(campaign.sample_messages),
    good=(
        {
            "kind": "campaign",
            "attributes": {"embedded_link": False},
            "sample_messages": ["Acme: Write to help@acme.com. Reply STOP to end."],
        },
        {
            "kind": "campaign",
            "attributes": {"embedded_link": True},
            "sample_messages": ["Acme: hello", "Acme: see WWW.ACME.COM"],
        },
        {"kind": "campaign", "attributes": {"embedded_link": True}, "sample_messages": [GOOD_SAMPLE]},
    ),
    bad=(
        {
            "kind": "campaign",
            "attributes": {"embedded_link": True},
            "sample_messages": ["Acme: Version 2.0 is here. Reply STOP to end."],
        },
        {
            "kind": "campaign",
            "attributes": {"embedded_phone": False},
            "sample_messages": ["Acme: see acme.com/x. Reply STOP to end."],
        },
        {"kind": "campaign", "attributes": {"embedded_link": False}, "sample_messages": [GOOD_SAMPLE]},
    ),
)
