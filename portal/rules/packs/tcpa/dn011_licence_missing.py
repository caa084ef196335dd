"""DN011: The exemption is asked for without a copy of the business licence."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    papers = {entry["paper"] for entry in context.rulebook.documents["do_not_call"]["exemptions"]}
    yield from absent(papers & set(policy.evidence or ()), "The copy of the business licence is missing.")


RULE = Rule(
    id="DN011",
    name="licence-missing",
    authority="tcpa",
    citation="source 002, exemption",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="The exemption is asked for without a copy of the business licence.",
    why="The provider grants it on the licence that is attached to the registration form, and on nothing else.",
    fix="Attach a copy of the business licence.",
    codes=("portal:DNC_REJECT",),
    field="evidence",
    applies=lambda policy, context: bool(policy.exemption.strip()) and policy.evidence is not None,
    good=(
        PRACTICE,
        {**PRACTICE, "exemption": "nonprofit", "evidence": ["business_licence"]},
        {**PRACTICE, "exemption": "political"},
    ),
    bad=(
        {**PRACTICE, "exemption": "nonprofit", "evidence": []},
        {**PRACTICE, "exemption": "financial_institution", "evidence": ["ein_letter"]},
        {**PRACTICE, "exemption": "political", "evidence": ["terms"]},
    ),
)
