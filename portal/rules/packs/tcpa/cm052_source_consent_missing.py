"""CM052: Leads come from others without the written consent of the original source."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    text = normalize(campaign.message_flow)
    span = consent_words.leads_of_others(text.folded)
    if span and not consent_words.keeps_source_consent(text.folded):
        words = quoted(campaign.message_flow, span, text)
        yield at(text, span, f"\u201c{words}\u201d: nothing is said of the written consent of the original source.")


RULE = Rule(
    id="CM052",
    name="source-consent-missing",
    authority="tcpa",
    citation="source 004, section 8.3",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Leads come from others without the written consent of the original source.",
    why="Leads of a third party may be texted only on the written consent that their source took for this sender; toll-free numbers refuse them outright.",
    fix="Say that the original written consent is kept for every lead and add a copy to the proof.",
    codes=("dca2:708",),
    field="message_flow",
    applies=lambda campaign, context: bool(campaign.message_flow),
    good=(
        {"kind": "campaign", "message_flow": "People open acme.com/join, enter a number and tick the box."},
        {
            "kind": "campaign",
            "message_flow": "Leads from partner sites are texted only with the original written consent of the source on file.",
        },
        {"kind": "campaign", "message_flow": "We never use lead providers. People sign up on our own page."},
    ),
    bad=(
        {
            "kind": "campaign",
            "message_flow": "We receive leads from several real estate portals and text them about listings.",
        },
        {"kind": "campaign", "message_flow": "Lead generation companies send us interested buyers whom we text."},
        {"kind": "campaign", "message_flow": "Visitors of a comparison site leave their number and we text an offer."},
    ),
)
