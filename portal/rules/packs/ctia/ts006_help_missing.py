"""TS006: The terms do not say how to get help."""

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
    folded = normalize(page.text).folded
    contact = signs.phones(folded) or signs.emails(folded)
    yield from absent(signs.help_line(folded), "The terms do not offer HELP.")
    yield from absent(contact, "The terms name neither a phone number nor an e-mail address.")


RULE = Rule(
    id="TS006",
    name="help-missing",
    authority="ctia",
    citation="source 000, terms of service; CTIA handbook",
    severity=Verdict.WARNING,
    subjects=(TermsPage,),
    check=_check,
    mend=sentence("Reply HELP for help.", "Add the help line", unless=signs.help_line),
    what="The terms do not say how to get help.",
    why="People need HELP and a contact.",
    fix='Add "Reply HELP for help" with a phone number or e-mail address.',
    codes=("twilio:30934",),
    field="terms_url",
    good=(
        {"kind": "terms", "markdown": GOOD_TERMS},
        {"kind": "terms", "text": "We text you order updates. Text HELP for help or call 555-234-5678."},
        {"kind": "terms", "text": "For support reply HELP to any message, or write to care@acme.com."},
    ),
    bad=(
        {"kind": "terms", "markdown": GOOD_TERMS.replace("or HELP for help, or e-mail support@acme.com", "")},
        {"kind": "terms", "markdown": GOOD_TERMS.replace(", or e-mail support@acme.com", "")},
        {"kind": "terms", "markdown": GOOD_TERMS.replace(" or HELP for help", "")},
    ),
)
