"""CM014: The papers that the opt-in method demands are not all there."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    demanded = context.rulebook.opt_in_methods[campaign.opt_in_method]["evidence"]
    # Marketing has to document its written consent besides (source 004, step 7.4).
    codes = ("tcr:9607", "tcr:2101") if campaign.use_case == "MARKETING" else ("tcr:9607",)
    for paper in demanded:
        if paper not in (campaign.evidence or ()):
            yield Hit(message=f"The method asks for {paper.replace('_', ' ')}, which is missing.", codes=codes)


RULE = Rule(
    id="CM014",
    name="evidence-missing",
    authority="tcr",
    citation="source 004, steps 4.4 and 7.5",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The papers that the opt-in method demands are not all there.",
    why="What cannot be verified draws 9607.",
    fix="Add the missing papers.",
    codes=("tcr:9607", "tcr:2101"),
    field="opt_in_method",
    applies=lambda campaign, context: (
        campaign.evidence is not None and campaign.opt_in_method in context.rulebook.opt_in_methods
    ),
    good=(
        {"kind": "campaign", "opt_in_method": "web_form", "evidence": ["optin_screenshot"]},
        {
            "kind": "campaign",
            "opt_in_method": "verbal",
            "evidence": ["call_recording_policy", "confirmation_template", "verbal_script"],
        },
        {"kind": "campaign", "opt_in_method": "email", "evidence": ["email_screenshot", "landing_page_screenshot"]},
    ),
    bad=(
        {"kind": "campaign", "opt_in_method": "sms_keyword", "evidence": ["keyword_material"]},
        {"kind": "campaign", "opt_in_method": "point_of_sale", "evidence": ["optin_screenshot"]},
        {"kind": "campaign", "opt_in_method": "web_form", "use_case": "MARKETING", "evidence": []},
    ),
)
