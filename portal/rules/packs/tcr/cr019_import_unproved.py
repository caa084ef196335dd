"""CR019: An imported contact comes without the proof of its consent."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import RECORD
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    if not record.occurred_at.strip():
        yield Hit(message="The row does not say when the person agreed.", field="occurred_at")
    worded = record.wording.strip() or record.wording_version.strip() or record.wording_sha256.strip()
    if not (worded or record.url.strip()):
        yield Hit(message="The row names neither the words nor the page.", field="wording")
    if not (record.origin.strip() or record.evidence or record.url.strip()):
        yield Hit(message="The row does not say how consent was collected.", field="origin")


RULE = Rule(
    id="CR019",
    name="import-unproved",
    authority="tcr",
    citation="source 004, sections 8.3 and 8.7",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="An imported contact comes without the proof of its consent.",
    why="A list carries no consent by itself: each row has to say when, how and to which words the person agreed.",
    fix="Give time, way, and wording version or page for every row; leave the others out.",
    codes=("toll_free_aggregator:550",),
    field="origin",
    applies=lambda record, context: record.gives_consent and record.method == "import",
    good=(
        {**RECORD, "method": "import"},
        {**RECORD, "method": "import", "wording": "", "url": "", "wording_version": "3", "origin": "our own web form"},
        RECORD,
    ),
    bad=(
        {**RECORD, "method": "import", "occurred_at": ""},
        {**RECORD, "method": "import", "wording": "", "wording_version": "", "url": "", "origin": "web form"},
        {"kind": "consent_record", "method": "import", "number": "+13125550142"},
    ),
)
