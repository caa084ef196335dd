"""DN004: Requests to stop are honoured too late."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    days, most = policy.honour_within_days or 0, context.limit("opt_out_business_days")
    if days > most:
        yield Hit(message=f"Requests are honoured within {days} business days; {most} are the most.")
    elif days > 0:
        sentence = f"Requests are honoured within {days} business days; the carriers expect it at once."
        yield Hit(message=sentence, severity=Verdict.WARNING)


RULE = Rule(
    id="DN004",
    name="requests-honoured-late",
    authority="tcpa",
    citation="47 CFR 64.1200(a)(10) and (d)(3); source 004, step 6.2",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="Requests to stop are honoured too late.",
    why="The law allows ten business days; the carriers want no further message after a STOP.",
    fix="Stop sending to the number in the moment the request arrives.",
    field="honour_within_days",
    applies=lambda policy, context: policy.honour_within_days is not None,
    good=(
        PRACTICE,
        {"kind": "dnc_policy", "honour_within_days": 0},
        {"kind": "dnc_policy"},
    ),
    bad=(
        {**PRACTICE, "honour_within_days": 30},
        {**PRACTICE, "honour_within_days": 11},
        {**PRACTICE, "honour_within_days": "10"},
    ),
)
