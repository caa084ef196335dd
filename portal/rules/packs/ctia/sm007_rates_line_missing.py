"""SM007: A sample message lacks the line on message and data rates."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.facts.use_cases import classify
from portal.rules.kit import (
    GOOD_SAMPLE,
    absent,
    appended,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    edit = appended(message.text, "Msg & data rates may apply.", "Add the rates line")
    found = signs.rates_line(normalize(message.text).folded)
    yield from absent(found, "The message does not say that message and data rates may apply.", edit=edit)


RULE = Rule(
    id="SM007",
    name="rates-line-missing",
    authority="ctia",
    citation="source 004, step 4.3",
    severity=Verdict.WARNING,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample message lacks the line on message and data rates.",
    why="The source asks for it in every consumer campaign; its own passcode template does without.",
    fix='Add "Msg & data rates may apply."',
    codes=("dca2:806",),
    field="sample_messages",
    applies=lambda message, context: message.use_case != "2FA" and classify(message.text) != "2FA",
    good=(
        {"kind": "sample_message", "text": "Acme: Hi! Message and data rates may apply. Reply STOP to opt out."},
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {
            "kind": "sample_message",
            "text": "TechCorp: Your verification code is 847392. Reply STOP to opt out of security alerts.",
            "use_case": "2FA",
        },
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: Your order has shipped. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: Our rates start at $5, apply today. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: 20% off today at acme.com/shop Reply STOP to opt out."},
    ),
)
