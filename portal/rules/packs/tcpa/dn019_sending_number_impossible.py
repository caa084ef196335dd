"""DN019: The sending number cannot be in service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.rules.facts.patterns import pattern
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_SHAPE = pattern(r"1?[2-9]\d{2}[2-9]\d{6}")
_NO_AREA = pattern(r"1?(?:[2-9]11|[2-9]9\d|37\d|96\d)\d{7}")


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    digits = "".join(one for one in policy.sending_number if one.isdigit())
    if not _SHAPE.fullmatch(digits) or _NO_AREA.fullmatch(digits):
        yield Hit(message=f"{policy.sending_number[:30]} is not a number of the North American plan.")


RULE = Rule(
    id="DN019",
    name="sending-number-impossible",
    authority="tcpa",
    citation="47 CFR 64.1200(p); FCC 23-107",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="The sending number cannot be in service.",
    why="Since 3 September 2024 carriers block texts from numbers that are not valid, not given out or not in use.",
    fix="Send from a number of the plan that is assigned to the sender and active.",
    codes=("portal:BLOCKED",),
    field="sending_number",
    applies=lambda policy, context: bool(policy.sending_number.strip()),
    in_force_from=date(2024, 9, 3),
    good=(
        PRACTICE,
        {**PRACTICE, "sending_number": "+1 312 555 0142"},
        {**PRACTICE, "sending_number": "888-555-0100"},
    ),
    bad=(
        {**PRACTICE, "sending_number": "+1 112 555 0142"},
        {**PRACTICE, "sending_number": "555-0142"},
        {**PRACTICE, "sending_number": "+1 911 555 0142"},
        {**PRACTICE, "sending_number": "+1 312 055 0142"},
    ),
)
