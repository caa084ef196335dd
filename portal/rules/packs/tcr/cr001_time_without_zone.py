"""CR001: The time of the event is missing, unreadable or has no time zone."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.record_kit import RECORD, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    if not record.occurred_at.strip():
        yield Hit(message="The time of the event is missing.")
        return
    read = moments.moment(record.occurred_at)
    if read is None:
        yield Hit(message=f"\u201c{record.occurred_at}\u201d is not a time in ISO 8601.")
    elif read.tzinfo is None:
        yield Hit(message=f"\u201c{record.occurred_at}\u201d has no time zone.")


RULE = Rule(
    id="CR001",
    name="time-without-zone",
    authority="tcr",
    citation="source 004, step 5.6",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The time of the event is missing, unreadable or has no time zone.",
    why="Without the zone nobody can say when a person agreed, least of all beside an opt-out of the same day.",
    fix="Store the time with its zone, best as UTC with the offset that held.",
    field="occurred_at",
    good=(
        RECORD,
        {**RECORD, "occurred_at": "2026-03-02T20:05:09Z"},
        {**STOPPED, "occurred_at": "2026-05-04 15:00:00+00:00"},
    ),
    bad=(
        {**RECORD, "occurred_at": ""},
        {**RECORD, "occurred_at": "2026-03-02T14:05:09"},
        {**RECORD, "occurred_at": "2026-03-02"},
        {**STOPPED, "occurred_at": "03/02/2026 2:05 pm"},
    ),
)
