"""UC004: A political campaign has no Campaign Verify token."""

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
    yield from absent(campaign.campaign_verify_token.strip(), "The Campaign Verify token is missing.")


RULE = Rule(
    id="UC004",
    name="political-token-missing",
    authority="tcr",
    citation="source 004, step 8.8; Campaign Verify",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A political campaign has no Campaign Verify token.",
    why="Political senders are verified before carriers accept them.",
    fix="Obtain a token from Campaign Verify and enter it.",
    codes=("twilio:30501",),
    field="campaign_verify_token",
    applies=lambda campaign, context: (
        campaign.use_case == "POLITICAL" or (campaign.brand is not None and campaign.brand.tax_exempt_status == "527")
    ),
    good=(
        {"kind": "campaign", "use_case": "POLITICAL", "campaign_verify_token": "cv|1.0|tcr|10dlc|abc"},
        {"kind": "campaign", "use_case": "MARKETING"},
        {"kind": "campaign", "use_case": "CHARITY", "campaign_verify_token": ""},
    ),
    bad=(
        {"kind": "campaign", "use_case": "POLITICAL"},
        {"kind": "campaign", "use_case": "POLITICAL", "campaign_verify_token": "  "},
        {
            "kind": "campaign",
            "use_case": "MARKETING",
            "brand": {"legal_name": "Friends of Roe", "tax_exempt_status": "527"},
        },
    ),
)
