"""DN001: Marketing lists are not checked against the do-not-call registry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_REASONS = {
    "permission": "signed permission",
    "relationship": "an established business relationship",
    "exemption": "an exemption",
}


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    if policy.scrubs_registry:
        return
    basis = _REASONS.get(policy.basis)
    if basis is None:
        yield Hit(message="Lists are not checked against the registry, and nothing else permits the messages.")
    else:
        sentence = f"Lists are not checked against the registry; everything rests on {basis}."
        yield Hit(message=sentence, severity=Verdict.WARNING)


RULE = Rule(
    id="DN001",
    name="registry-not-checked",
    authority="tcpa",
    citation="source 004, step 6.4; source 002; 89 FR 5098",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="Marketing lists are not checked against the do-not-call registry.",
    why="Since 26 March 2024 the registry protects against marketing texts too; providers refuse messages to listed numbers.",
    fix="Check every marketing list against the registry before sending, or send only with signed permission.",
    codes=("portal:DNC_REJECT",),
    field="scrubs_registry",
    applies=lambda policy, context: policy.markets and policy.scrubs_registry is not None,
    in_force_from=date(2024, 3, 26),
    good=(
        PRACTICE,
        {**PRACTICE, "purpose": "informational", "scrubs_registry": False},
        {"kind": "dnc_policy", "purpose": "marketing"},
    ),
    bad=(
        {**PRACTICE, "scrubs_registry": False},
        {**PRACTICE, "scrubs_registry": "no", "purpose": "both"},
        {**PRACTICE, "scrubs_registry": False, "written_permission": True},
    ),
)
