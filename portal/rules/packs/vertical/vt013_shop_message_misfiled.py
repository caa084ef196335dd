"""VT013: A shop’s message is registered under the wrong use case."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _applies(campaign: Campaign, context: Context) -> bool:
    return bool(campaign.use_case) and bool(industries.texts_of(campaign))


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    shop = "retail" in industries.industries_of(campaign.brand)
    yield from industries.misfiled(campaign, "retail", ("cart", "order") if shop else ("cart",))


RULE = Rule(
    id="VT013",
    name="shop-message-misfiled",
    authority="vertical",
    citation="source 004, section 8.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A shop’s message is registered under the wrong use case.",
    why="Cart reminders are marketing and need a yes of their own; orders and shipping are delivery notices.",
    fix="Move cart reminders to a Marketing campaign with its own consent, and order updates to Delivery Notifications.",
    codes=("tcr:9001", "tcr:2101"),
    field="use_case",
    applies=_applies,
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: You left shoes in your cart. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "DELIVERY_NOTIFICATION",
            "sample_messages": ["Acme: Order 87234 has shipped. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "healthcare"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Your glasses have shipped. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "LOW_VOLUME",
            "sample_messages": ["Acme: Complete your purchase today. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Shoes are still in your cart! Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "entertainment"},
            "use_case": "DELIVERY_NOTIFICATION",
            "sample_messages": ["Acme: Complete your purchase before midnight. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Order 87234 has shipped. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MIXED",
            "sample_messages": ["Acme: Finish checking out, your size is going fast. Reply STOP to opt out."],
            "sub_use_cases": ["CUSTOMER_CARE"],
        },
    ),
)
