"""The body of an answer: what sort of thing it is, and its text."""

from __future__ import annotations

import re
from typing import Final

from portal.egress.door import Fetched
from portal.egress.wire.charsets import as_text as body_as_text

_TEXT_TYPES = re.compile(r"(?i)^(text/|application/xhtml|$)")
_CONTROLS: Final = bytes([*range(9), *range(14, 27), *range(28, 32)])
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
        return "bytes that are no text" if _is_noise(answer.body[:4_096], kind) else ""
    return next((words for pattern, words in _SORTS if pattern.search(kind)), "something else than a page")


def _is_noise(body: bytes, kind: str) -> bool:
    """Whether more than one byte in ten is a control character that no text holds; UTF-16 is full of them."""
    is_wide = body.startswith((b"\xff\xfe", b"\xfe\xff")) and body[2:4] != b"\x00\x00"
    if is_wide or "utf-16" in kind.lower():
        return False
    return len(body) - len(body.translate(None, _CONTROLS)) > len(body) / 10


def is_markup(answer: Fetched) -> bool:
    """Whether a browser would read the body as HTML."""
    return not not_a_page(answer) and not answer.header("content-type").strip().lower().startswith("text/plain")


def as_text(answer: Fetched) -> str:
    """The body as text; bytes that do not fit the announced encoding become replacement characters."""
    return body_as_text(answer.body, answer.header("content-type"))
