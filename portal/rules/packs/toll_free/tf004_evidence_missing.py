"""TF004: The paper that proves the opt-in is missing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TollFreeBrief,
)

# A number that is posted for support is proved by the page where people find it (source 003, website posting).
_INSTEAD = {"keyword_material": "website_posting", "other": "website_posting"}


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    papers = brief.evidence or ()
    for paper in context.rulebook.opt_in_methods[brief.opt_in_method]["toll_free_evidence"]:
        if paper not in papers and _INSTEAD.get(paper) not in papers:
            severity = None if brief.message_type.lower() == "marketing" else Verdict.WARNING
            yield Hit(message=f"The method asks for {paper.replace('_', ' ')}, which is missing.", severity=severity)


RULE = Rule(
    id="TF004",
    name="evidence-missing",
    authority="toll_free",
    citation="source 003, opt-in and minimum requirements",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The paper that proves the opt-in is missing.",
    why="The verifier wants to see the form, the keyword material, the record or the photo.",
    fix="Add the evidence that belongs to the opt-in method.",
    codes=(
        "toll_free_aggregator:550",
        "toll_free_aggregator:621",
    ),
    field="opt_in_method",
    applies=lambda brief, context: (
        brief.evidence is not None and brief.opt_in_method in context.rulebook.opt_in_methods
    ),
    good=(
        {"kind": "toll_free", "opt_in_method": "web_form", "evidence": ["optin_screenshot"]},
        {"kind": "toll_free", "opt_in_method": "ivr", "evidence": ["ivr_crm_record"]},
        {"kind": "toll_free", "opt_in_method": "sms_keyword"},
        {"kind": "toll_free", "opt_in_method": "other", "evidence": ["website_posting"]},
    ),
    bad=(
        {"kind": "toll_free", "opt_in_method": "ivr", "evidence": []},
        {
            "kind": "toll_free",
            "opt_in_method": "paper_form",
            "evidence": ["optin_screenshot"],
            "message_type": "marketing",
        },
        {"kind": "toll_free", "opt_in_method": "sms_keyword", "evidence": ["terms"]},
    ),
)
