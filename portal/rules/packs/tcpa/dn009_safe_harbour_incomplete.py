"""DN009: A part of the safe harbour is missing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_PARTS = {
    "written_policy": "written procedures",
    "training": "training of staff",
    "internal_list": "an own list",
    "scrubs_registry": "checks against the registry",
    "monitoring": "monitoring",
}


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    parts = context.rulebook.documents["do_not_call"]["safe_harbour"]
    missing = [name for name in parts if getattr(policy, name) is False]
    if missing:
        yield Hit(message=f"Missing: {', '.join(_PARTS[name] for name in missing)}.", field=missing[0])


RULE = Rule(
    id="DN009",
    name="safe-harbour-incomplete",
    authority="tcpa",
    citation="47 CFR 64.1200(c)(2)(i)",
    severity=Verdict.ADVICE,
    subjects=(DncPolicy,),
    check=_check,
    what="A part of the safe harbour is missing.",
    why="A message sent by error is excused only where written procedures, training, an own list, fresh registry data and monitoring are all in place.",
    fix="Set up the missing part and note since when it has been there.",
    field="training",
    applies=lambda policy, context: policy.markets,
    good=(
        PRACTICE,
        {"kind": "dnc_policy", "purpose": "marketing"},
        {**PRACTICE, "purpose": "informational", "training": False},
    ),
    bad=(
        {**PRACTICE, "training": False},
        {**PRACTICE, "monitoring": "no"},
        {**PRACTICE, "training": False, "monitoring": False},
    ),
)
