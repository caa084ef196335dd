"""OW013: One consent covers transactional and promotional messages."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_CONSENT,
    at,
    quoted,
)
from portal.rules.patterns import pattern
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)
from portal.rules.text import normalize

_BOTH = pattern(
    r"\b(?:transactional|informational|order|account|service|appointment)[a-z ,]{0,40}(?:and|or|&|,)[a-z ]{0,20}\b(?:promotional|marketing|offers)\b"
    r"|\b(?:promotional|marketing)[a-z ,]{0,30}(?:and|or|&|,) (?:transactional|informational|account|order|service)\b"
)


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    text = normalize(wording.text)
    match = _BOTH.search(text.folded)
    if match and text.folded.count("[ ]") < 2:
        yield at(
            text, match.span(), f"\u201c{quoted(wording.text, match.span(), text)}\u201d asks for two things at once."
        )


RULE = Rule(
    id="OW013",
    name="two-purposes-one-consent",
    authority="tcpa",
    citation="source 004, step 5.2",
    severity=Verdict.WARNING,
    subjects=(OptInWording,),
    check=_check,
    what="One consent covers transactional and promotional messages.",
    why="Each purpose needs its own consent; consent to order updates does not carry offers.",
    fix="Give each purpose its own sentence with its own box.",
    codes=(
        "tcr:2101",
        "twilio:30504",
    ),
    field="opt_in_wording",
    good=({"kind": "opt_in_wording", "text": GOOD_CONSENT},),
    bad=(
        {
            "kind": "opt_in_wording",
            "text": "I consent to receive both transactional and promotional text messages from Acme. Text STOP to opt out.",
        },
    ),
)
