"""CM011: The flag for embedded phone numbers does not fit the samples."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.phones import digits_of
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    found = set()
    for sample in campaign.sample_messages:
        folded = normalize(sample).folded
        found |= {digits_of(folded[start:end]) for start, end in signs.phones(folded)}
    main = {digits_of(campaign.support_phone), digits_of(campaign.brand.support_phone if campaign.brand else "")}
    counted = found if context.limit("phone_flag_counts_main") else found - main
    shown, flag = bool(counted), bool(campaign.attributes.get("embedded_phone"))
    if shown and not flag:
        yield Hit(message="A sample holds a phone number, but the flag is off.", field="attributes.embedded_phone")
    elif flag and not found:
        yield Hit(message="The flag is on, but no sample holds a phone number.", field="attributes.embedded_phone")


RULE = Rule(
    id="CM011",
    name="phone-flag-wrong",
    authority="tcr",
    citation="source 004, step 4.6",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The flag for embedded phone numbers does not fit the samples.",
    why="A flag that disagrees with the samples sends the campaign to manual review.",
    fix="Select the flag exactly when a sample holds a phone number other than your main one.",
    codes=("dca2:601",),
    field="attributes",
    applies=lambda campaign, context: bool(campaign.attributes) and bool(campaign.sample_messages),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme LLC", "support_phone": "+12175550100"},
            "attributes": {"embedded_phone": False},
            "sample_messages": ["Acme: Questions? Call (217) 555-0100. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "attributes": {"embedded_phone": False},
            "sample_messages": ["Acme: Your order #2175550100 has shipped. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "attributes": {"embedded_phone": True},
            "sample_messages": ["Acme: call 555-234-5678. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "attributes": {"embedded_phone": True},
            "sample_messages": ["Acme: Your order has shipped. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "support_phone": "217-555-0100",
            "attributes": {"embedded_phone": False},
            "sample_messages": ["Acme: Call 1-312-555-0144 for the crew. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "attributes": {"embedded_phone": False},
            "sample_messages": ["Acme: call 555-234-5678. Reply STOP to opt out."],
        },
    ),
)
