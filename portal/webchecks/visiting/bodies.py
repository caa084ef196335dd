"""The body of an answer: what sort of thing it is, and its text."""

from __future__ import annotations

import re
from typing import Final

from portal.egress.charsets import as_text as body_as_text
from portal.egress.door import Fetched

_TEXT_TYPES = re.compile(r"(?i)^(text/|application/xhtml|$)")
_SORTS: Final = (
    (re.compile(r"(?i)^application/pdf"), "a PDF file"),
    (re.compile(r"(?i)^image/"), "a picture"),
    (re.compile(r"(?i)^(?:video|audio)/"), "a recording"),
    (re.compile(r"(?i)msword|officedocument|opendocument|rtf"), "a word processor's file"),
    (re.compile(r"(?i)^application/(?:[\w.-]+\+)?json"), "data for programs"),
    (re.compile(r"(?i)zip|octet-stream|download"), "a file to download"),
)
_BEGINNINGS: Final = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a file to download"),
)


def not_a_page(answer: Fetched) -> str:
    """What the body is when it is no page that a browser shows as text, in words; empty when it is one.

    What the bytes begin with counts more than what the server calls them.
    """
    begins = answer.body[:16].lstrip()
    sniffed = next((words for mark, words in _BEGINNINGS if begins.startswith(mark)), "")
    if sniffed:
        return sniffed
    kind = answer.header("content-type").strip()
    if _TEXT_TYPES.match(kind):
        return ""
    return next((words for pattern, words in _SORTS if pattern.search(kind)), "something else than a page")


def is_markup(answer: Fetched) -> bool:
    """Whether a browser would read the body as HTML."""
    return not not_a_page(answer) and not answer.header("content-type").strip().lower().startswith("text/plain")


def as_text(answer: Fetched) -> str:
    """The body as text; bytes that do not fit the announced encoding become replacement characters."""
    return body_as_text(answer.body, answer.header("content-type"))
