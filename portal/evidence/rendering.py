"""Pictures to show instead of the original file.

The decoders run in a process of their own with bounded memory and time, so that a hostile file can end that process but
neither the portal nor the machine. The original bytes never reach a browser.
"""

from __future__ import annotations

import dataclasses
import json
import signal
import subprocess  # starts this program's own module, see below
import sys
import uuid
from typing import Any, Final

from django.conf import settings

from portal.evidence.limits import DRAWN_S, IMAGE_TYPES, MAX_PAGES, PDF, READ_S
from portal.evidence.sniffing import as_text, refused_file
from portal.evidence.turns import turn_for

_PATIENCE_S: Final = 8
"""Seconds on the clock beyond those that the decoder may compute, for its start and on a busy machine."""
MAX_TEXT: Final = 200_000
"""Characters of a text file that are shown."""


@dataclasses.dataclass(frozen=True, slots=True)
class Rendition:
    """What is shown of a page: PNG bytes, or plain text."""

    page: int
    media_type: str
    data: bytes


@dataclasses.dataclass(frozen=True, slots=True)
class Rendered:
    """The pages a file has, and what is shown of the first ones."""

    pages: int
    shown: tuple[Rendition, ...]


def render(data: bytes, *, media_type: str, organization_id: uuid.UUID | None) -> Rendered:
    """The pages and their pictures, in a turn of the organization that brings the file.

    Raises WrongInput when the file cannot be read, goes beyond the bounds, or has to wait its turn.
    """
    if media_type in IMAGE_TYPES or media_type == PDF:
        return _render_apart(data, media_type, organization_id)
    text = (as_text(data) or "")[:MAX_TEXT]
    return Rendered(pages=1, shown=(Rendition(page=1, media_type="text/plain", data=text.encode()),))


def text_of(data: bytes, media_type: str, *, organization_id: uuid.UUID | None) -> str:
    """The words of a PDF, e-mail or web page; empty when it holds pictures only. Raises WrongInput as ``render``."""
    with turn_for(organization_id):
        answer, _body = _decoded(data, media_type, "text", seconds=READ_S)
    return str(answer["text"])


def _render_apart(data: bytes, media_type: str, organization_id: uuid.UUID | None) -> Rendered:
    with turn_for(organization_id):
        answer, body = _decoded(data, media_type, "pictures", seconds=DRAWN_S)
    shown = []
    for number, size in enumerate(answer["sizes"], start=1):
        shown.append(Rendition(page=number, media_type="image/png", data=body[:size]))
        body = body[size:]
    return Rendered(pages=answer["pages"], shown=tuple(shown))


def _decoded(data: bytes, *arguments: str, seconds: int) -> tuple[dict[str, Any], bytes]:
    """What the decoder's process answers, and the bytes that follow. Raises WrongInput for its faults."""
    command = [sys.executable, "-m", "portal.evidence.decoder", *arguments, str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the file goes in on standard input
            command, input=data, capture_output=True, timeout=seconds + _PATIENCE_S, cwd=settings.BASE_DIR, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise refused_file(_SENTENCES["too_slow"], code="file_too_slow") from error
    if done.returncode == -signal.SIGXCPU:
        raise refused_file(_SENTENCES["too_slow"], code="file_too_slow")
    head, _, body = done.stdout.partition(b"\n")
    answer: dict[str, Any] = json.loads(head) if done.returncode == 0 and head else {"fault": "unreadable"}
    if "fault" in answer:
        raise refused_file(_SENTENCES[answer["fault"]], code=f"file_{answer['fault']}")
    return answer, body


_SENTENCES: Final[dict[str, str]] = {
    "unreadable": "The file is damaged or was not fully saved: it does not open. Export it again and upload that.",
    "too_many_pixels": "The picture has more than 40 million pixels. Save it at a smaller size and upload that.",
    "too_many_parts": "The e-mail is made of more than 500 parts. Paste its text instead.",
    "too_many_pages": f"The PDF has more than {MAX_PAGES} pages. Upload only the pages that show the evidence.",
    "locked": "The PDF asks for a password. Print it to a PDF without a password and upload that.",
    "too_slow": "The file takes too long to open. Print it to PDF again, or take a screenshot, and upload that.",
}
