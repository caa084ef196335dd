"""UC002: A sole proprietor files a standard campaign."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    own = context.limit("sole_proprietor_own_use_case")
    allowed = campaign.use_case in ({"SOLE_PROPRIETOR"} if own else {"LOW_VOLUME", "SOLE_PROPRIETOR"})
    yield from absent(allowed, f"A sole proprietor cannot file {campaign.use_case or 'a campaign without use case'}.")


RULE = Rule(
    id="UC002",
    name="sole-proprietor-use-case",
    authority="tcr",
    citation="source 004, steps 2.1 and 3.1",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A sole proprietor files a standard campaign.",
    why="Sole proprietors have a path of their own: Low Volume Mixed.",
    fix="Choose Low Volume Mixed or Sole Proprietor, or register a company.",
    codes=(
        "portal:TERMINAL",
        "dca2:802",
    ),
    field="use_case",
    applies=lambda campaign, context: (
        campaign.brand is not None and campaign.brand.entity_type.strip().lower() == "sole_proprietor"
    ),
    good=(
        {
            "kind": "campaign",
            "use_case": "SOLE_PROPRIETOR",
            "brand": {"legal_name": "Jane Roe", "entity_type": "SOLE_PROPRIETOR"},
        },
        {"kind": "campaign", "use_case": "2FA", "brand": {"legal_name": "Roe LLC", "entity_type": "private_profit"}},
        {
            "kind": "campaign",
            "use_case": "LOW_VOLUME",
            "brand": {"legal_name": "Jane Roe", "entity_type": "sole_proprietor"},
        },
    ),
    bad=(
        {"kind": "campaign", "use_case": "", "brand": {"legal_name": "Jane Roe", "entity_type": "sole_proprietor"}},
        {"kind": "campaign", "use_case": "2FA", "brand": {"legal_name": "Jane Roe", "entity_type": "sole_proprietor"}},
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "brand": {"legal_name": "Jane Roe", "entity_type": "sole_proprietor"},
        },
    ),
)
