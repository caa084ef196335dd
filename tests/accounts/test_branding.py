"""A reseller's colours can always be read, its logo is drawn anew, and both reach pages and previews."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from portal.accounts.branding import contrast, legible, palette, stylesheet
from portal.accounts.models import Logo
from portal.accounts.services.settings import organization_settings_change
from portal.common.errors import WrongInput
from portal.notices.events import NoticeEvent
from tests.cast import Cast

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colours)
def test_every_pair_of_colours_can_be_read_whatever_the_accent(accent: str) -> None:
    made = palette(accent)
    pairs = [
        (made.accent, "#f6f6f3"),
        (made.deep, "#f6f6f3"),
        (made.accent, made.on_accent),
        (made.accent, made.soft),
        (made.dark_accent, "#20242c"),
        (made.dark_accent, made.dark_on_accent),
        (made.dark_deep, made.dark_on_accent),
        (made.dark_accent, made.dark_soft),
        ("#1b1e24", made.soft),
        ("#e9ebef", made.dark_soft),
    ]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert not legible("#ffcc00")


@pytest.mark.django_db
def test_a_faint_colour_is_refused_with_the_shade_that_would_do(cast: Cast) -> None:
    with pytest.raises(WrongInput) as refused:
        organization_settings_change(actor=cast.ada.actor, changes={"accent_colour": "#ffcc00"})
    [sentence] = refused.value.fields["accent_colour"]
    assert "1.4 to 1" in sentence
    assert legible(sentence.split("to 1. ")[1][:7])


@pytest.mark.django_db
def test_the_customers_pages_link_the_stylesheet_by_its_hash(cast: Cast) -> None:
    organization_settings_change(actor=cast.ada.actor, changes={"accent_colour": "#0f766e"})
    page = cast.client(cast.alice).get(reverse("notices:notices")).content.decode()
    path = page.split('href="/brand/')[1].split('"')[0]
    style = cast.client().get(f"/brand/{path}")
    assert style.content.decode() == stylesheet("#0f766e")
    assert "immutable" in style["Cache-Control"]
    assert cast.client().get("/brand/lakeside-0.css")["Cache-Control"] == "no-cache"
    assert f"/brand/{path}" in cast.client().get(reverse("desk:reseller_page", args=["lakeside"])).content.decode()
    assert "/brand/" not in cast.client(cast.charlie).get(reverse("notices:notices")).content.decode()


def picture(kind: str = "JPEG") -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (1200, 300), "#0f766e").save(out, kind, exif=exif)
    return SimpleUploadedFile("logo.jpg", out.getvalue())


@pytest.mark.django_db
def test_a_logo_is_drawn_anew_and_stands_on_every_page(cast: Cast) -> None:
    client = cast.client(cast.ada)
    assert client.post(reverse("desk:branding"), {"file": picture()}).status_code == 302
    logo = Logo.objects.get()
    assert (logo.width, logo.height) == (480, 120)
    assert b"taken at home" not in bytes(logo.data)
    assert f"/brand/{logo.sha256}.png" in cast.client(cast.alice).get(reverse("notices:notices")).content.decode()
    assert cast.client().get(f"/brand/{logo.sha256}.png")["Content-Type"] == "image/png"
    client.post(reverse("desk:logo_remove"))
    cast.lakeside.refresh_from_db()
    assert cast.lakeside.logo_sha256 == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data", [b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"%PDF-1.4", b"\x89PNG\r\n\x1a\nbroken", b"x"]
)
def test_what_is_no_picture_is_refused_in_plain_words(cast: Cast, data: bytes) -> None:
    answer = cast.client(cast.ada).post(reverse("desk:branding"), {"file": SimpleUploadedFile("a.png", data)})
    assert answer.status_code == 422
    assert not Logo.objects.exists()
    assert 'class="error"' in answer.content.decode()


@pytest.mark.django_db
def test_too_large_a_logo_is_refused_with_what_to_do(cast: Cast) -> None:
    sent = {"file": SimpleUploadedFile("logo.png", bytes(13 << 20))}
    page = cast.client(cast.ada).post(reverse("desk:branding"), sent)
    assert page.status_code == 422
    assert "more than 10 MB" in page.content.decode()


@pytest.mark.django_db
def test_a_senders_address_needs_a_listed_domain(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    settings.MAIL_SENDER_DOMAINS = ["lakeside.example"]
    organization_settings_change(actor=cast.ada.actor, changes={"sender_address": "sms@Lakeside.example"})
    with pytest.raises(WrongInput):
        organization_settings_change(actor=cast.ada.actor, changes={"sender_address": "sms@bank.example"})


@pytest.mark.django_db
@pytest.mark.parametrize("event", [event for event in NoticeEvent if event != NoticeEvent.EMAIL_REFUSED], ids=str)
def test_every_email_can_be_looked_at_beforehand(cast: Cast, event: NoticeEvent) -> None:
    client = cast.client(cast.ada)
    assert client.get(reverse("notices:mail_list"), {"event": event.value}).status_code == 200
    shown = client.get(reverse("notices:mail_shown"), {"event": event.value})
    assert "Lakeside Messaging" in shown.content.decode()
    assert "style-src 'sha256-" in shown["Content-Security-Policy"]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
