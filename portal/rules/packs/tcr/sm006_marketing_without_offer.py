"""SM006: A sample of a marketing campaign promotes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import classify
from portal.rules.kit import (
    GOOD_SAMPLE,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text).folded
    if signs.promotion(text) is None and classify(message.text) not in {"MARKETING", ""}:
        yield Hit(message="Nothing in this message is promotional.")


RULE = Rule(
    id="SM006",
    name="marketing-without-offer",
    authority="tcr",
    citation="source 004, step 4.3",
    severity=Verdict.WARNING,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample of a marketing campaign promotes nothing.",
    why="Marketing samples are expected to show promotional language; a plain notice suggests another use case.",
    fix="Show a real offer, or choose the use case that fits the message.",
    codes=("tcr:9001",),
    field="sample_messages",
    applies=lambda message, context: message.use_case == "MARKETING",
    good=(
        {
            "kind": "sample_message",
            "text": "Acme: New arrivals are in at acme.com/new Reply STOP to opt out.",
            "use_case": "MARKETING",
        },
        {
            "kind": "sample_message",
            "text": "Acme: Your package was left at the door. Reply STOP to opt out.",
            "use_case": "DELIVERY_NOTIFICATION",
        },
        {"kind": "sample_message", "text": GOOD_SAMPLE, "use_case": "MARKETING"},
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "TechCorp: Your verification code is 847392. Reply STOP to opt out.",
            "use_case": "MARKETING",
        },
        {
            "kind": "sample_message",
            "text": "GreenLeaf: Your appointment is on Monday at 3 PM. Reply STOP to opt out.",
            "use_case": "MARKETING",
        },
        {
            "kind": "sample_message",
            "text": "Acme: Your package was left at the door. Reply STOP to opt out.",
            "use_case": "MARKETING",
        },
    ),
)
