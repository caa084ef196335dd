"""SM011: A sample message is shorter than 20 or longer than 1,024 characters."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_SAMPLE,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    length = len(message.text.strip())
    if not 20 <= length <= context.limit("sample_max"):
        yield Hit(message=f"The message has {length:,} characters.")


RULE = Rule(
    id="SM011",
    name="length-outside-bounds",
    authority="tcr",
    citation="registry schema (20 to 1,024 characters)",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample message is shorter than 20 or longer than 1,024 characters.",
    why="The registry's form refuses it.",
    fix="Bring the message within 20 and 1,024 characters.",
    field="sample_messages",
    good=(
        {"kind": "sample_message", "text": "xxxxxxxxxxxxxxxxxxxx"},
        {"kind": "sample_message", "text": "Acme: see you at 3 PM. STOP ends."},
        {"kind": "sample_message", "text": GOOD_SAMPLE},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: Hi            "},
        {"kind": "sample_message", "text": "Acme: Hi! STOP"},
        {"kind": "sample_message", "text": "Acme: sale. Reply STOP to opt out. " * 40},
    ),
)
