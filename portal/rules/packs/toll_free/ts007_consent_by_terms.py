"""TS007: Agreeing to the terms is said to be consent to texts."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_TERMS,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TermsPage,
)

_BY_TERMS = pattern(
    r"\bby (?:agreeing to|accepting|using|continuing)[^.]{0,60}(?:terms|site|website|service|app)[^.]{0,40}\b(?:you )?(?:agree|consent)"
    r"[^.]{0,40}\b(?:texts?|sms|text messag)"
)


def _check(page: TermsPage, context: Context) -> Iterator[Hit]:
    match = _BY_TERMS.search(normalize(page.text).folded)
    if match:
        yield Hit(message=f"The terms say: \u201c{match.group()}\u201d")


RULE = Rule(
    id="TS007",
    name="consent-by-terms",
    authority="toll_free",
    citation="source 000, opt-in must not 1",
    severity=Verdict.ERROR,
    subjects=(TermsPage,),
    check=_check,
    what="Agreeing to the terms is said to be consent to texts.",
    why="Consent buried in an agreement does not count.",
    fix="Remove the sentence and take consent on a form of its own.",
    codes=("toll_free_aggregator:548",),
    field="terms_url",
    good=(
        {"kind": "terms", "text": "Accepting these terms is not consent to text messages."},
        {"kind": "terms", "text": "You opt in to texts on a form of its own."},
        {"kind": "terms", "markdown": GOOD_TERMS},
    ),
    bad=(
        {"kind": "terms", "text": "By using this website you agree to receive SMS messages from us."},
        {"kind": "terms", "text": "By accepting these terms of service, you consent to marketing texts."},
        {
            "kind": "terms",
            "markdown": GOOD_TERMS + "\nBy agreeing to these terms you consent to receive text messages.",
        },
    ),
)
