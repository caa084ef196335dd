"""CR015: Consent by phone menu has no record of tick and date in the customer database."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.record_kit import RECORD, SPOKEN
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    found = record.evidence or record.recording.strip() or record.capture.strip()
    yield from absent(found, "Neither the customer record nor a recording is kept.")


RULE = Rule(
    id="CR015",
    name="phone-menu-unproved",
    authority="toll_free",
    citation="source 003, opt-in by voice",
    severity=Verdict.WARNING,
    subjects=(ConsentRecord,),
    check=_check,
    what="Consent by phone menu has no record of tick and date in the customer database.",
    why="A verifier wants to see the entry that says the customer opted in, with its date.",
    fix="Keep a screenshot of the customer record that shows the tick and the date, or name the recording.",
    codes=("toll_free_aggregator:550",),
    field="recording",
    applies=lambda record, context: record.gives_consent and record.method == "ivr",
    good=(
        {**RECORD, "method": "ivr"},
        {**RECORD, "method": "ivr", "capture": "", "evidence": ["ivr_crm_record"]},
        {**RECORD, "method": "ivr", "capture": "", "recording": "ivr-19"},
        RECORD,
    ),
    bad=(
        {**RECORD, "method": "ivr", "capture": ""},
        {**SPOKEN, "method": "ivr", "capture": "", "recording": ""},
        {**RECORD, "method": "ivr", "capture": " ", "evidence": []},
    ),
)
