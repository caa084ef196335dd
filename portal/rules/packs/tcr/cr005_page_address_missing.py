"""CR005: The address of the page on which the person agreed is missing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.record_kit import RECORD, SPOKEN
from portal.rules.records import ONLINE, ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    url = record.url.strip().lower()
    if not url:
        yield Hit(message="The address of the page is missing.")
    elif not url.startswith("https://"):
        yield Hit(message=f"\u201c{record.url[:100]}\u201d is not an https address.")


RULE = Rule(
    id="CR005",
    name="page-address-missing",
    authority="tcr",
    citation="source 004, step 5.6",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The address of the page on which the person agreed is missing.",
    why="The record of a form leads back to the page that was filled in.",
    fix="Store the full https address of the page with the event.",
    field="url",
    applies=lambda record, context: record.gives_consent and record.method in ONLINE,
    good=(
        RECORD,
        {**RECORD, "method": "qr_code"},
        {**SPOKEN, "url": ""},
        {**RECORD, "url": "", "details": {"url": "https://acme.com/join"}, "method": "paper_form"},
    ),
    bad=(
        {**RECORD, "url": ""},
        {**RECORD, "url": "acme.com/join"},
        {**RECORD, "url": "http://acme.com/join"},
    ),
)
