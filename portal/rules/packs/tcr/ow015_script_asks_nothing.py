"""OW015: The verbal script does not ask for consent."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    ACME,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    VerbalScript,
)

_ASKS = pattern(r"\b(?:do you|would you|may we|can we|is that|are you|will you)\b[^.!]{0,160}\?")


def _check(script: VerbalScript, context: Context) -> Iterator[Hit]:
    yield from absent(_ASKS.search(normalize(script.text).folded), "The script never asks for agreement.")


RULE = Rule(
    id="OW015",
    name="script-asks-nothing",
    authority="tcr",
    citation="source 004, steps 5.4 and 7.4",
    severity=Verdict.ERROR,
    subjects=(VerbalScript,),
    check=_check,
    what="The verbal script does not ask for consent.",
    why="A person must be asked and must answer; a notice alone is no consent.",
    fix='End with a question: "Do you agree to receive text messages from Acme?"',
    codes=("tcr:2108",),
    field="verbal_script",
    good=(
        {"kind": "verbal_script", "text": "Acme texts reminders. Would you like to get them?", "brand": ACME},
        {
            "kind": "verbal_script",
            "text": "May we text you about your visit at Acme? Please say yes or no.",
            "brand": ACME,
        },
        {
            "kind": "verbal_script",
            "text": "Acme may send you text messages about orders. Do you agree to receive text messages from Acme?",
            "brand": ACME,
        },
    ),
    bad=(
        {"kind": "verbal_script", "text": "You will get texts from Acme now. Any questions for me?", "brand": ACME},
        {"kind": "verbal_script", "text": "By staying on the line you agree to texts.", "brand": ACME},
        {"kind": "verbal_script", "text": "Acme will send you text messages about your orders.", "brand": ACME},
    ),
)
