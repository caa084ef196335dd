"""CR023: An opt-out does not show what was written, how it was understood, and when it was obeyed and answered."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import RECORD, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    needed = {
        "text": "The words that were received are missing.",
        "matched_by": "How the words were understood (keyword, phrase, person) is missing.",
        "honored_at": "When sending stopped is missing.",
        "confirmation_sent_at": "When the opt-out was confirmed is missing.",
    }
    for name, sentence in needed.items():
        if name == "text" and record.keyword.strip():
            continue
        if not getattr(record, name).strip():
            severity = Verdict.WARNING if name == "confirmation_sent_at" else None
            yield Hit(message=sentence, field=name, severity=severity)


RULE = Rule(
    id="CR023",
    name="revocation-unproved",
    authority="tcpa",
    citation="47 CFR 64.1200(a)(10) and (12); source 004, step 6.2",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="An opt-out does not show what was written, how it was understood, and when it was obeyed and answered.",
    why="A person may say stop in any words; afterwards it has to be shown that it was heard.",
    fix="Keep the raw words, how they were matched, when sending stopped and when the confirmation went out.",
    field="text",
    applies=lambda record, context: record.type == "opt_out",
    good=(
        STOPPED,
        {**STOPPED, "text": "please leave me alone", "keyword": "", "matched_by": "person"},
        RECORD,
    ),
    bad=(
        {**STOPPED, "matched_by": ""},
        {**STOPPED, "text": "", "keyword": ""},
        {**STOPPED, "honored_at": ""},
        {**STOPPED, "confirmation_sent_at": ""},
    ),
)
