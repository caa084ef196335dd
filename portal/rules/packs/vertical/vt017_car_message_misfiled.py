"""VT017: A car dealer’s message is registered under the wrong use case."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    yield from industries.misfiled(campaign, "automotive")


RULE = Rule(
    id="VT017",
    name="car-message-misfiled",
    authority="vertical",
    citation="source 004, section 8.6",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="A car dealer’s message is registered under the wrong use case.",
    why="Service and recalls are Customer Care; inventory, offers and test drives are Marketing.",
    fix="Change the use case, or move the message to the campaign it belongs to.",
    codes=("tcr:9001",),
    field="use_case",
    applies=lambda campaign, context: industries.applies_to("automotive", campaign),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Riverside Auto: Your tire rotation is on Friday. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Riverside Auto: 0.9% APR this week. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Service is due on your bike. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Riverside Auto: Your vehicle is ready for pickup. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Riverside Auto", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Riverside Auto: Book a test drive. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Hill Motors", "vertical": "automotive"},
            "use_case": "ACCOUNT_NOTIFICATION",
            "sample_messages": ["Hill Motors: Lease specials end today. Reply STOP to opt out."],
        },
    ),
)
