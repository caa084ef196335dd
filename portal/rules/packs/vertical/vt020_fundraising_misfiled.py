"""VT020: A nonprofit asks for donations outside the Charity use case."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    yield from industries.misfiled(campaign, "nonprofit")


RULE = Rule(
    id="VT020",
    name="fundraising-misfiled",
    authority="vertical",
    citation="source 004, section 8.8",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="A nonprofit asks for donations outside the Charity use case.",
    why="Fundraising and general advocacy belong under Charity.",
    fix="Choose Charity; candidates and ballot measures belong under Political.",
    codes=("tcr:9001",),
    field="use_case",
    applies=lambda campaign, context: industries.applies_to("nonprofit", campaign),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "ngo"},
            "use_case": "CHARITY",
            "sample_messages": ["Acme: Donate by Dec 31. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "ngo"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Your volunteer shift is Monday. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: We donate 1% of every sale. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "ngo"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Donate by Dec 31. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "NGO"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Your gift feeds a family. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "ngo"},
            "use_case": "ACCOUNT_NOTIFICATION",
            "sample_messages": ["Acme: Our fundraiser ends tonight. Reply STOP to opt out."],
        },
    ),
)
