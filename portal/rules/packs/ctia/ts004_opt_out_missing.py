"""TS004: The terms do not say how to opt out."""

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
    found = signs.stop_line(normalize(page.text).folded)
    yield from absent(found, "The terms do not say how to opt out.")


RULE = Rule(
    id="TS004",
    name="opt-out-missing",
    authority="ctia",
    citation="source 000, terms of service",
    severity=Verdict.ERROR,
    subjects=(TermsPage,),
    check=_check,
    mend=sentence("Reply STOP to opt out.", "Add the opt-out line"),
    what="The terms do not say how to opt out.",
    why="The terms must carry the opt-out instruction.",
    fix='Add "Reply STOP to opt out."',
    codes=("tcr:9106",),
    field="terms_url",
    good=(
        {"kind": "terms", "text": "Text STOP to end."},
        {"kind": "terms", "text": "You can cancel at any time: just reply “STOP”."},
        {"kind": "terms", "markdown": GOOD_TERMS},
    ),
    bad=(
        {"kind": "terms", "text": "You may end texts by calling us."},
        {"kind": "terms", "text": "Stop by our shop."},
        {"kind": "terms", "markdown": GOOD_TERMS.replace("Reply STOP to opt out or HELP", "Reply HELP")},
    ),
)
