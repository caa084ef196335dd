"""VT021: A law firm wins clients by text outside Marketing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    yield from industries.misfiled(campaign, "legal")


RULE = Rule(
    id="VT021",
    name="solicitation-misfiled",
    authority="vertical",
    citation="Clearline’s own reading of source 004, section 8 (legal services are named, not described)",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="A law firm wins clients by text outside Marketing.",
    why="Offers of a consultation or a class action are solicitation, whatever they are called.",
    fix="Register them under Marketing with written consent, and look up what the bar asks of advertising.",
    codes=("tcr:9001",),
    field="use_case",
    applies=lambda campaign, context: industries.applies_to("legal", campaign),
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "legal"},
            "use_case": "MARKETING",
            "sample_messages": ["Acme: Ask for a free consultation. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "legal"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Your meeting is at 3pm. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Free consultation on shoe sizes. Reply STOP to opt out."],
        },
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "legal"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Injured in an accident? Call us. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "legal"},
            "use_case": "ACCOUNT_NOTIFICATION",
            "sample_messages": ["Acme: You may be entitled to a payment. Reply STOP to opt out."],
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme", "vertical": "LEGAL"},
            "use_case": "CUSTOMER_CARE",
            "sample_messages": ["Acme: Join the class action now. Reply STOP to opt out."],
        },
    ),
)
