"""UC011: A sole proprietor files a second campaign."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_ROE = {"legal_name": "Jane Roe", "entity_type": "sole_proprietor"}
_LIVE = [{"use_case": "SOLE_PROPRIETOR", "description": "Jane Roe sends lesson reminders to pupils for planning."}]


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    count, most = len(context.others) + 1, context.limit("sole_proprietor_campaigns")
    yield from absent(count <= most, f"This would be campaign {count}; a sole proprietor has {most}.")


RULE = Rule(
    id="UC011",
    name="sole-proprietor-second-campaign",
    authority="tcr",
    citation="Telnyx, sole proprietors; second reviewers' code 801",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A sole proprietor files a second campaign.",
    why="The sole-proprietor path allows one campaign with one number.",
    fix="Put the messages into the one campaign, or register a company.",
    codes=("dca2:801",),
    field="use_case",
    applies=lambda campaign, context: (
        campaign.brand is not None
        and campaign.brand.entity_type.strip().lower() == "sole_proprietor"
        and bool(context.others)
    ),
    good=(
        {"kind": "campaign", "use_case": "SOLE_PROPRIETOR", "brand": _ROE},
        {"kind": "campaign", "use_case": "SOLE_PROPRIETOR", "brand": _ROE, "context": {"campaigns": []}},
        {
            "kind": "campaign",
            "use_case": "2FA",
            "brand": {"legal_name": "Roe LLC", "entity_type": "private_profit"},
            "context": {"campaigns": _LIVE},
        },
    ),
    bad=(
        {"kind": "campaign", "use_case": "SOLE_PROPRIETOR", "brand": _ROE, "context": {"campaigns": _LIVE}},
        {"kind": "campaign", "use_case": "LOW_VOLUME", "brand": _ROE, "context": {"campaigns": _LIVE}},
        {"kind": "campaign", "use_case": "", "brand": _ROE, "context": {"campaigns": [*_LIVE, *_LIVE]}},
    ),
)
