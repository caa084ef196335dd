"""VT016: Service messages and sales of a car dealer are in one campaign."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    seen: dict[str, tuple[str, str]] = {}
    for name, raw in industries.texts_of(campaign):
        for message, _, words in industries.kinds_in("automotive", raw):
            seen.setdefault(message["slug"], (name, words))
    if {"service", "sales"} <= set(seen):
        (_, service), (place, sales) = seen["service"], seen["sales"]
        yield Hit(message=f"\u201c{service}\u201d is service, \u201c{sales}\u201d is sales.", field=place)


RULE = Rule(
    id="VT016",
    name="service-and-sales-mixed",
    authority="vertical",
    citation="source 004, section 8.6",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Service messages and sales of a car dealer are in one campaign.",
    why="They are registered apart; one undeclared kind of message is enough for a refusal.",
    fix="Make one campaign for service and recalls, and one for inventory and offers.",
    codes=("tcr:2005",),
    field="sample_messages",
    applies=lambda campaign, context: (
        "automotive" in industries.industries_of(campaign.brand) and bool(industries.texts_of(campaign))
    ),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Riverside Auto: Time for an oil change. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Riverside Auto: Test drive the new Roadster. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Oil change kits and test drives for toy cars. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": [
                "Riverside Auto: Your oil change is due. Ask for a test drive while you wait. Reply STOP to opt out."
            ],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Hill Motors", "vertical": "transportation"},
            "use_case": "MARKETING",
            "sample_messages": ["Hill Motors: Recall notice for your van. Reply STOP to opt out."],
            "description": "Hill Motors tells customers about new inventory.",
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Hill Motors", "vertical": "automotive"},
            "use_case": "MIXED",
            "sample_messages": ["Hill Motors: Service is due. Our sales event ends Sunday. Reply STOP to opt out."],
        },
    ),
)
