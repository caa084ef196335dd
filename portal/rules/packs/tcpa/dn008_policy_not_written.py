"""DN008: There is no written do-not-call policy."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    yield from absent(policy.written_policy, "The do-not-call policy is not written down.")


RULE = Rule(
    id="DN008",
    name="policy-not-written",
    authority="tcpa",
    citation="47 CFR 64.1200(d)(1)",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="There is no written do-not-call policy.",
    why="Whoever markets by text must be able to hand out the policy on demand.",
    fix="Write down how requests are taken, listed, honoured and kept, and for how long.",
    field="written_policy",
    applies=lambda policy, context: policy.markets and policy.written_policy is not None,
    good=(
        PRACTICE,
        {"kind": "dnc_policy", "purpose": "marketing"},
        {"kind": "dnc_policy", "purpose": "informational", "written_policy": False},
    ),
    bad=(
        {**PRACTICE, "written_policy": False},
        {"kind": "dnc_policy", "purpose": "marketing", "written_policy": "no"},
        {"kind": "dnc_policy", "purpose": "mixed", "written_policy": False},
    ),
)
