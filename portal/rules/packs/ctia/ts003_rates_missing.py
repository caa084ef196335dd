"""TS003: The terms do not mention message and data rates."""

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
    found = signs.rates_line(normalize(page.text).folded)
    yield from absent(found, "The terms do not mention message and data rates.")


RULE = Rule(
    id="TS003",
    name="rates-missing",
    authority="ctia",
    citation="source 000, terms of service",
    severity=Verdict.ERROR,
    subjects=(TermsPage,),
    check=_check,
    mend=sentence("Message and data rates may apply.", "Add the rates line"),
    what="The terms do not mention message and data rates.",
    why="The terms must carry the rates notice.",
    fix='Add "Message and data rates may apply."',
    codes=("twilio:30934",),
    field="terms_url",
    good=(
        {"kind": "terms", "text": "Msg & data rates may apply."},
        {"kind": "terms", "text": "Standard messaging and data rates may apply."},
        {"kind": "terms", "markdown": GOOD_TERMS},
    ),
    bad=(
        {"kind": "terms", "text": "Our rates for shipping are on the site."},
        {"kind": "terms", "text": "Texts are about your order."},
        {"kind": "terms", "markdown": GOOD_TERMS.replace("Message and data rates may apply. ", "")},
    ),
)
