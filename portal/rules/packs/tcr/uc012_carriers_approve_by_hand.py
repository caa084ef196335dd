"""UC012: The use case is approved by the carriers themselves."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_SPECIAL = {
    "AGENTS_FRANCHISES": "a list of the offices and who holds each number",
    "CARRIER_EXEMPT": "the carriers' written exemption",
    "CHARITY": "proof of 501(c)(3) status",
    "EMERGENCY": "proof of the public body or the contract with it",
    "POLITICAL": "a Campaign Verify token",
    "SOCIAL": "a description of the platform and its account messages",
    "SWEEPSTAKE": "the rules of the draw and the terms of entry",
    "PROXY": "a description of how two people are connected",
}


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    first, last = context.rulebook.use_cases[campaign.use_case]["approval_business_days"]
    yield Hit(
        message=f"Carriers review this use case by hand ({first} to {last} business days); have ready {_SPECIAL[campaign.use_case]}."
    )


RULE = Rule(
    id="UC012",
    name="carriers-approve-by-hand",
    authority="tcr",
    citation="source 004, step 4.8; registry's special use cases",
    severity=Verdict.ADVICE,
    subjects=(Campaign,),
    check=_check,
    what="The use case is approved by the carriers themselves.",
    why="Special use cases are vetted before or after the registration and take longer than standard ones.",
    fix="Prepare the proof and plan for the longer review; a standard use case that fits is faster.",
    codes=("twilio:30900",),
    field="use_case",
    applies=lambda campaign, context: campaign.use_case in _SPECIAL and campaign.use_case in context.rulebook.use_cases,
    good=(
        {"kind": "campaign", "use_case": "MARKETING"},
        {"kind": "campaign", "use_case": "LOW_VOLUME"},
        {"kind": "campaign", "use_case": "SOLE_PROPRIETOR"},
    ),
    bad=(
        {"kind": "campaign", "use_case": "POLITICAL", "campaign_verify_token": "cv|1.0|tcr|10dlc|abc"},
        {"kind": "campaign", "use_case": "SWEEPSTAKE"},
        {"kind": "campaign", "use_case": "CHARITY"},
    ),
)
