"""TS001: The terms do not say what kind of messages people receive."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.patterns import pattern
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

_TYPES = pattern(r"\b(?:texts?|texting|sms|messages?|messaging)\b")


def _check(page: TermsPage, context: Context) -> Iterator[Hit]:
    folded = normalize(page.text).folded
    found = _TYPES.search(folded) and consent_words.message_type(folded)
    yield from absent(found, "The terms do not say what kind of messages people receive.")


RULE = Rule(
    id="TS001",
    name="message-types-missing",
    authority="ctia",
    citation="source 000, terms of service",
    severity=Verdict.ERROR,
    subjects=(TermsPage,),
    check=_check,
    what="The terms do not say what kind of messages people receive.",
    why="The terms must disclose the types of messages.",
    fix="Name the messages in a section about texts.",
    codes=("twilio:30934",),
    field="terms_url",
    good=(
        {"kind": "terms", "text": "We send appointment reminders by text."},
        {"kind": "terms", "text": "Texts are about your deliveries."},
        {"kind": "terms", "markdown": GOOD_TERMS},
    ),
    bad=(
        {"kind": "terms", "text": "We text you. Write to support@acme.com."},
        {"kind": "terms", "text": "You may get texts from us from time to time."},
        {"kind": "terms", "markdown": "# Terms\n\nBe kind to our site."},
    ),
)
