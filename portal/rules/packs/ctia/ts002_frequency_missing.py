"""TS002: The terms do not say how often messages come."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.page_edits import sentence
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_TERMS,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TermsPage,
)


def _check(page: TermsPage, context: Context) -> Iterator[Hit]:
    found = signs.frequency(normalize(page.text).folded)
    yield from absent(found, "The terms do not say how often messages come.")


RULE = Rule(
    id="TS002",
    name="frequency-missing",
    authority="ctia",
    citation="source 000, terms of service",
    severity=Verdict.ERROR,
    subjects=(TermsPage,),
    check=_check,
    mend=sentence("Message frequency varies.", "Add the frequency", safe=False),
    what="The terms do not say how often messages come.",
    why="The terms must disclose the cadence.",
    fix='Add "Message frequency varies." or a number.',
    codes=("twilio:30934",),
    field="terms_url",
    good=(
        {"kind": "terms", "text": "You get up to 4 messages per month."},
        {"kind": "terms", "text": "Msg frequency varies."},
        {"kind": "terms", "markdown": GOOD_TERMS},
    ),
    bad=(
        {"kind": "terms", "text": "We text you order updates."},
        {"kind": "terms", "text": "We frequently update these terms."},
        {"kind": "terms", "markdown": GOOD_TERMS.replace("Message frequency varies. ", "")},
    ),
)
