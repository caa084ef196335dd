"""OW003: The consent wording does not say how often messages come."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_CONSENT,
    absent,
    appended,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
    VerbalScript,
)


def _check(wording: OptInWording | VerbalScript, context: Context) -> Iterator[Hit]:
    edit = appended(wording.text, "Message frequency varies.", "Add the frequency", safe=False)
    found = signs.frequency(normalize(wording.text).folded)
    yield from absent(found, "The wording does not say how often messages come.", edit=edit)


RULE = Rule(
    id="OW003",
    name="frequency-missing",
    authority="ctia",
    citation="source 004, step 5.1; source 000, opt-in 4",
    severity=Verdict.ERROR,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="The consent wording does not say how often messages come.",
    why="Frequency is the third of the five mandatory elements.",
    fix='Add "Message frequency varies." or a number, such as "up to 4 messages per month".',
    codes=("tcr:2101",),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": "Get 2 msgs/week from Acme."},
        {"kind": "verbal_script", "text": "We will text you up to four times a month. Is that all right?"},
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "I agree to recurring texts from Acme. Reply STOP to opt out."},
        {"kind": "verbal_script", "text": "May Acme text you about your order?"},
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive order updates from Acme. Msg & data rates may apply. Reply STOP to opt out.",
        },
    ),
)
