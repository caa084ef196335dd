"""CM037: The message flow leaves out what a reviewer looks for."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names, signs
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import Text, normalize
from portal.rules.kit import ACME, GOOD_CONSENT
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand, Campaign

_WHERE = pattern(
    r"https?://|www\.|\b(?:[a-z0-9\-]+\.)+(?:com|org|net|io|co|us|app|test|edu|gov)\b|\b(?:websites?|pages?|forms?|checkout|counter"
    r"|register|store|shop|office|clinic|lobby|front desk|app|portal|phone|call|voice menu|event|booth|poster|flyer|sign-?up sheet"
    r"|tablet|kiosk|qr code|e-?mail|invoice|receipt|in person|in-person|on site|intake)\b"
)
_HOW = pattern(
    r"\b(?:tick|check(?:s|ing)?|checkbox|box|enters?|entering|types?|texts?|texting|replies|reply(?:ing)?|scans?|fills?|completes?"
    r"|submits?|signs?|clicks?|taps?|selects?|says?|agrees?|answers?|asks?|provides?|opts?[- ]in|opting in|keyword|verbally)\b"
)


def _missing(campaign: Campaign) -> Iterator[str]:
    flow = normalize(campaign.message_flow)
    shown = [
        normalize(text) for text in (campaign.message_flow, campaign.opt_in_wording, campaign.verbal_script) if text
    ]
    if not _WHERE.search(flow.folded):
        yield "where people see the offer"
    if not _HOW.search(flow.folded):
        yield "what they do to agree"
    if campaign.brand is not None and campaign.brand.names and not _named(shown, campaign.brand):
        yield "the brand"
    yield from _unsaid(campaign, shown)


def _named(shown: list[Text], brand: Brand) -> bool:
    return any(names.find_name(text, brand) for text in shown)


def _unsaid(campaign: Campaign, shown: list[Text]) -> Iterator[str]:
    parts = {
        "how often messages come": (signs.frequency, campaign.frequency.strip()),
        "the line on rates": (signs.rates_line, ""),
        "STOP": (signs.stop_line, ""),
        "HELP": (signs.help_line, ""),
        "the privacy policy": (signs.privacy_mention, campaign.privacy_policy_url or campaign.privacy_policy_document),
        "the terms": (signs.terms_mention, campaign.terms_url or campaign.terms_document),
    }
    for words, (sign, told) in parts.items():
        if not (told or any(sign(text.folded) for text in shown)):
            yield words


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    missing = list(_missing(campaign))
    if missing:
        yield Hit(message=f"The flow and the wording do not tell {', '.join(missing)}.")


RULE = Rule(
    id="CM037",
    name="message-flow-incomplete",
    authority="tcr",
    citation="public registration guides; second reviewers' codes 806 and 861",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="The message flow leaves out what a reviewer looks for.",
    why="Reviewers follow it from the first contact to the first text and compare it with the live page.",
    fix="Tell where people see the offer, what they do, and repeat the disclosures that stand beside the box.",
    codes=("tcr:2100", "dca2:806", "dca2:861"),
    field="message_flow",
    applies=lambda campaign, context: len(campaign.message_flow.strip()) >= context.limit("message_flow_min"),
    good=(
        {
            "kind": "campaign",
            "brand": ACME,
            "message_flow": "Customers open https://acme.com/join, enter their number, tick the box and get a confirmation.",
            "opt_in_wording": GOOD_CONSENT,
        },
        {
            "kind": "campaign",
            "message_flow": "At the counter staff ask guests to text JOIN to 55512 for offers, up to 2 msgs per week. "
            "The card says: Msg & data rates may apply. Reply STOP to end, HELP for help. Privacy and terms: acme.com/sms.",
        },
        {"kind": "campaign", "message_flow": "Customers sign up."},
    ),
    bad=(
        {
            "kind": "campaign",
            "message_flow": "Customers of ours will be told about our great texts whenever that is needed.",
        },
        {
            "kind": "campaign",
            "brand": ACME,
            "message_flow": "Customers open https://acme.com/join, enter their number and tick the box.",
        },
        {
            "kind": "campaign",
            "message_flow": "Our list was put together over many years and holds only people that we know well.",
            "opt_in_wording": GOOD_CONSENT,
        },
    ),
)
