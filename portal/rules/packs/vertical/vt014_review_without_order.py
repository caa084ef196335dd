"""VT014: A review is asked for without an order that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_TIED = pattern(
    r"\border(?:ed)?\b|\bpurchased?\b|#\s?\d|\b(?:visit|appointment|stay|delivery|booking|bought|installation|service on)\b"
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for name, raw in industries.texts_of(campaign):
        for message, span, words in industries.kinds_in("retail", raw):
            if message["slug"] == "review" and name != "description" and not _TIED.search(normalize(raw).folded):
                yield Hit(message=f"\u201c{words}\u201d names no order.", field=name, span=span)


RULE = Rule(
    id="VT014",
    name="review-without-order",
    authority="vertical",
    citation="source 004, section 8.4",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="A review is asked for without an order that it is about.",
    why="Consent to order texts covers a request for a review only when it is about that order; otherwise it is marketing.",
    fix="Name the order, purchase or visit, or register the message under Marketing.",
    field="sample_messages",
    applies=lambda campaign, context: campaign.use_case not in {"", "MARKETING"},
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Leave a review of your order #87234. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Leave us a review! Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Rate your purchase of Oct 5. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Leave us a review! Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "DELIVERY_NOTIFICATION",
            "sample_messages": ["Acme: Love us? Write a review on our page. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "LOW_VOLUME",
            "sample_messages": ["Acme: Share your review with the world. Reply STOP to opt out."],
        },
    ),
)
