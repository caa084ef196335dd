"""The words of a rejection notice that came as a file: a PDF with text, a saved e-mail, a text file."""

from __future__ import annotations

import uuid
from typing import Final

from django.utils.translation import gettext as _

from portal.evidence.limits import IMAGE_TYPES, MAX_BYTES, MAX_READ, PDF
from portal.evidence.rendering import text_of
from portal.evidence.sniffing import media_type_of, refused_file
from portal.evidence.wording import CONTROLS, decoded

_MAIL: Final = "message/rfc822"


def words_of(data: bytes, name: str = "", *, organization_id: uuid.UUID | None = None) -> str:
    """The text of a notice that an organization brings. Raises WrongInput that says what to do where there is none."""

    def read(kind: str) -> str:
        return text_of(data, kind, organization_id=organization_id)

    if not data:
        raise refused_file(_("The file is empty. Choose the file again; it may not have been saved."), code="empty")
    if len(data) > MAX_BYTES:
        raise refused_file(_("The file has more than 10 MB. Paste its text, or upload its pages."), code="too_large")
    kind = media_type_of(data)
    if kind in IMAGE_TYPES:
        raise refused_file(_("The words of a picture cannot be read. Type its codes or its text."), code="picture")
    if kind == PDF:
        return _needed(read(PDF), _("The PDF holds pictures only, no text. Type its codes or its text."))
    if kind == _MAIL or name.lower().endswith((".eml", ".mht", ".mhtml")):
        return _needed(read(_MAIL), _("The e-mail holds no text that can be read. Paste its text."))
    text = decoded(data)
    if text is None:
        sentence = _("The words of this file cannot be read. Bring a PDF with text, a saved e-mail or a text file.")
        raise refused_file(sentence, code="unreadable")
    if kind in ("text/html", "image/svg+xml"):
        text = read("text/html")
    return _needed(text, _("The file holds no text."))


def _needed(text: str, otherwise: str) -> str:
    text = CONTROLS.sub(" ", text).replace("\r\n", "\n").strip()[:MAX_READ]
    if not text:
        raise refused_file(otherwise, code="no_words")
    return text
