"""OW013: One consent covers transactional and promotional messages."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_CONSENT,
    at,
    quoted,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    text = normalize(wording.text)
    span = consent_words.two_purposes(text.folded)
    if span and text.folded.count("[ ]") < 2:
        words = quoted(wording.text, span, text)
        severity = Verdict.ERROR if wording.purpose in {"marketing", "informational"} else None
        yield at(text, span, f"\u201c{words}\u201d asks for two things at once.", severity=severity)


RULE = Rule(
    id="OW013",
    name="two-purposes-one-consent",
    authority="tcpa",
    citation="source 004, step 5.2",
    severity=Verdict.WARNING,
    subjects=(OptInWording,),
    check=_check,
    what="One consent covers transactional and promotional messages.",
    why="Each purpose needs its own consent; consent to order updates does not carry offers. It is an error where the campaign serves one purpose and a warning where it is registered as mixed.",
    fix="Give each purpose its own sentence with its own box.",
    codes=(
        "tcr:2101",
        "twilio:30504",
    ),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
        {"kind": "opt_in_wording", "text": "I agree to receive order updates and shipping notices by text from Acme."},
        {
            "kind": "opt_in_wording",
            "text": "[ ] I agree to account and order texts from Acme. [ ] I agree to order tips and promotional texts.",
        },
    ),
    bad=(
        {
            "kind": "opt_in_wording",
            "text": "I consent to receive both transactional and promotional text messages from Acme. Text STOP to opt out.",
        },
        {"kind": "opt_in_wording", "text": "Yes, send me order updates and promotional texts from Acme."},
        {
            "kind": "opt_in_wording",
            "purpose": "informational",
            "text": "I agree to receive marketing, account and service texts from Acme.",
        },
    ),
)
