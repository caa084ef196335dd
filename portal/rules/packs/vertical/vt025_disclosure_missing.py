"""VT025: A campaign on a closely watched subject lacks the disclosure that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import scrutiny
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_SAMPLE
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    everything = " / ".join(
        (*campaign.sample_messages, campaign.description, campaign.opt_in_wording, campaign.message_flow)
    )
    disclosed = normalize(everything).folded
    for field, entry, span, word in scrutiny.watched(campaign):
        if not scrutiny.disclosure(entry["category"]).search(disclosed):
            sentence = f"\u201c{word}\u201d: {entry['title'].lower()}; nothing says {entry['discloses']}."
            yield Hit(message=sentence, field=field, span=span, severity=Verdict.ERROR if entry["required"] else None)


RULE = Rule(
    id="VT025",
    name="disclosure-missing",
    authority="vertical",
    citation="source 004, section 8.2 and appendix C",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="A campaign on a closely watched subject lacks the disclosure that belongs to it.",
    why="Debt collection, credit repair, insurance, investment, pharmaceuticals and loans are not banned, but refused without precise disclosures.",
    fix="Put the disclosure into the messages or the consent, and attach the licence.",
    codes=("portal:MANUAL_REVIEW",),
    field="sample_messages",
    good=(
        {
            "kind": "campaign",
            "sample_messages": [
                "Hill Recovery: This is an attempt to collect a debt. Call 555-234-5678. Reply STOP to opt out."
            ],
        },
        {
            "kind": "campaign",
            "sample_messages": ["Hill Funds: Invest now. Investing involves risk. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "sample_messages": ["Hill: Get your insurance quote from a licensed agent. Reply STOP to opt out."],
        },
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE]},
    ),
    bad=(
        {
            "kind": "campaign",
            "sample_messages": ["Hill Recovery: Your debt with City Gas is open. Reply STOP to opt out."],
        },
        {"kind": "campaign", "sample_messages": ["Hill Funds: Invest now and retire early. Reply STOP to opt out."]},
        {"kind": "campaign", "description": "Hill sends credit repair offers to customers for marketing."},
        {"kind": "campaign", "sample_messages": ["Hill: Get your insurance quote today. Reply STOP to opt out."]},
    ),
)
