"""CM033: Direct lending is declared without a licence."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_PAPERS = frozenset({"lender_licence", "business_licence"})


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    shown = campaign.business_licence.strip() or _PAPERS & set(campaign.evidence or ())
    yield from absent(shown, "No lender's licence is given, neither its number nor a copy.")


RULE = Rule(
    id="CM033",
    name="lender-without-licence",
    authority="tcr",
    citation="source 004, step 4.6",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Direct lending is declared without a licence.",
    why="The flag is for licensed lenders alone; selected on suspicion it draws scrutiny and a refusal.",
    fix="Add the licence, or clear the flag if the business does not lend.",
    codes=("portal:MANUAL_REVIEW",),
    field="attributes",
    applies=lambda campaign, context: (
        bool(campaign.attributes.get("direct_lending")) and (campaign.evidence is not None)
    ),
    good=(
        {"kind": "campaign", "attributes": {"direct_lending": True}, "evidence": ["lender_licence"]},
        {"kind": "campaign", "attributes": {"direct_lending": True}, "evidence": [], "business_licence": "NMLS 123456"},
        {"kind": "campaign", "attributes": {"direct_lending": False}, "evidence": []},
    ),
    bad=(
        {"kind": "campaign", "attributes": {"direct_lending": True}, "evidence": []},
        {"kind": "campaign", "attributes": {"direct_lending": True}, "evidence": ["optin_screenshot"]},
        {"kind": "campaign", "attributes": {"direct_lending": True}, "evidence": [], "business_licence": "  "},
    ),
)
