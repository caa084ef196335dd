"""CR014: A spoken yes lacks who asked, what was answered, when or to whom."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import RECORD, SPOKEN
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    needed = {
        "representative": "Who spoke with the person is missing.",
        "response": "What the person answered is missing.",
        "occurred_at": "When it was said is missing.",
        "number": "The number is missing.",
    }
    for name, sentence in needed.items():
        if not getattr(record, name).strip():
            yield Hit(message=sentence, field=name)
    if not record.recording.strip():
        yield Hit(message="No recording is named.", field="recording", severity=Verdict.ADVICE, codes=())


RULE = Rule(
    id="CR014",
    name="spoken-consent-incomplete",
    authority="tcr",
    citation="source 004, step 5.4 and appendix B",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="A spoken yes lacks who asked, what was answered, when or to whom.",
    why="Consent given by voice leaves no trace unless somebody writes one.",
    fix="Have the representative enter their name, the person’s answer in their own words, date, time and number; keep the recording.",
    codes=("tcr:2105",),
    field="representative",
    applies=lambda record, context: record.gives_consent and record.method == "verbal",
    good=(
        SPOKEN,
        {**SPOKEN, "response": "Sure, go ahead", "representative": "J. Okafor"},
        RECORD,
    ),
    bad=(
        {**SPOKEN, "representative": ""},
        {**SPOKEN, "response": ""},
        {**SPOKEN, "occurred_at": ""},
        {**SPOKEN, "recording": ""},
    ),
)
