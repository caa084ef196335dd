"""DN012: Marketing rests on an exemption that only the provider grants, not the law."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    for entry in context.rulebook.documents["do_not_call"]["exemptions"]:
        if entry["category"] == policy.exemption.strip().lower() and not entry["law"]:
            yield Hit(message=f"{entry['title']}: the law knows no such exemption for marketing.")


RULE = Rule(
    id="DN012",
    name="exemption-of-the-provider-only",
    authority="tcpa",
    citation="47 CFR 64.1200(f)(15); source 002, exemption",
    severity=Verdict.WARNING,
    subjects=(DncPolicy,),
    check=_check,
    what="Marketing rests on an exemption that only the provider grants, not the law.",
    why="The provider lets healthcare providers and financial institutions through; the law exempts neither of them for marketing.",
    fix="Have signed permission or an established relationship as well, and check the registry.",
    field="exemption",
    applies=lambda policy, context: policy.markets and policy.scrubs_registry is False and policy.basis == "exemption",
    good=(
        PRACTICE,
        {**PRACTICE, "exemption": "nonprofit"},
        {**PRACTICE, "exemption": "healthcare_provider", "scrubs_registry": True},
        {**PRACTICE, "exemption": "financial_institution", "scrubs_registry": False, "written_permission": True},
    ),
    bad=(
        {**PRACTICE, "exemption": "healthcare_provider", "scrubs_registry": False},
        {**PRACTICE, "exemption": "financial_institution", "scrubs_registry": "no"},
        {**PRACTICE, "exemption": "Healthcare_Provider", "scrubs_registry": False, "purpose": "both"},
    ),
)
