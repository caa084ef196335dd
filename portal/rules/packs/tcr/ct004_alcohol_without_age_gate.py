"""CT004: The text is about alcohol and the campaign is not age-gated."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import content, signs
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    CampaignDescription,
    SampleMessage,
    TollFreeBrief,
)


def _check(subject: SampleMessage | CampaignDescription | TollFreeBrief, context: Context) -> Iterator[Hit]:
    attributes = getattr(context.whole, "attributes", {})
    gated = bool(attributes.get("age_gated")) and context.channel != "toll_free"
    promotes = signs.promotion(normalize(content.text_of(subject)).folded) is not None
    severity = Verdict.WARNING if gated and not promotes else None
    codes = ("toll_free_aggregator:503",) if context.channel == "toll_free" else ("dca2:706",)
    yield from content.hits(subject, context, content.is_alcohol, severity, codes=codes)


RULE = Rule(
    id="CT004",
    name="alcohol-without-age-gate",
    authority="tcr",
    citation="source 004, step 4.6 and appendix C; source 003, code 503",
    severity=Verdict.ERROR,
    subjects=(
        SampleMessage,
        CampaignDescription,
        TollFreeBrief,
    ),
    check=_check,
    what="The text is about alcohol and the campaign is not age-gated.",
    why="Promotion of alcohol is refused; informational content needs an age gate and a carrier's approval.",
    fix=(
        "Select age gating, show the birth-date gate and add the carrier's approval; toll-free numbers cannot carry it."
    ),
    codes=(
        "dca2:706",
        "toll_free_aggregator:503",
    ),
    field="attributes",
    needs=content.needed,
    good=(
        {"kind": "sample_message", "text": "Acme: Your order has shipped. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Cafe Roma: The ginger cookies are back. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Cafe Roma: Your table is ready. Try our root beer. Reply STOP to opt out."},
    ),
    bad=(
        {"kind": "sample_message", "text": "Cafe Roma: Happy hour from 5 to 7. Reply STOP to opt out."},
        {"kind": "campaign_description", "text": "Hill Winery sends wine offers to members for marketing purposes."},
        {"kind": "sample_message", "text": "Cafe Roma: Wine night, bourbon flights half price. Reply STOP to opt out."},
    ),
)
