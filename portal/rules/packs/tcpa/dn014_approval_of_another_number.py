"""DN014: The approval names a number that is not the sending one."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    named = "".join(one for one in policy.approval_text if one.isdigit())[-10:]
    sender = "".join(one for one in policy.sending_number if one.isdigit())[-10:]
    if named != sender:
        yield Hit(message=f"The approval names \u2026{named[-4:]}, the sending number is \u2026{sender[-4:]}.")


RULE = Rule(
    id="DN014",
    name="approval-of-another-number",
    authority="tcpa",
    citation="source 002, explicit approval",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="The approval names a number that is not the sending one.",
    why="The number behind Approve is the one that wants to send; with the recipient’s own number nothing is approved.",
    fix="Put the sending number into the text.",
    codes=("portal:DNC_REJECT",),
    field="approval_text",
    applies=lambda policy, context: bool(policy.approval_text and policy.sending_number),
    good=(
        PRACTICE,
        {**PRACTICE, "approval_text": "Approve 12223334646", "sending_number": "+1 222 333 4646"},
        {**PRACTICE, "approval_text": "Approve 12223334646"},
    ),
    bad=(
        {**PRACTICE, "approval_text": "Approve 12223334545", "sending_number": "+12223334646"},
        {**PRACTICE, "approval_text": "Approve", "sending_number": "+12223334646"},
        {**PRACTICE, "approval_text": "Approve 1222333464", "sending_number": "12223334646"},
    ),
)
