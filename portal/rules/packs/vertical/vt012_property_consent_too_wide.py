"""VT012: Consent to property alerts does not say which interest in property they are about."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import ACME, GOOD_CONSENT
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign, OptInWording

_PROPERTY = pattern(
    r"\b(?:propert(?:y|ies)|homes?|houses?|listings?|real estate|condos?|apartments?|rentals?|land|lots?|neighbou?rhoods?|open houses?)\b"
)
_INTEREST = pattern(
    r"\b(?:interests?|interested in|requested|inquir(?:y|ed|ies)|enquir(?:y|ed|ies)|searche?[sd]?|saved|selected|chosen|criteria|preferences|match(?:es|ing)?|this (?:property|home|listing)|the (?:property|home|listing)s? (?:i|you)|areas? (?:i|you)|asked about)\b"
)


def _sends_alerts(whole: object) -> bool:
    """Whether the campaign that the wording belongs to sends property alerts."""
    texts = industries.texts_of(whole) if isinstance(whole, Campaign) else []
    return any(
        kind["slug"] == "property_alert" for _, raw in texts for kind, _, _ in industries.kinds_in("real_estate", raw)
    )


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    folded = normalize(wording.text).folded
    if not _PROPERTY.search(folded):
        severity = None if _sends_alerts(context.whole) else Verdict.WARNING
        yield Hit(message="The wording does not speak of property.", severity=severity)
    elif not _INTEREST.search(folded):
        yield Hit(message="The wording does not tie the alerts to what the person is interested in.")


RULE = Rule(
    id="VT012",
    name="property-consent-too-wide",
    authority="vertical",
    citation="source 004, section 8.3",
    severity=Verdict.ERROR,
    subjects=(OptInWording,),
    check=_check,
    what="Consent to property alerts does not say which interest in property they are about.",
    why="In real estate a blanket yes is not enough: consent is tied to the property interest.",
    fix="Say what the alerts are about: the searches saved, the area, the kind of property the person asked for.",
    codes=("tcr:9001",),
    field="opt_in_wording",
    applies=lambda wording, context: (
        wording.purpose == "marketing" and "real_estate" in industries.industries_of(wording.brand)
    ),
    good=(
        {
            "kind": "opt_in_wording",
            "purpose": "marketing",
            "brand": {"legal_name": "Oak Homes", "vertical": "real_estate"},
            "text": "I agree to get texts from Oak Homes about the property interests I have selected.",
        },
        {
            "kind": "opt_in_wording",
            "purpose": "marketing",
            "brand": {"legal_name": "Oak Homes", "vertical": "real_estate"},
            "text": "Oak Homes may text me alerts on homes that match my saved search.",
        },
        {
            "kind": "opt_in_wording",
            "purpose": "informational",
            "brand": {"legal_name": "Oak Homes", "vertical": "real_estate"},
            "text": "Oak Homes may text me about my showing.",
        },
        {"kind": "opt_in_wording", "purpose": "marketing", "brand": ACME, "text": GOOD_CONSENT},
    ),
    bad=(
        {
            "kind": "opt_in_wording",
            "purpose": "marketing",
            "brand": {"legal_name": "Oak Homes", "vertical": "real_estate"},
            "text": "I agree to receive marketing texts from Oak Group.",
        },
        {
            "kind": "opt_in_wording",
            "purpose": "marketing",
            "brand": {"legal_name": "Oak Homes", "vertical": "REAL_ESTATE"},
            "text": "I agree to receive texts about all homes and listings everywhere.",
        },
        {
            "kind": "opt_in_wording",
            "purpose": "marketing",
            "brand": {"legal_name": "Oak Homes", "vertical": "real_estate"},
            "text": "Send me deals and real estate news.",
        },
    ),
)
