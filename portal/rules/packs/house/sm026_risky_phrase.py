"""SM026: The message uses a phrase that spam filters know."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import any_word, pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_SAMPLE, at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import SampleMessage

_PHRASES = any_word(
    (
        "free gift",
        "free gifts",
        "free money",
        "free cash",
        "100% free",
        "risk free",
        "risk-free",
        "no risk",
        "act now",
        "act fast",
        "winner",
        "you've won",
        "you have won",
        "you won",
        "claim your",
        "claim now",
        "urgent",
        "final notice",
        "final warning",
        "guaranteed",
        "double your",
        "earn money",
        "extra income",
        "work from home",
        "no obligation",
        "once in a lifetime",
        "this is not a scam",
        "congratulations",
        "gift card",
    )
)
_CARE = pattern(
    r"\burgent (?:care|visit|matters?|needs?|questions?|messages?|appointment|clinic|ticket|request)\b|\b(?:buy|bought|purchased|your) (?:an? )?gift card\b"
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    harmless = [match.span() for match in _CARE.finditer(text.folded)]
    for match in _PHRASES.finditer(text.folded):
        if not any(start <= match.start() < end for start, end in harmless):
            words = quoted(message.text, match.span(), text)
            yield at(text, match.span(), f"\u201c{words}\u201d is a phrase that filters weigh.")


RULE = Rule(
    id="SM026",
    name="risky-phrase",
    authority="house",
    citation="Clearline; public delivery guides",
    severity=Verdict.ADVICE,
    subjects=(SampleMessage,),
    check=_check,
    what="The message uses a phrase that spam filters know.",
    why="Fraud uses the same words, so filters hold such messages back even when the offer is honest.",
    fix="Say plainly what people get and until when.",
    field="sample_messages",
    needs=lambda: (_PHRASES,),
    good=(
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {
            "kind": "sample_message",
            "text": "Harbor Urgent Care: Your urgent care visit is at 3 PM. Reply STOP to opt out.",
        },
        {"kind": "sample_message", "text": "Acme: Thanks, you bought a gift card for $25. Reply STOP to opt out."},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: ACT  NOW, 20% off. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: You\u2019ve won a free gift! Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: Final notice about your account. Reply STOP to opt out."},
    ),
)
