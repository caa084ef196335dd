"""CR020: A minor agreed, and no parent did."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import KEYWORD, RECORD
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    found = record.parental_consent_at.strip() or record.parental_event_id.strip()
    marketing = record.purpose.strip().lower() != "informational"
    severity = None if marketing else Verdict.WARNING
    yield from absent(found, "No consent of a parent is recorded.", severity=severity)


RULE = Rule(
    id="CR020",
    name="parent-not-asked",
    authority="vertical",
    citation="source 004, section 8.5",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="A minor agreed, and no parent did.",
    why="For marketing to people under 18 a parent agrees as well.",
    fix="Record the parent’s own consent and point to it.",
    field="parental_consent_at",
    applies=lambda record, context: record.gives_consent and bool(record.minor),
    good=(
        RECORD,
        {**RECORD, "minor": True, "parental_consent_at": "2026-03-02T18:00:00Z"},
        {**RECORD, "minor": True, "parental_event_id": "0195f6a0-0000-7000-8000-000000000001"},
        {**RECORD, "minor": False},
    ),
    bad=(
        {**RECORD, "minor": True},
        {**KEYWORD, "minor": "yes"},
        {**RECORD, "minor": True, "purpose": "informational"},
    ),
)
