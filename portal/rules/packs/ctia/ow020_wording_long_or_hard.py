"""OW020: The consent wording is long or hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import readability
from portal.rules.kit import GOOD_CONSENT
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    words = len(readability.words_outside_links(wording.text))
    most, hardest = context.limit("wording_words_max"), context.limit("wording_grade_max")
    if words > most:
        yield Hit(message=f"The wording has {words} words; up to {most} are read.")
    grade = readability.school_grade(wording.text)
    if grade is not None and grade > hardest:
        yield Hit(message=f"The wording reads like grade {grade:.0f}; grade {hardest} is plain enough for everybody.")


RULE = Rule(
    id="OW020",
    name="wording-long-or-hard",
    authority="ctia",
    citation="source 000, opt-in 1",
    severity=Verdict.ADVICE,
    subjects=(OptInWording,),
    check=_check,
    what="The consent wording is long or hard to read.",
    why="Consent must be clear and concise; people agree only to what they understood.",
    fix="Keep to the elements that are needed, in short sentences.",
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
        {"kind": "opt_in_wording", "text": "I agree to receive order updates by text from Acme."},
        {
            "kind": "opt_in_wording",
            "text": "Yes, text me my order updates. "
            + " ".join(f"https://acme.com/a-very-long-address/{n}" for n in range(150)),
        },
    ),
    bad=(
        {"kind": "opt_in_wording", "text": GOOD_CONSENT + " We write with care, and we keep to what we said." * 9},
        {
            "kind": "opt_in_wording",
            "text": "I hereby acknowledge, notwithstanding any previously communicated preferences or contractual stipulations, that the aforementioned organization may periodically disseminate telecommunications of a promotional and informational character to the subscriber identification number furnished hereinabove.",
        },
        {"kind": "opt_in_wording", "text": "I agree to get offers from Acme by text, and " * 20 + "that is all."},
    ),
)
