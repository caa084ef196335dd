"""CR003: Nobody knows how the person agreed or objected."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import KEYWORD, RECORD, SPOKEN, STOPPED
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_METHODS = frozenset(
    {
        "web_form", "sms_keyword", "verbal", "point_of_sale", "paper_form", "ivr", "qr_code", "email", "import", "api",
        "other",
    }
)  # fmt: skip


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    if not record.method.strip():
        yield Hit(message="How consent was given or withdrawn is missing.")
    elif record.method.strip().lower() not in _METHODS:
        yield Hit(message=f"\u201c{record.method[:40]}\u201d is no known way of consenting.")


RULE = Rule(
    id="CR003",
    name="method-unknown",
    authority="tcr",
    citation="source 004, step 5.6; step 4.4",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="Nobody knows how the person agreed or objected.",
    why="Which proof a record needs depends on the way it was collected.",
    fix="Say which: web form, keyword, spoken, point of sale, paper, phone menu, QR code, e-mail, import.",
    field="method",
    good=(
        RECORD,
        SPOKEN,
        KEYWORD,
        {**RECORD, "method": "paper_form"},
    ),
    bad=(
        {**RECORD, "method": ""},
        {**RECORD, "method": "purchased"},
        {**STOPPED, "method": "database"},
    ),
)
