"""What a file really is, by its content; its name and the browser's word count for nothing."""

from __future__ import annotations

import re
from typing import Final

from portal.common.errors import WrongInput
from portal.evidence.kinds import media_types_of
from portal.evidence.limits import MAX_BYTES, TEXT_TYPES

_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
_MARKUP = re.compile(r"<\s*(!doctype|html|head|body|script|iframe|svg|\?xml)", re.IGNORECASE)
_MAIL_HEADER = re.compile(r"^(from|received|return-path|date|subject|message-id|mime-version):", re.I | re.M)
_MAIL_FIRST_LINE = re.compile(r"^[A-Za-z][A-Za-z0-9-]*:[ \t]\S")


def media_type_of(data: bytes) -> str:
    """The media type of the bytes, or an empty text when they are nothing that evidence may be."""
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    text = as_text(data)
    if text is None:
        return ""
    if _MAIL_FIRST_LINE.match(text) and len(_MAIL_HEADER.findall(text[:8_192])) >= 2:
        return "message/rfc822"
    if _MARKUP.search(text[:4_096]):
        return "image/svg+xml" if "<svg" in text[:4_096].lower() else "text/html"
    return "text/csv" if _looks_like_table(text) else "text/plain"


def as_text(data: bytes) -> str | None:
    """The bytes as text if they are UTF-8 without control characters, else None."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if any(ord(character) < 32 and character not in "\t\r\n\f" for character in text):
        return None
    return text


def accepted_media_type(data: bytes, *, kind: str) -> str:
    """The media type, if a paper of this kind may have it. Raises WrongInput that says what to bring instead."""
    if not data:
        raise refused_file("The file is empty. Choose the file again; it may not have been saved.", code="file_empty")
    if len(data) > MAX_BYTES:
        raise refused_file(
            f"The file has {len(data) / 1_048_576:.0f} MB; up to {MAX_BYTES // 1_048_576} MB fit. "
            "Save it smaller, or upload its pages one by one.",
            code="file_too_large",
        )
    media_type = media_type_of(data)
    if media_type in media_types_of(kind):
        return media_type
    raise refused_file(_WHAT_TO_BRING.get(media_type, _WHAT_TO_BRING[""]), code="file_kind_refused")


def refused_file(sentence: str, *, code: str) -> WrongInput:
    """The refusal of a file, shown at the upload field."""
    return WrongInput(sentence, code=code, fields={"file": [sentence]})


def _looks_like_table(text: str) -> bool:
    lines = [line for line in text.splitlines()[:5] if line.strip()]
    counts = {line.count(",") for line in lines}
    return len(lines) >= 2 and len(counts) == 1 and counts != {0}


_TEXT_SENTENCE = "This paper has to be a picture or a PDF: take a screenshot or print it to PDF, and upload that."
_WHAT_TO_BRING: Final[dict[str, str]] = {
    "image/svg+xml": "An SVG drawing can carry programs. Save it as PNG or PDF and upload that.",
    "text/html": "A saved web page can carry programs. Take a screenshot or print the page to PDF, and upload that.",
    "": "This is no file we can show to a reviewer. Upload a PNG, JPEG, GIF or WebP picture, or a PDF.",
    **dict.fromkeys(TEXT_TYPES, _TEXT_SENTENCE),
}
