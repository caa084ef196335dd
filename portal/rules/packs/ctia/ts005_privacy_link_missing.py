"""TS005: The terms do not lead to the privacy policy."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
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
    linked = any(signs.privacy_mention(normalize(link.replace("-", " ")).folded) for link in page.links)
    named = signs.privacy_mention(normalize(page.text).folded)
    yield from absent(linked or named, "The terms do not lead to the privacy policy.")


RULE = Rule(
    id="TS005",
    name="privacy-link-missing",
    authority="ctia",
    citation="source 000, terms of service",
    severity=Verdict.ERROR,
    subjects=(TermsPage,),
    check=_check,
    what="The terms do not lead to the privacy policy.",
    why="The terms must link to it.",
    fix="Add a link to the privacy policy.",
    codes=("tcr:9108",),
    field="terms_url",
    good=(
        {"kind": "terms", "text": "Read our Privacy Notice."},
        {"kind": "terms", "text": "Our privacy policy is at acme.com/privacy."},
        {"kind": "terms", "markdown": GOOD_TERMS},
    ),
    bad=(
        {"kind": "terms", "text": "We handle data with care."},
        {"kind": "terms", "text": "We text you order updates. Reply STOP to opt out."},
        {"kind": "terms", "markdown": GOOD_TERMS.replace("See our [Privacy Policy](https://acme.com/privacy).", "")},
    ),
)
