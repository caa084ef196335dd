"""CR008: An opt-out is told without its time, its way or its keyword."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import RECORD, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    if not record.stopped_at.strip():
        yield Hit(message="The time of the opt-out is missing.", field="opted_out_at")
    method = (record.opt_out_method or (record.method if record.type == "opt_out" else "")).strip()
    if not method:
        yield Hit(message="How the person opted out is missing.", field="opt_out_method")
    if method == "sms_keyword" and not (record.keyword.strip() or record.text.strip()):
        yield Hit(message="The keyword that was received is missing.", field="keyword")


RULE = Rule(
    id="CR008",
    name="opt-out-incomplete",
    authority="tcr",
    citation="source 004, step 5.6; step 6.2",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="An opt-out is told without its time, its way or its keyword.",
    why="The opt-out is logged with time, keyword and number, since everything after it has to be answered for.",
    fix="Store when it came, how it came, and the word that was sent.",
    field="opted_out_at",
    applies=lambda record, context: record.ends_consent,
    good=(
        STOPPED,
        {**RECORD, "opted_out_at": "2026-06-01T09:00:00Z", "opt_out_method": "email"},
        {**STOPPED, "method": "verbal", "keyword": "", "text": "She asked on the phone to be left alone"},
        RECORD,
    ),
    bad=(
        {**STOPPED, "occurred_at": ""},
        {**STOPPED, "keyword": "", "text": ""},
        {**RECORD, "opted_out_at": "2026-06-01T09:00:00Z"},
    ),
)
