"""VT031: A law firm’s sample tells something of a case."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import at, quoted
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import SampleMessage

_CASE = pattern(
    r"\b(?:settlement (?:of|offer|amount)|verdict|plea|charges? (?:of|against)|divorce|custody|arrest(?:ed)?|dui|bankruptcy|felony|immigration (?:case|status)|deposition of|opposing counsel|judge (?:ruled|granted|denied)|your case against)\b"
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    match = _CASE.search(text.folded)
    if match:
        yield at(text, match.span(), f"\u201c{quoted(message.text, match.span(), text)}\u201d tells about a case.")


RULE = Rule(
    id="VT031",
    name="case-told-in-text",
    authority="vertical",
    citation="Clearline’s own reading of source 004, section 8 (legal services are named, not described)",
    severity=Verdict.WARNING,
    subjects=(SampleMessage,),
    check=_check,
    what="A law firm’s sample tells something of a case.",
    why="What a client told a lawyer is confidential; a text is read by whoever holds the phone.",
    fix="Say that there is news and send people to the office or the portal.",
    field="sample_messages",
    applies=lambda message, context: "legal" in industries.industries_of(message.brand),
    needs=lambda: (_CASE,),
    good=(
        {
            "kind": "sample_message",
            "text": "Hill Law: There is news in your matter. Call us. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill Law", "vertical": "legal"},
        },
        {
            "kind": "sample_message",
            "text": "Hill Law: Your meeting is Monday at 9. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill Law", "vertical": "legal"},
        },
        {
            "kind": "sample_message",
            "text": "Acme: A verdict on our new shoes. Reply STOP to opt out.",
            "brand": {"legal_name": "Acme", "vertical": "retail"},
        },
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "Hill Law: The judge granted custody. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill Law", "vertical": "legal"},
        },
        {
            "kind": "sample_message",
            "text": "Hill Law: Settlement offer of $40,000 arrived. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill Law", "vertical": "LEGAL"},
        },
        {
            "kind": "sample_message",
            "text": "Hill Law: Your DUI hearing is Monday. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill Law", "vertical": "legal"},
        },
    ),
)
