"""The words of saved e-mails and web pages. Run in the decoder's process; knows no Django.

Such files come from anywhere, so headers are read by the library's plain parser and cut, parts are counted, and markup
that is made to choke its parser is read up to where it begins to.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from email.header import decode_header, make_header
from email.message import Message
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from portal.evidence.limits import PDF
from portal.rules.facts.nesting import readable_length

PARTS: Final = 60
"""Parts of an e-mail that are looked at."""
_PDFS: Final = 3
"""PDFs within an e-mail that are opened."""
_MOST_PARTS: Final = 500
"""An e-mail of more parts, or parts within parts, is none that a registry sends."""
_HEADER: Final = 4_000
"""Characters of a header that are read."""
_BLOCKS: Final = "br,p,div,li,tr,td,h1,h2,h3,h4,h5,h6,table,blockquote,pre"
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OF_NAMES: Final = ("punycode", "idna")
"""Codecs for names of hosts; their time grows with the square of a text."""
CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


class _CutHeaders(email.policy.Compat32):
    """The plain parser with headers cut: the library's time grows with the square of their length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER]


class TooManyParts(Exception):
    """The e-mail is made of more parts than one is read of."""


def words_of_mail(data: bytes, pdf_words: Callable[[bytes], str]) -> str:
    """Subject, the body (its plain form before its HTML form) and attachments that are text, e-mail or PDF.

    ``pdf_words`` reads an attached PDF; one that it fails on leaves the rest readable. Raises TooManyParts.
    """
    made = 0

    def part_made(*arguments: Any, **options: Any) -> Message:
        nonlocal made
        made += 1
        if made > _MOST_PARTS:
            raise TooManyParts
        return Message(*arguments, **options)

    message = email.message_from_bytes(data, _class=part_made, policy=_CutHeaders())
    bodies: dict[str, list[str]] = {"plain": [], "html": [], "attached": []}
    pdfs = 0
    for part in _leaves(message):
        kind, attached = part.get_content_type(), part.get_content_disposition() == "attachment"
        if kind == PDF and pdfs < _PDFS:
            pdfs += 1
            bodies["attached"].append(_pdf_within(_payload(part), pdf_words))
        elif kind in ("text/plain", "text/html"):
            text = _text(part)
            text = words_of_html(text) if kind == "text/html" else text
            bodies["attached" if attached else kind[5:]].append(text)
    shown = bodies["plain"] if any(text.strip() for text in bodies["plain"]) else bodies["html"]
    return "\n\n".join(text for text in (_subject(message), *shown, *bodies["attached"]) if text.strip())


def words_of_html(html: str) -> str:
    """The words of a web page or HTML e-mail, a line per block."""
    tree = LexborHTMLParser(html[: readable_length(html)])
    for node in tree.css("script,style,head,template,svg style"):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
    return tree.body.text() if tree.body else ""


def decoded(data: bytes) -> str | None:
    """Bytes as text: by their mark, as UTF-8, else as Windows text unless they hold control characters."""
    encodings = [encoding for mark, encoding in _BOMS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if CONTROLS.search(text[:100_000]) else text
    return None


def without_surrogates(text: str) -> str:
    """The text without halves of characters, which no file and no database takes."""
    return _SURROGATES.sub("\ufffd", text)


def _leaves(message: Message) -> Iterator[Message]:
    """The leaves of an e-mail, at most ``PARTS``."""
    walked = message.walk()
    for _count in range(PARTS):
        part = next(walked, None)
        if part is None:
            return
        if not part.is_multipart():
            yield part


def _subject(message: Message) -> str:
    written = message.get("subject", "")
    try:
        return str(make_header(decode_header(written)))
    except (ValueError, LookupError, UnicodeError):  # broken encodings: the header as it stands
        return str(written)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    data, charset = _payload(part), part.get_content_charset() or "utf-8"
    try:
        return data.decode("utf-8" if charset in _OF_NAMES else charset)
    except (LookupError, ValueError):  # an unknown or wrong character set; then the bytes are guessed
        return decoded(data) or data.decode("utf-8", "replace")


def _pdf_within(data: bytes, pdf_words: Callable[[bytes], str]) -> str:
    if not data.startswith(b"%PDF-"):
        return ""
    try:
        return pdf_words(data)
    except Exception:  # whatever its reader fails on
        return ""
