"""The process that decodes uploads: bytes in, pictures out. Run by ``portal.evidence.rendering``; knows no Django.

Standard output: a line of JSON, ``{"pages": 3, "sizes": [..]}`` or ``{"fault": ".."}``, then the PNG files end to end.
Its arguments are the media type, ``pictures`` or ``text``, and how many seconds it may compute. For ``text`` the line
is ``{"pages": 3, "text": ".."}``, and nothing follows it; so e-mails and web pages can be read too.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import warnings
from typing import Any, Final

from PIL import Image, ImageOps

from portal.evidence.limits import MAX_PAGES, MAX_PIXELS, MAX_READ, PDF, SHOWN_EDGE, SHOWN_PAGES

_MEMORY: Final = 1_500 * 1024 * 1024


class Fault(Exception):
    """Why a file cannot be shown; the argument is its name in ``rendering``."""


def image_pages(data: bytes, media_type: str) -> tuple[int, list[bytes]]:
    """One re-encoded picture without any metadata, read by the reader of its own type alone. Raises Fault."""
    formats = [media_type.removeprefix("image/").upper()]
    with Image.open(io.BytesIO(data), formats=formats) as probe:
        if probe.width * probe.height > MAX_PIXELS:
            raise Fault("too_many_pixels")
        probe.verify()
    with Image.open(io.BytesIO(data), formats=formats) as picture:
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    return 1, [_png(upright)]


def pdf_pages(data: bytes) -> tuple[int, list[bytes]]:
    """The number of pages and pictures of the first ones. Raises Fault."""
    document, count = _pdf(data)
    pictures = []
    for number in range(min(count, SHOWN_PAGES)):
        page = document[number]
        width, height = page.get_size()
        scale = min(2.0, SHOWN_EDGE / max(width, height, 1))
        pictures.append(_png(page.render(scale=scale).to_pil()))
    return count, pictures


def pdf_text(data: bytes) -> tuple[int, str]:
    """The number of pages and the words on them, page after page; empty for pictures of words. Raises Fault."""
    document, count = _pdf(data)
    words, length = [], 0
    for number in range(count):
        words.append(document[number].get_textpage().get_text_bounded())
        length += len(words[-1])
        if length > MAX_READ:
            break
    return count, "\n".join(words)[:MAX_READ].strip()


def words(data: bytes, media_type: str) -> tuple[int, str]:
    """The number of pages and the words of a PDF, an e-mail or a web page. Raises Fault."""
    from portal.evidence import wording  # noqa: PLC0415 - pictures do without it

    if media_type == PDF:
        return pdf_text(data)
    try:
        if media_type == "message/rfc822":
            text = wording.words_of_mail(data, lambda pdf: pdf_text(pdf)[1])
        else:
            text = wording.words_of_html(wording.decoded(data) or "")
    except wording.TooManyParts as error:
        raise Fault("too_many_parts") from error
    return 1, wording.without_surrogates(text)[:MAX_READ]


def _pdf(data: bytes) -> tuple[Any, int]:
    import pypdfium2  # noqa: PLC0415 - only a PDF needs it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Fault("locked" if "password" in str(error).lower() else "unreadable") from error
    count = len(document)
    if count > MAX_PAGES:
        raise Fault("too_many_pages")
    if count == 0:
        raise Fault("unreadable")
    return document, count


def main() -> int:
    """Reads the file from standard input."""
    media_type, wanted, seconds = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    # The softer bound ends the process by a signal of its own, by which its caller knows why it ended.
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    data = sys.stdin.buffer.read()
    answer: dict[str, object]
    pictures: list[bytes] = []
    try:
        if wanted == "text":
            pages, text = words(data, media_type)
            answer = {"pages": pages, "text": text}
        else:
            pages, pictures = pdf_pages(data) if media_type == PDF else image_pages(data, media_type)
            answer = {"pages": pages, "sizes": [len(picture) for picture in pictures]}
    except Fault as fault:
        answer = {"fault": str(fault)}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        answer = {"fault": "too_many_pixels"}
    except Exception:
        answer = {"fault": "unreadable"}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(pictures))
    return 0


def _png(picture: Image.Image) -> bytes:
    has_alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    clean = picture.convert("RGBA" if has_alpha else "RGB")
    clean.thumbnail((SHOWN_EDGE, SHOWN_EDGE))
    clean.info.clear()
    out = io.BytesIO()
    clean.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
