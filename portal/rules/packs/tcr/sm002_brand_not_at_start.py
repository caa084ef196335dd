"""SM002: The brand is not the first word of the message nor within its first 10 characters."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    ACME,
    DENTAL,
    GOOD_CARE_SAMPLE,
    GOOD_SAMPLE,
    at,
)
from portal.rules.result import Edit, Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
    SampleMessage,
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    brand = message.brand or Brand()
    place = names.find_name(text, brand)
    name = brand.names[0]
    if place is None:
        yield Hit(
            message=f"The message does not name {name}.",
            edit=Edit(0, 0, f"{name}: ", safe=False, label=f"Begin with {name}"),
        )
    elif place[0] >= context.limit("brand_within"):
        yield at(text, place, f"The name stands {place[0]} characters into the message; it belongs in the first 10.")


RULE = Rule(
    id="SM002",
    name="brand-not-at-start",
    authority="tcr",
    citation="source 004, step 4.3",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="The brand is not the first word of the message nor within its first 10 characters.",
    why="Reviewers look for the registered name or DBA at the very start and refuse what they cannot attribute.",
    fix="Begin the message with the registered name or DBA and a colon.",
    codes=("tcr:2006",),
    field="sample_messages",
    applies=lambda message, context: message.brand is not None and bool(message.brand.names),
    good=(
        {"kind": "sample_message", "text": "\u201cAcme\u201d: ready for pickup. Reply STOP to opt out.", "brand": ACME},
        {
            "kind": "sample_message",
            "text": "ROE AND SONS: ready. Reply STOP to opt out.",
            "brand": {"legal_name": "Roe & Sons, Inc."},
        },
        {"kind": "sample_message", "text": GOOD_SAMPLE, "brand": ACME},
        {"kind": "sample_message", "text": GOOD_CARE_SAMPLE, "brand": DENTAL},
    ),
    bad=(
        {"kind": "sample_message", "text": "See acme.com/sale today. Reply STOP to opt out.", "brand": ACME},
        {"kind": "sample_message", "text": "Your order from Acme has shipped. Reply STOP to opt out.", "brand": ACME},
        {"kind": "sample_message", "text": "ShipFast: shipped. Reply STOP to opt out.", "brand": ACME},
    ),
)
