"""OW002: The consent wording does not say what kind of messages come."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_CONSENT,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
    VerbalScript,
)


def _check(wording: OptInWording | VerbalScript, context: Context) -> Iterator[Hit]:
    folded = normalize(wording.text).folded
    yield from absent(consent_words.message_type(folded), "The wording does not say what kind of messages come.")


RULE = Rule(
    id="OW002",
    name="message-type-missing",
    authority="ctia",
    citation="source 004, step 5.1; source 000, opt-in 4",
    severity=Verdict.ERROR,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="The consent wording does not say what kind of messages come.",
    why="Consent holds only for what was named.",
    fix='Name them: "promotional text messages", "appointment reminders".',
    codes=("tcr:2100",),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
        {"kind": "opt_in_wording", "text": "Yes, text me appointment reminders from GreenLeaf Dental."},
        {"kind": "verbal_script", "text": "May we text you when your order ships?"},
    ),
    bad=(
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive texts from Acme. Message frequency varies. Reply STOP to opt out.",
        },
        {"kind": "opt_in_wording", "text": "I consent to SMS from Acme. Write to support@acme.com."},
        {"kind": "verbal_script", "text": "Would you like texts from Acme?"},
    ),
)
