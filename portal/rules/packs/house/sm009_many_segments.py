"""SM009: The message takes more segments than it needs."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_SAMPLE,
)
from portal.rules.result import Edit, Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)
from portal.rules.text import foreign_characters, segments_of

_PLAIN = {
    "\u2014": "-",
    "\u2013": "-",
    "\u2019": "'",
    "\u2018": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u00a0": " ",
    "\u2026": "...",
}


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    count = segments_of(message.text)
    if count <= context.limit("segments_advised"):
        return
    foreign = foreign_characters(message.text)
    edit = None
    because = ""
    if foreign:
        because = f" \u201c{foreign[0][1]}\u201d forces the UCS-2 alphabet."
        if all(character in _PLAIN for _, character in foreign):
            start, end = foreign[0][0], foreign[-1][0] + 1
            plain = "".join(_PLAIN.get(character, character) for character in message.text[start:end])
            edit = Edit(start, end, plain, safe=True, label="Use plain characters")
    yield Hit(message=f"The message takes {count} segments.{because}", edit=edit)


RULE = Rule(
    id="SM009",
    name="many-segments",
    authority="house",
    citation="Clearline; 3GPP TS 23.038",
    severity=Verdict.ADVICE,
    subjects=(SampleMessage,),
    check=_check,
    what="The message takes more segments than it needs.",
    why="Carriers bill and count by segment; one curly quote or dash more than doubles the count.",
    fix="Shorten the message, or replace the characters outside the GSM-7 alphabet.",
    field="sample_messages",
    good=({"kind": "sample_message", "text": GOOD_SAMPLE},),
    bad=(
        {
            "kind": "sample_message",
            "text": "Acme: " + "Sale \u2014 40% off everything this weekend only. " * 5 + "Reply STOP to opt out.",
        },
    ),
)
