"""CR025: The number comes from a bought list, a scraped page or a third party."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.record_kit import RECORD
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    text = normalize(record.origin)
    span = consent_words.bought_contacts(text.folded) or consent_words.leads_of_others(text.folded)
    if span is not None:
        words = quoted(record.origin, span, text)
        yield at(text, span, f"\u201c{words}\u201d: consent does not come with such numbers.")


RULE = Rule(
    id="CR025",
    name="consent-bought",
    authority="tcpa",
    citation="source 004, sections 8.3 and 8.7; source 003, opt-in note",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The number comes from a bought list, a scraped page or a third party.",
    why="Consent cannot be bought: it belongs to the sender who asked for it.",
    fix="Ask the people yourself before the first message, or show the written consent from the source that names you.",
    codes=("toll_free_aggregator:538",),
    field="origin",
    applies=lambda record, context: bool(record.origin.strip()),
    good=(
        RECORD,
        {**RECORD, "origin": "our own sign-up page, never a purchased list"},
        {**RECORD, "origin": "applicants on our career page"},
    ),
    bad=(
        {**RECORD, "origin": "purchased list of homeowners"},
        {**RECORD, "origin": "Scraped from LinkedIn"},
        {**RECORD, "method": "import", "origin": "leads we bought from a data broker"},
    ),
)
