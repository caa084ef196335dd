"""DN013: The text by which a recipient approves the sender is not written exactly as demanded."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_EXACT = pattern(r"Approve 1[2-9]\d{9}")


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    approval = context.rulebook.documents["do_not_call"]["approval"]
    if policy.approval_text and not _EXACT.fullmatch(policy.approval_text):
        yield Hit(message=f"\u201c{policy.approval_text[:60]}\u201d is not of the form {approval['form']}.")
    to = "".join(one for one in policy.approval_to if one.isdigit())
    if policy.approval_to.strip() and to != approval["to"]:
        yield Hit(
            message=f"The approval goes to {approval['to']}, not to {policy.approval_to[:30]}.", field="approval_to"
        )


RULE = Rule(
    id="DN013",
    name="approval-misspelled",
    authority="tcpa",
    citation="source 002, explicit approval",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="The text by which a recipient approves the sender is not written exactly as demanded.",
    why="It is read by a machine: the word Approve, one space and eleven digits; anything else has no effect.",
    fix="Write Approve and the sending number in eleven digits, and send it to 12676070000.",
    codes=("portal:DNC_REJECT",),
    field="approval_text",
    applies=lambda policy, context: bool(policy.approval_text or policy.approval_to),
    good=(
        PRACTICE,
        {**PRACTICE, "approval_text": "Approve 12223334646", "approval_to": "12676070000"},
        {**PRACTICE, "approval_text": "Approve 13125550142"},
    ),
    bad=(
        {**PRACTICE, "approval_text": "approve 12223334646"},
        {**PRACTICE, "approval_text": "Approve 1-222-333-4646"},
        {**PRACTICE, "approval_text": "Approve 2223334646"},
        {**PRACTICE, "approval_text": "Approve: 12223334646"},
        {**PRACTICE, "approval_text": "Approve 12223334646 "},
        {**PRACTICE, "approval_text": "Approve 12223334646", "approval_to": "12676070001"},
    ),
)
