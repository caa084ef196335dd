"""SM003: A sample message still holds a placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_SAMPLE,
    at,
    quoted,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)

# Marks of templates that carry no brackets of their own kind, and blanks that somebody meant to fill in.
_BLANKS = pattern(
    r"<%=?[^%\n]{1,40}%>|_{2}[a-z][a-z_]{1,30}_{2}|\b(?:your |customer |client |first )?(?:name|logo|link|url|offer|date|text) here\b"
    r"|\b(?:mm|dd)[/.\-](?:mm|dd)(?:[/.\-]yy(?:yy)?)?\b|\bhh:mm\b|\btbd\b"
)


def _places(folded: str) -> Iterator[tuple[int, int]]:
    known = signs.placeholders(folded)
    yield from known
    for match in _BLANKS.finditer(folded):
        if not any(start <= match.start() < end for start, end in known):
            yield match.span()


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    for span in _places(text.folded):
        if context.limit("brackets_allowed") and text.folded[span[0]] in "[{$<":
            continue
        yield at(text, span, f"{quoted(message.text, span, text)} is a placeholder.")


RULE = Rule(
    id="SM003",
    name="placeholder-left-in",
    authority="tcr",
    citation="source 004, step 4.3",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample message still holds a placeholder.",
    why="Reviewers want to see what a person will receive; a bracketed field reads as an unfinished template.",
    fix="Put a realistic example in its place, such as Sarah, Order #87234 or November 6 at 2pm.",
    field="sample_messages",
    needs=lambda: (signs.PLACEHOLDER, _BLANKS),
    good=(
        {"kind": "sample_message", "text": "Acme: Your name is on the list, come here at 3. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: 100% of your points are back. Reply STOP to opt out."},
        {"kind": "sample_message", "text": GOOD_SAMPLE},
        {"kind": "sample_message", "text": "Acme: step [1] of 2 is done. Reply STOP to opt out."},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: Hi <%= name %>, it is ready. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: Dear YOUR NAME HERE, it is ready. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: See you on MM/DD/YYYY. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: Hi {{first_name}}! Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: your account ending in XXXX is paid. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: Insert offer here. Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: Hi [FIRST NAME], order {ORDER ID} shipped. Reply STOP to opt out."},
    ),
)
