"""OW026: A field of a template was left in the consent wording."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_CONSENT, at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
    VerbalScript,
)


def _check(wording: OptInWording | VerbalScript, context: Context) -> Iterator[Hit]:
    text = normalize(wording.text)
    for span in signs.placeholders(text.folded):
        words = quoted(wording.text, span, text)
        if any(character.isalpha() for character in words.replace("x", "").replace("X", "")) or len(words) > 4:
            yield at(text, span, f"\u201c{words}\u201d is a field of a template that nobody filled in.")
            return


RULE = Rule(
    id="OW026",
    name="template-field-left-in",
    authority="tcr",
    citation="source 004, appendix B",
    severity=Verdict.WARNING,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="A field of a template was left in the consent wording.",
    why="Reviewers read the words that people really see; a blank that was never filled in shows that nobody uses them.",
    fix="Put the real name, number and address in.",
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
        {"kind": "opt_in_wording", "text": "[ ] I agree to order updates from Acme. [x] I read the terms."},
        {"kind": "verbal_script", "text": "May Acme text you about your order? (1) yes (2) no"},
    ),
    bad=(
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive promotional texts from [BRAND NAME]. Reply STOP to opt out.",
        },
        {"kind": "opt_in_wording", "text": "I agree to receive texts from {{company}}."},
        {"kind": "verbal_script", "text": "Do you agree to receive texts from <company name>?"},
    ),
)
