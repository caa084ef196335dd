"""CR002: The phone number cannot be shown in full."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.record_kit import RECORD, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_DIGITS = pattern(r"\+?1?[2-9]\d{2}[2-9]\d{6}")


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    if not record.number.strip():
        kept = "only a hash of it is kept" if record.number_hash.strip() else "nothing is kept of it"
        yield Hit(message=f"The number is missing; {kept}.")
        return
    digits = "".join(one for one in normalize(record.number).plain if one not in " ().-/")
    if not _DIGITS.fullmatch(digits):
        yield Hit(message=f"\u201c{record.number[:40]}\u201d is not a number of the North American plan.")


RULE = Rule(
    id="CR002",
    name="number-not-exportable",
    authority="tcr",
    citation="source 004, step 5.6",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The phone number cannot be shown in full.",
    why="An audit asks for the record of a number; a bare hash cannot be exported, and the numbers of a country are few enough to try them all.",
    fix="Keep the number encrypted with a keyed hash beside it for searching.",
    field="number",
    good=(
        RECORD,
        {**RECORD, "number": "(312) 555-0142"},
        {**STOPPED, "number": "1 312 555 0142"},
    ),
    bad=(
        {**RECORD, "number": ""},
        {**RECORD, "number": "", "number_hash": "9f86d081884c7d65"},
        {**RECORD, "number": "9f86d081884c7d659a2feaa0c55ad015"},
        {**RECORD, "number": "555-0142"},
    ),
)
