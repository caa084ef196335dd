"""OW005: The consent wording does not say how to opt out."""

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
    edit = appended(wording.text, "Reply STOP to opt out.", "Add the opt-out line")
    found = signs.stop_line(normalize(wording.text).folded)
    yield from absent(found, "The wording does not say how to opt out.", edit=edit)


RULE = Rule(
    id="OW005",
    name="opt-out-missing",
    authority="ctia",
    citation="source 004, step 5.1; source 000, opt-in 6",
    severity=Verdict.ERROR,
    subjects=(
        OptInWording,
        VerbalScript,
    ),
    check=_check,
    what="The consent wording does not say how to opt out.",
    why="The way out is the fifth of the five mandatory elements.",
    fix='Add "Reply STOP to opt out."',
    codes=("tcr:9106",),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": "Texts from Acme. Txt “STOP” 2 end."},
        {"kind": "opt_in_wording", "text": "To unsubscribe from Acme texts, reply with the word STOP."},
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "Texts from Acme. Do not reply STOP to this number; call us."},
        {"kind": "opt_in_wording", "text": "Stop by our shop any time! Texts from Acme about new shoes."},
        {
            "kind": "opt_in_wording",
            "text": "I agree to receive order updates from Acme. Message frequency varies. Msg & data rates may apply.",
        },
    ),
)
