"""CR013: There is no picture of how consent was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import KEYWORD, RECORD, SPOKEN
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    found = record.capture.strip() or record.recording.strip() or record.evidence
    yield from absent(found, "Neither a picture, a page copy, a recording nor a paper is kept.")


RULE = Rule(
    id="CR013",
    name="picture-missing",
    authority="ctia",
    citation="CTIA Messaging Principles, section 5.1.2; 16 CFR 310.5(a)(8); source 004, step 4.4",
    severity=Verdict.WARNING,
    subjects=(ConsentRecord,),
    check=_check,
    what="There is no picture of how consent was asked for.",
    why="The request is kept in the manner and format in which the person saw or heard it; words alone do not show it.",
    fix="Keep a picture or copy of each version of the form, the keyword material, or the recording.",
    codes=("tcr:9607",),
    field="capture",
    applies=lambda record, context: record.gives_consent,
    good=(
        RECORD,
        {**RECORD, "capture": "", "evidence_sha256": ["ab" * 32]},
        {**SPOKEN, "capture": ""},
    ),
    bad=(
        {**RECORD, "capture": ""},
        {**KEYWORD, "capture": ""},
        {**SPOKEN, "capture": "", "recording": ""},
    ),
)
