"""The words of a rejection notice that came as a file: a PDF with text, a saved e-mail, a text file."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Final

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser

from portal.common.errors import WrongInput
from portal.evidence.limits import IMAGE_TYPES, MAX_BYTES, MAX_READ, PDF
from portal.evidence.rendering import text_of_pdf
from portal.evidence.sniffing import media_type_of, refused_file

_PARTS: Final = 60
"""Parts of an e-mail that are looked at."""
_PDFS: Final = 3
"""PDFs within an e-mail that are opened; each takes a process of its own."""
_BLOCKS: Final = "br,p,div,li,tr,td,h1,h2,h3,h4,h5,h6,table,blockquote,pre"
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def words_of(data: bytes, name: str = "") -> str:
    """The text of a notice. Raises WrongInput that says what to do where there are no words to read."""
    if not data:
        raise refused_file(_("The file is empty. Choose the file again; it may not have been saved."), code="empty")
    if len(data) > MAX_BYTES:
        raise refused_file(_("The file has more than 10 MB. Paste its text, or upload its pages."), code="too_large")
    kind = media_type_of(data)
    if kind in IMAGE_TYPES:
        raise refused_file(_("The words of a picture cannot be read. Type its codes or its text."), code="picture")
    if kind == PDF:
        return _needed(text_of_pdf(data), _("The PDF holds pictures only, no text. Type its codes or its text."))
    if kind == "message/rfc822" or name.lower().endswith((".eml", ".mht", ".mhtml")):
        return _needed(_mail(data), _("The e-mail holds no text that can be read. Paste its text."))
    text = _decoded(data)
    if text is None:
        sentence = _("The words of this file cannot be read. Bring a PDF with text, a saved e-mail or a text file.")
        raise refused_file(sentence, code="unreadable")
    return _needed(_plain(text) if kind in ("text/html", "image/svg+xml") else text, _("The file holds no text."))


def _needed(text: str, otherwise: str) -> str:
    text = _CONTROLS.sub(" ", text).replace("\r\n", "\n").strip()[:MAX_READ]
    if not text:
        raise refused_file(otherwise, code="no_words")
    return text


def _decoded(data: bytes) -> str | None:
    """Bytes as text: by their mark, as UTF-8, else as Windows text unless they hold control characters."""
    encodings = [encoding for mark, encoding in _BOMS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROLS.search(text[:100_000]) else text
    return None


def _mail(data: bytes) -> str:
    """Subject, the body (its plain form before its HTML form) and attachments that are text, e-mail or PDF."""
    message = email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)
    bodies: dict[str, list[str]] = {"plain": [], "html": [], "attached": []}
    pdfs = 0
    for part in _parts(message):
        kind, attached = part.get_content_type(), _is_attached(part)
        if kind == "application/pdf" and pdfs < _PDFS:
            pdfs += 1
            bodies["attached"].append(_pdf_within(_payload(part)))
        elif kind in ("text/plain", "text/html"):
            text = _text(part)
            text = _plain(text) if kind == "text/html" else text
            bodies["attached" if attached else kind[5:]].append(text)
    shown = bodies["plain"] if any(text.strip() for text in bodies["plain"]) else bodies["html"]
    return "\n\n".join(text for text in (_subject(message), *shown, *bodies["attached"]) if text.strip())


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The leaves of an e-mail, at most ``_PARTS``; of a broken one those that the library can name."""
    walked = message.walk()
    for _count in range(_PARTS):
        try:
            part = next(walked)
        except (StopIteration, RecursionError):
            return
        if isinstance(part, EmailMessage) and not part.is_multipart():
            yield part


def _subject(message: EmailMessage) -> str:
    try:
        return str(message.get("subject", ""))
    except Exception:  # the library's header parser fails in many ways on hostile headers
        return ""


def _is_attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except Exception:  # as above
        return False


def _payload(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # broken transfer encodings raise whatever their decoder raises
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except Exception:  # an unknown or wrong character set; then the bytes are guessed
        return _decoded(_payload(part)) or ""


def _pdf_within(data: bytes) -> str:
    """The words of an attached PDF; one that does not open leaves the rest of the e-mail readable."""
    if not data.startswith(b"%PDF-") or len(data) > MAX_BYTES:
        return ""
    try:
        return text_of_pdf(data)
    except WrongInput:
        return ""


def _plain(html: str) -> str:
    """The words of a web page or HTML e-mail, a line per block."""
    tree = LexborHTMLParser(html)
    for node in tree.css("script,style,head,template,svg style"):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
    return tree.body.text() if tree.body else ""
