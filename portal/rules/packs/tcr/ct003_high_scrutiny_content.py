"""CT003: The text belongs to a category that is not banned but looked at closely."""

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
)


def _check(subject: SampleMessage | CampaignDescription, context: Context) -> Iterator[Hit]:
    yield from content.hits(subject, context, content.is_high_scrutiny, Verdict.WARNING)


RULE = Rule(
    id="CT003",
    name="high-scrutiny-content",
    authority="tcr",
    citation="source 004, appendix C (high-scrutiny categories)",
    severity=Verdict.WARNING,
    subjects=(
        SampleMessage,
        CampaignDescription,
    ),
    check=_check,
    what="The text belongs to a category that is not banned but looked at closely.",
    why=(
        "Debt collection, credit repair, insurance, investment and pharmaceuticals are refused more often without "
        "precise papers."
    ),
    fix="Put the disclosures in the message and the licences in the application.",
    codes=("portal:MANUAL_REVIEW",),
    field="sample_messages",
    applies=lambda subject, context: context.channel != "toll_free",
    needs=content.needed,
    good=(
        {"kind": "sample_message", "text": "Acme: Your order has shipped. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "GreenLeaf: Your cleaning is on Monday. Reply STOP to opt out."},
        {"kind": "sample_message", "text": GOOD_SAMPLE},
    ),
    bad=(
        {"kind": "sample_message", "text": "SafeCo: Compare INSURANCE QUOTES before May. Reply STOP to opt out."},
        {
            "kind": "campaign_description",
            "text": "SafeCo sends insurance quotes to customers who asked for one, for renewal purposes.",
        },
        {"kind": "sample_message", "text": "SafeCo: Get your insurance quote today. Reply STOP to opt out."},
    ),
)
