"""SM010: The message asks people to opt out with something other than STOP."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_SAMPLE,
    at,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)

_VARIANTS = {"end", "cancel", "unsubscribe", "quit"}


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    found = signs.other_opt_out(text.folded)
    if found and found[1] not in _VARIANTS:
        yield at(text, found[0], f"People are told to opt out with \u201c{found[1]}\u201d instead of STOP.")


RULE = Rule(
    id="SM010",
    name="opt-out-by-other-word",
    authority="tcr",
    citation="source 004, step 4.3; rules sample-no-numeric-opt-out",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="The message asks people to opt out with something other than STOP.",
    why="Carriers process STOP themselves; another word or a digit is not an opt-out they recognize.",
    fix='Write "Reply STOP to opt out."',
    codes=("tcr:9106",),
    field="sample_messages",
    needs=lambda: (signs.OTHER_OPT_OUT,),
    good=(
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {
            "kind": "sample_message",
            "text": "Acme Dental: your visit is on Monday at 3 PM. Reply C to cancel. Reply STOP to opt out.",
        },
        {"kind": "sample_message", "text": "Acme Dental: see you Monday at 3 PM. Reply C to cancel your appointment."},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: 20% off today. Text (3) to opt out."},
        {"kind": "sample_message", "text": "Acme: 20% off today. Reply 9 to unsubscribe."},
        {"kind": "sample_message", "text": "Acme: 20% off today. Reply N to end these texts. STOP works as well."},
    ),
)
