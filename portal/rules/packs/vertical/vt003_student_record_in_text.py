"""VT003: A sample message holds something from a student's record."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    at,
    quoted,
)
from portal.rules.patterns import pattern
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)
from portal.rules.text import normalize

_RECORD = pattern(
    r"\b(?:your|student's|child's|his|her) (?:grade|grades|gpa|transcript|test score|scores?|academic standing|enrollment status|report card)\b[^.]{0,40}\b(?:is|are|was|were|of|dropped|:)|\bacademic probation\b"
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    match = _RECORD.search(text.folded)
    if match:
        yield at(
            text, match.span(), f"\u201c{quoted(message.text, match.span(), text)}\u201d comes from a student record."
        )


RULE = Rule(
    id="VT003",
    name="student-record-in-text",
    authority="vertical",
    citation="source 004, section 8.5",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample message holds something from a student's record.",
    why="Grades, enrolment status and academic data must not be in a text.",
    fix="Say that something is waiting in the portal.",
    field="sample_messages",
    applies=lambda message, context: (
        message.use_case in {"HIGHER_EDUCATION", "K12_EDUCATION"}
        or (message.brand is not None and message.brand.vertical == "EDUCATION")
    ),
    good=(
        {
            "kind": "sample_message",
            "text": "State University: Classes are cancelled today. Reply STOP to opt out.",
            "use_case": "HIGHER_EDUCATION",
        },
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "State University: Your grade in Biology is B+. Reply STOP to opt out.",
            "use_case": "HIGHER_EDUCATION",
        },
    ),
)
