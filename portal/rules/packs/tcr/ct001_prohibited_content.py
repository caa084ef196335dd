"""CT001: The text belongs to a category that no carrier accepts."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import content
from portal.rules.kit import (
    GOOD_SAMPLE,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
    SampleMessage,
    TollFreeBrief,
)


def _check(subject: SampleMessage | CampaignDescription | TollFreeBrief, context: Context) -> Iterator[Hit]:
    yield from content.hits(subject, context, content.is_terminal, Verdict.ERROR)


RULE = Rule(
    id="CT001",
    name="prohibited-content",
    authority="tcr",
    citation="source 004, section 9.5 and appendix C; source 003, ineligible uses",
    severity=Verdict.ERROR,
    subjects=(
        SampleMessage,
        CampaignDescription,
        TollFreeBrief,
    ),
    check=_check,
    what="The text belongs to a category that no carrier accepts.",
    why=(
        "Sex, hate, firearms, tobacco, cannabis and get-rich-quick schemes are blocked whatever the registration says."
    ),
    fix="Remove the content; no resubmission mends it.",
    codes=("portal:TERMINAL",),
    field="sample_messages",
    needs=content.needed,
    good=(
        {
            "kind": "campaign_description",
            "text": "River Aid sends volunteer updates about its work against hate crime to members for planning purposes.",
        },
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {
            "kind": "sample_message",
            "text": "CareClinic: Ready to quit smoking? Your session is Wed. Reply STOP to opt out.",
        },
    ),
    bad=(
        {"kind": "campaign_description", "text": "Sends escort service offers to clients for marketing purposes."},
        {"kind": "sample_message", "text": "GreenLeaf: CBD gummies 20% off. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Ammo Barn: AMMUNITION sale! Reply STOP to opt out."},
    ),
)
