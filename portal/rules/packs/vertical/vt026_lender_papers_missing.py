"""VT026: A campaign about loans or debt relief has no licence among its papers."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import scrutiny
from portal.rules.kit import GOOD_SAMPLE
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_LENDING = frozenset({"payday_loans", "loans", "debt_relief"})


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for field, entry, span, word in scrutiny.watched(campaign):
        missing = [paper for paper in entry["papers"] if paper not in (campaign.evidence or ())]
        if entry["category"] in _LENDING and missing:
            severity = Verdict.WARNING if entry["category"] == "loans" else None
            yield Hit(message=f"\u201c{word}\u201d: the licence is missing.", field=field, span=span, severity=severity)


RULE = Rule(
    id="VT026",
    name="lender-papers-missing",
    authority="vertical",
    citation="source 004, section 8.2 and appendix C; step 4.6",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A campaign about loans or debt relief has no licence among its papers.",
    why="Payday loans, high-interest loans and debt relief pass only for licensed lenders and agencies, after an elevated review.",
    fix="Attach the licence, state the APR, and have counsel read the campaign.",
    codes=("dca2:709",),
    field="sample_messages",
    applies=lambda campaign, context: campaign.evidence is not None,
    good=(
        {
            "kind": "campaign",
            "sample_messages": ["Hill Lending: Payday loan at 35% APR. Reply STOP to opt out."],
            "evidence": ["lender_licence"],
        },
        {"kind": "campaign", "sample_messages": ["Hill Lending: Payday loan at 35% APR. Reply STOP to opt out."]},
        {"kind": "campaign", "sample_messages": [GOOD_SAMPLE], "evidence": []},
    ),
    bad=(
        {
            "kind": "campaign",
            "sample_messages": ["Hill Lending: Payday loan at 35% APR. Reply STOP to opt out."],
            "evidence": ["optin_screenshot"],
        },
        {
            "kind": "campaign",
            "description": "Hill sends debt relief offers to customers for marketing.",
            "evidence": [],
        },
        {
            "kind": "campaign",
            "sample_messages": ["Hill: Refinance your home loan. Reply STOP to opt out."],
            "evidence": [],
        },
    ),
)
