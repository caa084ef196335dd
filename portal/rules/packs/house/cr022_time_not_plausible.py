"""CR022: The claimed time does not fit the time of receipt."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.record_kit import RECORD, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    late = moments.seconds_between(record.occurred_at, record.received_at)
    if late is None:
        return
    ahead, hours = context.limit("clock_ahead_seconds"), context.limit("capture_hours")
    if -late > ahead:
        yield Hit(message=f"The event lies {int(-late)} seconds after its receipt; {ahead} are tolerated.")
    elif late > hours * 3600 and record.method != "import":
        yield Hit(message=f"The event is more than {hours} hours older than its receipt.")


RULE = Rule(
    id="CR022",
    name="time-not-plausible",
    authority="house",
    citation="rule of the house: claimed times are held against the time of receipt",
    severity=Verdict.WARNING,
    subjects=(ConsentRecord,),
    check=_check,
    what="The claimed time does not fit the time of receipt.",
    why="A record that claims to lie in the future, or to be a day older than its arrival, raises doubt about all the others.",
    fix="Send events when they happen and set the clock of the sending system.",
    field="occurred_at",
    applies=lambda record, context: bool(record.occurred_at.strip() and record.received_at.strip()),
    good=(
        RECORD,
        {**RECORD, "received_at": "2026-03-02T20:00:10Z"},
        {**RECORD, "method": "import", "received_at": "2026-09-02T20:00:10Z"},
        {**RECORD, "received_at": ""},
    ),
    bad=(
        {**RECORD, "received_at": "2026-03-02T20:00:08Z"},
        {**RECORD, "received_at": "2026-03-03T20:05:10Z"},
        {**STOPPED, "received_at": "2026-05-01T00:00:00Z"},
    ),
)
