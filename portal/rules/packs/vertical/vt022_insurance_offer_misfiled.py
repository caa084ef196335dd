"""VT022: An insurer’s offer is registered outside Marketing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    yield from industries.misfiled(campaign, "insurance")


RULE = Rule(
    id="VT022",
    name="insurance-offer-misfiled",
    authority="vertical",
    citation="source 004, appendix C",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="An insurer’s offer is registered outside Marketing.",
    why="Insurance promotions are refused more often than others; the use case has to fit the content exactly.",
    fix="Register quotes and offers under Marketing; keep policy notices apart.",
    codes=("tcr:9001", "dca2:807"),
    field="use_case",
    applies=lambda campaign, context: industries.applies_to("insurance", campaign),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "insurance"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Get a quote in two minutes. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "insurance"},
            "use_case": "ACCOUNT_NOTIFICATION",
            "sample_messages": ["Acme: Your policy renews on May 1. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Get a quote for curtains. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "insurance"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Get a quote in two minutes. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "insurance"},
            "use_case": "ACCOUNT_NOTIFICATION",
            "sample_messages": ["Acme: Switch and save on your car. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "INSURANCE"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Open enrollment ends soon, compare plans. Reply STOP to opt out."],
        },
    ),
)
