"""CR011: The record does not say for whom, for which program or for what purpose the person agreed."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import RECORD, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_PURPOSES = frozenset({"marketing", "informational"})


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    if not record.program.strip():
        yield Hit(message="The program or campaign is missing.", field="program")
    if record.brand is None or not record.brand.names:
        yield Hit(message="The sender is missing.", field="brand")
    if record.purpose.strip().lower() not in _PURPOSES:
        told = (
            f"\u201c{record.purpose[:40]}\u201d is not one purpose"
            if record.purpose.strip()
            else "The purpose is missing"
        )
        yield Hit(message=f"{told}; marketing or informational.", field="purpose")


RULE = Rule(
    id="CR011",
    name="scope-missing",
    authority="tcr",
    citation="source 004, step 5.2; CTIA Messaging Principles, section 5.1.2",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The record does not say for whom, for which program or for what purpose the person agreed.",
    why="Consent to one purpose never covers another, and it covers one sender only.",
    fix="Store sender, program (campaign) and purpose with every event.",
    field="purpose",
    good=(
        RECORD,
        {**RECORD, "purpose": "Informational"},
        {**STOPPED, "purpose": "marketing"},
    ),
    bad=(
        {**RECORD, "purpose": ""},
        {**RECORD, "purpose": "both"},
        {**RECORD, "program": ""},
        {**RECORD, "brand": None},
    ),
)
