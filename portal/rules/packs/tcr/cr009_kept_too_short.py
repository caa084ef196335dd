"""CR009: The record has no end date of keeping, or one that comes too early."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.record_kit import RECORD
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    if not record.keep_until.strip():
        yield Hit(message="No day is stored until which the record is kept.")
        return
    until = moments.day(record.keep_until)
    told = (record.occurred_at, record.opted_out_at, record.last_message_at)
    known = [one for one in (moments.day(text) for text in told) if one is not None]
    if until is None:
        yield Hit(message=f"\u201c{record.keep_until[:40]}\u201d is not a day.")
        return
    if known:
        years = context.limit("retention_years")
        least = moments.years_after(max(known), years)
        if until < least:
            yield Hit(message=f"It is kept until {until}; {years} years end on {least}.")


RULE = Rule(
    id="CR009",
    name="kept-too-short",
    authority="tcr",
    citation="source 004, steps 5.2 and 5.6",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The record has no end date of keeping, or one that comes too early.",
    why="It is kept for four years from the later of consent and opt-out; claims come that late.",
    fix="Keep it until at least that day, and move the day when the person opts out or gets another message.",
    field="keep_until",
    good=(
        RECORD,
        {**RECORD, "keep_until": "2030-03-02"},
        {**RECORD, "occurred_at": "2028-02-29T12:00:00Z", "keep_until": "2032-02-29"},
        {**RECORD, "occurred_at": "2027-02-28T12:00:00Z", "keep_until": "2031-02-28"},
    ),
    bad=(
        {**RECORD, "keep_until": ""},
        {**RECORD, "keep_until": "2030-03-01"},
        {**RECORD, "opted_out_at": "2027-01-05T08:00:00Z", "keep_until": "2030-03-02"},
        {**RECORD, "last_message_at": "2026-12-31T08:00:00Z", "keep_until": "2030-03-02"},
        {**RECORD, "keep_until": "four years"},
    ),
)
