"""DN010: The exemption is claimed for a kind of organization that has none."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    known = [entry["category"] for entry in context.rulebook.documents["do_not_call"]["exemptions"]]
    if policy.exemption.strip().lower() not in known:
        names = ", ".join(name.replace("_", " ") for name in known)
        yield Hit(message=f"\u201c{policy.exemption[:40]}\u201d is none of: {names}.")


RULE = Rule(
    id="DN010",
    name="exemption-not-known",
    authority="tcpa",
    citation="source 002, exemption",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="The exemption is claimed for a kind of organization that has none.",
    why="The provider takes requests of four kinds only: healthcare providers, financial institutions, not-for-profits and political campaigns.",
    fix="Choose one of the four, or ask the recipients for their approval.",
    codes=("portal:DNC_REJECT",),
    field="exemption",
    applies=lambda policy, context: bool(policy.exemption.strip()),
    good=(
        PRACTICE,
        {**PRACTICE, "exemption": "nonprofit", "evidence": ["business_licence"]},
        {**PRACTICE, "exemption": "healthcare_provider", "evidence": ["business_licence"]},
    ),
    bad=(
        {**PRACTICE, "exemption": "real_estate"},
        {**PRACTICE, "exemption": "small business"},
        {**PRACTICE, "exemption": "government"},
    ),
)
