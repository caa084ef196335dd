"""VT011: Property alerts are not under Marketing, or showings not under Customer Care."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    yield from industries.misfiled(campaign, "real_estate")


RULE = Rule(
    id="VT011",
    name="home-message-misfiled",
    authority="vertical",
    citation="source 004, section 8.3",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Property alerts are not under Marketing, or showings not under Customer Care.",
    why="Alerts about property are marketing and draw the most lawsuits of all industries; confirming a showing is service.",
    fix="Register alerts under Marketing with consent to that property interest, and showings under Customer Care.",
    codes=("tcr:9001",),
    field="use_case",
    applies=lambda campaign, context: industries.applies_to("real_estate", campaign),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "real_estate"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Just listed on Oak Street, 3 bedrooms. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "real_estate"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Your showing at 5 Oak St is at 3pm. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Open house in our store today. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "real_estate"},
            "use_case": "LOW_VOLUME",
            "sample_messages": ["Acme: New listing on Oak Street. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "real_estate"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Just listed on Oak Street, 3 bedrooms. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "REAL_ESTATE"},
            "use_case": "ACCOUNT_NOTIFICATION",
            "sample_messages": ["Acme: Property alert for you. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "real_estate"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Your showing at 5 Oak St is at 3pm. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "real_estate"},
            "use_case": "MIXED",
            "sample_messages": ["Acme: New listing on Oak Street. Reply STOP to opt out."],
            "sub_use_cases": ["CUSTOMER_CARE", "DELIVERY_NOTIFICATION"],
        },
    ),
)
