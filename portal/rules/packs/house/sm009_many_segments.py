"""SM009: The message takes more segments than it needs."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.alphabet import PLAIN, TYPOGRAPHIC, plain_spelling
from portal.rules.facts.text import foreign_characters, segments_of
from portal.rules.kit import GOOD_SAMPLE
from portal.rules.result import Edit, Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import SampleMessage

_SHOWN = 4


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    count = segments_of(message.text)
    if count <= 1:
        return
    foreign = foreign_characters(message.text)
    plain = plain_spelling(message.text)
    saved = count - segments_of(plain)
    accident = bool(foreign) and saved > 0 and all(character in TYPOGRAPHIC for _, character in foreign)
    if count <= context.limit("segments_advised") and not accident:
        return
    because = ""
    if foreign:
        names = ", ".join(
            f"U+{ord(one):04X} \u201c{one}\u201d" for one in dict.fromkeys(one for _, one in foreign[:_SHOWN])
        )
        because = f" {names}: outside the GSM-7 alphabet, so it is sent as UCS-2."
    span = (foreign[0][0], foreign[0][0] + 1) if foreign else None
    yield Hit(
        message=f"The message takes {count} segments.{because}", span=span, edit=_edit(message.text, foreign, saved)
    )


def _edit(raw: str, foreign: list[tuple[int, str]], saved: int) -> Edit | None:
    """One edit over all characters that have a plain one; none when that saves nothing."""
    places = [place for place, character in foreign if character in PLAIN]
    if not places or saved <= 0:
        return None
    start, end = places[0], places[-1] + 1
    return Edit(start, end, plain_spelling(raw[start:end]), safe=True, label="Use plain characters")


RULE = Rule(
    id="SM009",
    name="many-segments",
    authority="house",
    citation="Clearline; 3GPP TS 23.038",
    severity=Verdict.ADVICE,
    subjects=(SampleMessage,),
    check=_check,
    what="The message takes more segments than it needs.",
    why="Carriers bill and count by segment; one curly quote more than doubles the count.",
    fix="Shorten the message, or replace the characters outside the GSM-7 alphabet.",
    field="sample_messages",
    good=(
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {
            "kind": "sample_message",
            "text": "Caf\u00e9 \u00c9toile: Men\u00fc for 12 \u20ac, \u00a1ol\u00e9! " + "x" * 120,
        },
        {"kind": "sample_message", "text": "Acme: It\u2019s here. Reply STOP to opt out."},
        {
            "kind": "sample_message",
            "text": "Acme: Party time \U0001f389 Reply STOP to opt out. " + "See you there. " * 3,
        },
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "Acme: " + "Sale \u2014 40% off everything this weekend only. " * 5 + "Reply STOP to opt out.",
        },
        {
            "kind": "sample_message",
            "text": "Acme: Your order\u2019s on its way and arrives on Tuesday. Track it at acme.com/track Reply STOP to opt out.",
        },
        {
            "kind": "sample_message",
            "text": "Acme:\u00a0Your table is ready. \u201cRoma\u201d is at the back\u2026 Ask for Jane at the door. Reply STOP to opt out.",
        },
        {
            "kind": "sample_message",
            "text": "Acme: " + "We are open again and look forward to you. " * 12 + "Reply STOP to end.",
        },
    ),
)
