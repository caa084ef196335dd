"""Files that lie, explode or carry programs are refused in plain words, or shown harmlessly."""

import io
import struct
import zlib

import pytest
from PIL import Image, UnidentifiedImageError

from portal.common.errors import WrongInput
from portal.evidence.decoder import MAX_PIXELS, image_pages
from portal.evidence.models import Document
from portal.evidence.selectors import document_bytes
from portal.evidence.services import clean_name, document_store
from portal.evidence.sniffing import media_type_of
from tests.cast import Cast
from tests.evidence.files import pdf, picture, png, upload

pytestmark = pytest.mark.django_db

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
MAIL = b"From: registry@example.net\r\nTo: anna@example.com\r\nSubject: Rejected\r\n\r\nCode 9106\r\n"


def store(cast: Cast, data: bytes, *, name: str = "a.png", kind: str = "other") -> Document:
    return document_store(actor=cast.alice.actor, business_id=cast.greenleaf.id, kind=kind, upload=upload(data, name))


def huge_png() -> bytes:
    """A few bytes that claim 50,000 by 50,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (SVG, "logo.png", "SVG drawing can carry programs"),
        (HTML, "form.pdf", "saved web page can carry programs"),
        (b"", "empty.png", "file is empty"),
        (b"MZ\x90\x00" + bytes(range(256)), "scan.pdf", "no file we can show"),
        (b"PK\x03\x04" + bytes(64), "letter.docx", "no file we can show"),
        (png()[:40], "cut.png", "damaged"),
        (pdf()[:200], "cut.pdf", "damaged"),
        (b"%PDF-1.7\n" + b"A" * 500, "fake.pdf", "damaged"),
        (png() + b"", "fine.png", ""),
        (huge_png(), "huge.png", "more than 40 million pixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(11 * 1024 * 1024), "big.png", "10 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_file_is_taken_or_refused_by_its_content(cast: Cast, data: bytes, name: str, words: str) -> None:
    if not words:
        assert store(cast, data, name=name).media_type == "image/png"
        return
    with pytest.raises(WrongInput, match=words) as refused:
        store(cast, data, name=name)
    assert list(refused.value.fields) == ["file"]
    assert not Document.objects.exists()


def test_a_picture_is_read_by_the_reader_of_its_own_type_alone(cast: Cast) -> None:
    """Of Pillow's forty readers some take nearly any bytes; a file reaches the one that its first bytes name."""
    bitmap = io.BytesIO()
    Image.new("RGB", (4, 4)).save(bitmap, "BMP")
    with pytest.raises(UnidentifiedImageError):
        image_pages(bitmap.getvalue(), "image/png")
    for name in ("PNG", "JPEG", "GIF", "WEBP"):
        out = io.BytesIO()
        Image.new("RGB", (4, 4)).save(out, name)
        assert store(cast, out.getvalue(), name=f"a.{name}").media_type == f"image/{name.lower()}"


def test_the_program_in_a_polyglot_does_not_reach_what_is_shown(cast: Cast) -> None:
    hostile = png() + b"<script>alert(document.cookie)</script>" + b"PK\x03\x04"
    document = store(cast, hostile)
    shown = document_bytes(document.renditions.get())
    assert document_bytes(document) == hostile
    assert b"script" not in shown
    assert b"PK\x03\x04" not in shown


def test_the_place_where_a_photo_was_taken_is_not_shown(cast: Cast) -> None:
    out = io.BytesIO()
    marks = Image.Exif()
    marks[0x010E] = "12 Elm Street"
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=marks)
    document = store(cast, out.getvalue(), name="counter.jpg", kind="pos_photo")
    assert b"Elm Street" in document_bytes(document)
    assert b"Elm Street" not in document_bytes(document.renditions.get())


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_every_picture_format_becomes_a_png(cast: Cast, form: str) -> None:
    document = store(cast, picture(form))
    assert document.media_type == f"image/{form.lower()}"
    assert media_type_of(document_bytes(document.renditions.get())) == "image/png"


def test_a_large_picture_is_shown_smaller(cast: Cast) -> None:
    shown = store(cast, png(4_000, 1_000)).renditions.get()
    with Image.open(io.BytesIO(document_bytes(shown))) as opened:
        assert opened.size == (2_000, 500)
    assert MAX_PIXELS < 50_000 * 50_000


def test_a_pdf_of_too_many_pages_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongInput, match="more than 100 pages"):
        store(cast, pdf(pages=101), name="book.pdf")


def test_text_is_taken_only_where_the_paper_may_be_text(cast: Cast) -> None:
    document = store(cast, MAIL, name="mail.eml", kind="rejection_notice")
    assert document.media_type == "message/rfc822"
    assert document.renditions.get().media_type == "text/plain"
    with pytest.raises(WrongInput, match="picture or a PDF"):
        store(cast, MAIL, name="mail.eml", kind="ein_letter")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"phone,date\n+13125550142,2026-01-02\n", "text/csv"),
        ("Say: may we text you? – yes\n".encode(), "text/plain"),
        (MAIL, "message/rfc822"),
        (b"  <HTML>", "text/html"),
        (b"text with \x00 in it", ""),
        (b"\xff\xfe\x00bad", ""),
        (b"RIFF\x00\x00\x00\x00WAVE", ""),
    ],
)
def test_sniffing_goes_by_content(data: bytes, media_type: str) -> None:
    assert media_type_of(data) == media_type


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\scans\\ein.pdf", "ein.pdf"), ("a\r\nb\x00.png", "ab.png"), ("", "file")],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert clean_name(given) == kept
