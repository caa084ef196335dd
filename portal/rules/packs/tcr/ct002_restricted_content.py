"""CT002: The text belongs to a category that carriers restrict."""

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
    severity = Verdict.ERROR if context.channel == "toll_free" else None
    yield from content.hits(subject, context, content.is_restricted, severity)


RULE = Rule(
    id="CT002",
    name="restricted-content",
    authority="tcr",
    citation="source 004, sections 8.2 and 9.5, appendix C; source 003, ineligible uses",
    severity=Verdict.ERROR,
    subjects=(
        SampleMessage,
        CampaignDescription,
        TollFreeBrief,
    ),
    check=_check,
    what="The text belongs to a category that carriers restrict.",
    why="On toll-free the category is ineligible; on 10DLC some carriers block it and others review it for days.",
    fix="Remove the content, or hold the licence, disclosures and approvals that the category asks for.",
    codes=("portal:MANUAL_REVIEW",),
    field="sample_messages",
    needs=content.needed,
    good=(
        {
            "kind": "sample_message",
            "text": "Harbor Books: Your coin collection guide has arrived. Reply STOP to opt out.",
        },
        {"kind": "sample_message", "text": "Acme: Your order has shipped. Reply STOP to opt out."},
        {"kind": "sample_message", "text": GOOD_SAMPLE},
    ),
    bad=(
        {"kind": "sample_message", "text": "CoinCo: Your BITCOIN wallet is ready. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "CoinCo: Buy Bitcoin today. Reply STOP to opt out."},
        {"kind": "toll_free", "description": "Payday loan offers for our customers."},
    ),
)
