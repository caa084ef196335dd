"""Papers that demo businesses upload: pictures drawn here, so that every upload is a real file."""

from __future__ import annotations

import io
import textwrap

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

_INK, _PALE, _LINE = "#1b2430", "#5b6675", "#c8d0da"


def opt_in_screenshot(name: str, address: str, wording: str) -> SimpleUploadedFile:
    """A picture of the opt-in form as the demo website shows it: empty box, wording beside it, links below."""
    picture = Image.new("RGB", (1000, 620), "white")
    pen = ImageDraw.Draw(picture)
    large, normal, small = (ImageFont.load_default(size) for size in (34, 20, 16))
    pen.rectangle((0, 0, 1000, 44), fill="#eef1f5")
    pen.text((24, 12), address, font=small, fill=_PALE)
    pen.text((60, 80), f"Texts from {name}", font=large, fill=_INK)
    pen.text((60, 150), "Mobile number (optional)", font=normal, fill=_INK)
    pen.rectangle((60, 182, 520, 226), outline=_LINE, width=2)
    pen.rectangle((60, 262, 84, 286), outline=_INK, width=2)
    for place, line in enumerate(textwrap.wrap(wording, 78)):
        pen.text((100, 262 + place * 28), line, font=normal, fill=_INK)
    pen.text((60, 500), "Privacy policy    Terms of service", font=normal, fill="#1a4fa3")
    pen.rectangle((60, 544, 220, 592), fill="#1a4fa3")
    pen.text((104, 556), "Sign up", font=normal, fill="white")
    return _png(picture, "opt-in-form.png")


def ein_letter(legal_name: str, ein: str) -> SimpleUploadedFile:
    """A picture in the manner of an IRS confirmation letter, plainly marked as a sample."""
    picture = Image.new("RGB", (850, 620), "white")
    pen = ImageDraw.Draw(picture)
    large, normal = ImageFont.load_default(30), ImageFont.load_default(20)
    pen.text((60, 60), "SAMPLE  Notice CP 575 A", font=large, fill=_INK)
    lines = (legal_name, f"Employer identification number: {ein}", "", "Keep this notice in your records.")
    for place, line in enumerate(lines):
        pen.text((60, 140 + place * 40), line, font=normal, fill=_INK)
    return _png(picture, "irs-letter.png")


def _png(picture: Image.Image, name: str) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/png")
