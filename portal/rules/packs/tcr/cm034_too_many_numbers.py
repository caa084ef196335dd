"""CM034: More numbers are asked for than the campaign may have."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign


def _is_sole(campaign: Campaign) -> bool:
    entity = campaign.brand.entity_type.strip().lower() if campaign.brand else ""
    return entity == "sole_proprietor" or campaign.use_case == "SOLE_PROPRIETOR"


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    count = len(set(campaign.numbers))
    sole = _is_sole(campaign)
    most = context.limit("sole_proprietor_numbers" if sole else "numbers_max")
    pool = not sole and campaign.attributes.get("number_pool")
    codes = ("dca2:801",) if sole else None
    yield from absent(pool or count <= most, f"There are {count} numbers; {most} fit.", codes=codes)


RULE = Rule(
    id="CM034",
    name="too-many-numbers",
    authority="tcr",
    citation="Infobip and Sinch, number limits of campaigns; Telnyx, sole proprietors",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="More numbers are asked for than the campaign may have.",
    why="A campaign takes 49 numbers without a number pool, a sole proprietor's one; spread traffic looks like spam.",
    fix="Keep as many as fit, or apply for a number pool and say so.",
    codes=("portal:SNOWSHOE",),
    field="numbers",
    applies=lambda campaign, context: bool(campaign.numbers),
    good=(
        {"kind": "campaign", "numbers": [f"+1217555{place:04}" for place in range(49)]},
        {
            "kind": "campaign",
            "attributes": {"number_pool": True},
            "numbers": [f"+1217555{place:04}" for place in range(60)],
        },
        {"kind": "campaign", "numbers": ["+12175550100"], "use_case": "SOLE_PROPRIETOR"},
    ),
    bad=(
        {"kind": "campaign", "numbers": [f"+1217555{place:04}" for place in range(50)]},
        {"kind": "campaign", "numbers": ["+12175550100", "+12175550101"], "use_case": "SOLE_PROPRIETOR"},
        {
            "kind": "campaign",
            "brand": {"legal_name": "Jane Roe", "entity_type": "sole_proprietor"},
            "attributes": {"number_pool": True},
            "numbers": ["+12175550100", "+12175550101"],
        },
    ),
)
