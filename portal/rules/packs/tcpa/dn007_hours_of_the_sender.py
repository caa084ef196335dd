"""DN007: The hours are counted where the sender is, not where the reader is."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    yield from absent(policy.recipient_time, "Quiet hours do not follow the time of the person reached.")


RULE = Rule(
    id="DN007",
    name="hours-of-the-sender",
    authority="tcpa",
    citation="47 CFR 64.1200(c)(1)",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="The hours are counted where the sender is, not where the reader is.",
    why="Nine in the evening in California is midnight in New York.",
    fix="Count by the reader’s address, else by the zones that the number may belong to, and keep to all of them.",
    codes=("portal:QUIET_HOURS",),
    field="recipient_time",
    applies=lambda policy, context: policy.markets and policy.recipient_time is not None,
    good=(
        PRACTICE,
        {"kind": "dnc_policy", "purpose": "marketing"},
        {"kind": "dnc_policy", "purpose": "informational", "recipient_time": False},
    ),
    bad=(
        {**PRACTICE, "recipient_time": False},
        {"kind": "dnc_policy", "purpose": "marketing", "recipient_time": "no"},
        {"kind": "dnc_policy", "purpose": "both", "recipient_time": False},
    ),
)
