"""UC013: The Charity use case is chosen by a business that is no 501(c)(3) organization."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand, Campaign


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    brand = campaign.brand or Brand()
    status = brand.tax_exempt_status.strip().lower().replace("(", "").replace(")", "")
    entity = brand.entity_type.strip().lower()
    if status:
        yield from absent(status == "501c3", "The organization is not exempt under section 501(c)(3).")
    elif entity and entity != "non_profit":
        yield Hit(message=f"The brand is filed as {entity.replace('_', ' ')}, not as a nonprofit.")


RULE = Rule(
    id="UC013",
    name="charity-without-status",
    authority="tcr",
    citation="Webex Connect, types of campaigns; source 004, step 8.7",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="The Charity use case is chosen by a business that is no 501(c)(3) organization.",
    why="Carriers keep it for 501(c)(3) fundraisers, religious bodies excluded.",
    fix="State the 501(c)(3) status and add the letter of the IRS, or choose another use case.",
    codes=("tcr:9001",),
    field="use_case",
    applies=lambda campaign, context: campaign.use_case == "CHARITY" and campaign.brand is not None,
    good=(
        {
            "kind": "campaign",
            "use_case": "CHARITY",
            "brand": {"legal_name": "River Aid Inc.", "entity_type": "non_profit", "tax_exempt_status": "501c3"},
        },
        {"kind": "campaign", "use_case": "CHARITY", "brand": {"legal_name": "River Aid", "entity_type": "non_profit"}},
        {"kind": "campaign", "use_case": "CHARITY", "brand": "River Aid"},
    ),
    bad=(
        {
            "kind": "campaign",
            "use_case": "CHARITY",
            "brand": {"legal_name": "Roe LLC", "entity_type": "private_profit"},
        },
        {
            "kind": "campaign",
            "use_case": "CHARITY",
            "brand": {"legal_name": "Roe Club", "entity_type": "non_profit", "tax_exempt_status": "501c4"},
        },
        {
            "kind": "campaign",
            "use_case": "CHARITY",
            "brand": {"legal_name": "Friends of Roe", "tax_exempt_status": "527"},
        },
    ),
)
