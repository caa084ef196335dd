"""TS021: The terms have no section about text messages."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_TERMS, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    TermsPage,
)

_SECTION = pattern(r"\b(?:sms|mms|text(?:s|ing)?|messag(?:e|es|ing)|mobile|10dlc)\b")


def _check(page: TermsPage, context: Context) -> Iterator[Hit]:
    named = any(_SECTION.search(normalize(heading).folded) for heading in page.headings)
    yield from absent(named, "No heading of the terms speaks of text messages.")


RULE = Rule(
    id="TS021",
    name="sms-section-missing",
    authority="ctia",
    citation="source 000, terms of service",
    severity=Verdict.ERROR,
    subjects=(TermsPage,),
    check=_check,
    what="The terms have no section about text messages.",
    why="The disclosure about texts has a section of its own in the terms, where people and reviewers find it.",
    fix='Add a section headed "Text messages" with types, frequency, rates, opt-out, help and the link to the privacy policy.',
    codes=("twilio:30934",),
    field="terms_url",
    good=(
        {"kind": "terms", "markdown": GOOD_TERMS},
        {"kind": "terms", "html": "<h1>SMS Terms of Service</h1><p>We text you.</p>"},
        {"kind": "terms", "html": "<h1>Terms</h1><h2>Mobile Messaging</h2><p>We text you.</p>"},
    ),
    bad=(
        {"kind": "terms", "markdown": GOOD_TERMS.replace("## Text messages", "## Communication")},
        {"kind": "terms", "html": "<h1>Terms</h1><h2>Returns</h2><p>Send it back. We also text.</p>"},
        {"kind": "terms", "text": "We send order updates by text. Reply STOP to opt out."},
    ),
)
