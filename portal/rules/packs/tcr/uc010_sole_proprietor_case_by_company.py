"""UC010: A company files the use case that is kept for sole proprietors."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    entity = campaign.brand.entity_type.strip().lower() if campaign.brand else ""
    yield from absent(entity == "sole_proprietor", "The brand is not a sole proprietor.")


RULE = Rule(
    id="UC010",
    name="sole-proprietor-case-by-company",
    authority="tcr",
    citation="registry use case SOLE_PROPRIETOR; second reviewers' code 801",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A company files the use case that is kept for sole proprietors.",
    why="It is for people without an EIN; companies are refused with 801.",
    fix="Choose the use case that fits the messages, or Low Volume Mixed.",
    codes=("dca2:801",),
    field="use_case",
    applies=lambda campaign, context: (
        campaign.use_case == "SOLE_PROPRIETOR"
        and campaign.brand is not None
        and bool(campaign.brand.entity_type.strip())
    ),
    good=(
        {
            "kind": "campaign",
            "use_case": "SOLE_PROPRIETOR",
            "brand": {"legal_name": "Jane Roe", "entity_type": "sole_proprietor"},
        },
        {"kind": "campaign", "use_case": "SOLE_PROPRIETOR"},
        {"kind": "campaign", "use_case": "2FA", "brand": {"legal_name": "Roe LLC", "entity_type": "private_profit"}},
    ),
    bad=(
        {
            "kind": "campaign",
            "use_case": "SOLE_PROPRIETOR",
            "brand": {"legal_name": "Roe LLC", "entity_type": "private_profit"},
        },
        {
            "kind": "campaign",
            "use_case": "SOLE_PROPRIETOR",
            "brand": {"legal_name": "River Aid Inc.", "entity_type": "non_profit"},
        },
        {
            "kind": "campaign",
            "use_case": "SOLE_PROPRIETOR",
            "brand": {"legal_name": "City of Acme", "entity_type": "GOVERNMENT"},
        },
    ),
)
