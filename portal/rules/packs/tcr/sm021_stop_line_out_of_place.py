"""SM021: The opt-out line stands where people overlook it or where it is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import encoding_of, normalize, sentences_of
from portal.rules.kit import GOOD_SAMPLE, at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import SampleMessage

_HELP = re.compile(r"\b(?:help|questions?|support|emergenc(?:y|ies)|urgent)\b")
_ENOUGH_AFTER = 40  # characters of real content behind the line


def _content_after(folded: str, end: int) -> int:
    """Characters behind the opt-out line that are neither about rates, help, frequency nor the policies."""
    about = (signs.rates_line, signs.help_line, signs.frequency, signs.privacy_mention, signs.stop_line)
    rest = sentences_of(folded[end:].lstrip(" .,;!"))
    return sum(
        len(sentence) for sentence in rest if not (_HELP.search(sentence) or any(sign(sentence) for sign in about))
    )


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    span = signs.stop_line(text.folded)
    if span is None:
        return
    start, segments = text.span(*span)[0], context.limit("segments_advised")
    long = start >= segments * 67
    shown = segments * (153 if long and encoding_of(message.text) == "GSM-7" else 67)
    if start >= shown:
        yield at(
            text, span, f"The opt-out line begins {start} characters into the message, behind {shown} that are shown."
        )
    elif span[0] * 2 < len(text.folded) and _content_after(text.folded, span[1]) >= _ENOUGH_AFTER:
        yield at(text, span, "The opt-out line stands in the first half of the message.")


RULE = Rule(
    id="SM021",
    name="stop-line-out-of-place",
    authority="tcr",
    citation="source 004, step 7.5",
    severity=Verdict.WARNING,
    subjects=(SampleMessage,),
    check=_check,
    what="The opt-out line stands where people overlook it or where it is cut off.",
    why="The source wants it near the end of the message, but before the place where long messages are cut.",
    fix='Put "Reply STOP to opt out." at the end and keep the message short.',
    codes=("tcr:9106",),
    field="sample_messages",
    needs=lambda: signs.STOP_LINE,
    good=(
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {
            "kind": "sample_message",
            "text": "Acme: Hi! Reply STOP to opt out, HELP for help. Msg & data rates may apply.",
        },
        {"kind": "sample_message", "text": "Acme: Your order has shipped."},
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "Acme: Reply STOP to opt out. Your order #87234 has shipped and arrives on Tuesday between 9 and 11.",
        },
        {"kind": "sample_message", "text": "Acme: " + "We are open again. " * 26 + "Reply STOP to opt out."},
        {
            "kind": "sample_message",
            "text": "Acme: It\u2019s time. " + "We are open again. " * 11 + "Reply STOP to opt out.",
        },
    ),
)
