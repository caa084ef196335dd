"""DN015: The message was sent again before the approval could take effect."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    least = context.rulebook.documents["do_not_call"]["approval"]["resend_after_seconds"]
    waited = moments.seconds_between(policy.approved_at, policy.resent_at)
    if waited is None:
        yield Hit(message="The two times cannot be compared.", severity=Verdict.COULD_NOT_CHECK)
    elif waited < least:
        yield Hit(message=f"It was sent again after {int(waited)} seconds; {least} are needed.")


RULE = Rule(
    id="DN015",
    name="sent-again-too-soon",
    authority="tcpa",
    citation="source 002, explicit approval",
    severity=Verdict.WARNING,
    subjects=(DncPolicy,),
    check=_check,
    what="The message was sent again before the approval could take effect.",
    why="It takes ten minutes; nobody gets a confirmation.",
    fix="Wait ten minutes after the approval, then send once more.",
    codes=("portal:DNC_REJECT",),
    field="resent_at",
    applies=lambda policy, context: bool(policy.approved_at.strip() and policy.resent_at.strip()),
    good=(
        PRACTICE,
        {**PRACTICE, "approved_at": "2026-05-04T10:00:00Z", "resent_at": "2026-05-04T10:10:00Z"},
        {**PRACTICE, "approved_at": "2026-05-04T10:00:00Z"},
    ),
    bad=(
        {**PRACTICE, "approved_at": "2026-05-04T10:00:00Z", "resent_at": "2026-05-04T10:09:59Z"},
        {**PRACTICE, "approved_at": "2026-05-04T10:00:00Z", "resent_at": "2026-05-04T09:00:00Z"},
        {**PRACTICE, "approved_at": "soon", "resent_at": "2026-05-04T09:00:00Z"},
    ),
)
