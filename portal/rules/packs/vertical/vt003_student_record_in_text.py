"""VT003: A sample message holds something from a student's record."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    at,
    quoted,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)

_RECORD = pattern(
    r"\b(?:your|student's|child's|son's|daughter's|his|her|their|[a-z]+'s) (?:(?:final|midterm|current|overall|new|latest|math|english|biology|course) )?(?:grades?|gpa|transcript|test scores?|scores?|academic standing|enrollment status|enrolment status|report card|class rank|course results?|attendance record)\b[^.!?]{0,40}\b(?:is|are|was|were|of|dropped|fell|rose|shows?|lists?|at)\b"
    r"|\bacademic (?:probation|dismissal|suspension|warning)\b|\bgpa (?:is |was |of |at |below |under |above )+\d|\b(?:is|are|was) (?:failing|not passing|suspended|expelled|on probation)\b"
    r"|\b(?:failed|failing|passed|flunked) (?:your |the |his |her )?(?:[a-z]+ ){0,2}(?:class|course|exam|test|grade|final|midterm|algebra|biology|chemistry|math|english|history)\b"
    r"|\b(?:earned|received|got|scored) (?:an? )?(?:[a-d][+-]?|f|\d{1,3} ?%|\d{1,3} out of \d{2,3}) (?:in|on|for)\b|\byou are (?:no longer |not )?enrolled\b"
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
        or "education" in industries.industries_of(message.brand)
    ),
    needs=lambda: (_RECORD,),
    good=(
        {
            "kind": "sample_message",
            "text": "State University: Classes are cancelled today. Reply STOP to opt out.",
            "use_case": "HIGHER_EDUCATION",
        },
        {
            "kind": "sample_message",
            "text": "State University: Grades are posted. Sign in to the portal to see yours. Reply STOP to opt out.",
            "use_case": "HIGHER_EDUCATION",
        },
        {
            "kind": "sample_message",
            "text": "Hill School: Grade 4 leaves for the museum at 9. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill School", "vertical": "education"},
        },
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "State University: Your grade in Biology is B+. Reply STOP to opt out.",
            "use_case": "HIGHER_EDUCATION",
        },
        {
            "kind": "sample_message",
            "text": "Hill School: Maya is failing algebra and on academic probation. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill School", "vertical": "education"},
        },
        {
            "kind": "sample_message",
            "text": "Hill College: Your GPA of 1.9 is below the limit. Reply STOP to opt out.",
            "brand": {"legal_name": "Hill College", "vertical": "EDUCATION"},
        },
        {
            "kind": "sample_message",
            "text": "Hill College: You scored 92% on the chemistry final. Reply STOP to opt out.",
            "use_case": "K12_EDUCATION",
        },
    ),
)
