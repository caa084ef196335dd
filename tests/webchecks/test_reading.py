"""What an answer is: a page, or a wall, a placeholder, an empty shell."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.egress.door import Exchange, Fetched, Refused
from portal.webchecks.visiting.reading import read_answer

LONG = "<p>We bake bread every morning and sell it until noon in our shop on Main Street.</p>" * 30
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def answer(
    body: bytes | str, *, status: int = 200, headers: tuple[tuple[str, str], ...] = HTML, path: str = "/"
) -> Fetched:
    data = body.encode() if isinstance(body, str) else body
    url, now = f"https://shop.test{path}", dt.datetime.now(dt.UTC)
    first = Exchange("GET", "https://shop.test/", (), "", 302, "Found", (), b"", False, now, 0.0)
    last = Exchange("GET", url, (), "", status, "", headers, data, False, now, 0.0)
    return Fetched("https://shop.test/", url, status, data, None, (last,) if path == "/" else (first, last))


def kind_of(fetched: Fetched) -> str:
    return read_answer("home", "https://shop.test/", fetched, None).kind


@pytest.mark.source(147, 167)
@pytest.mark.parametrize(
    ("kind", "fetched"),
    [
        ("page", answer(LONG)),
        ("page", answer(f"<h1>New cakes coming soon</h1>{LONG}")),
        ("page", answer(f"{LONG}<a href=/login>Log in</a><input type=password>")),
        ("placeholder", answer("<title>Coming Soon</title><h1>Our site is on its way</h1>")),
        ("placeholder", answer("<h1>Site under maintenance</h1>", status=503)),
        ("placeholder", answer("<title>This domain is for sale</title><p>Make an offer.</p>")),
        ("placeholder", answer("<title>Welcome to nginx!</title><p>Further configuration is required.</p>")),
        ("login_wall", answer("<h1>Members</h1><input type='password'>")),
        ("login_wall", answer("<h1>Sign in</h1>", path="/login")),
        ("login_wall", answer("no", status=401)),
        ("bot_wall", answer("<title>Just a moment...</title>", status=403)),
        ("bot_wall", answer("<p>denied</p>", status=403, headers=(*HTML, ("cf-mitigated", "challenge")))),
        ("bot_wall", answer("<title>Attention Required!</title><script></script>")),
        ("needs_browser", answer("<div id=root></div><script src=a.js></script>")),
    ],
)
def test_an_answer_is_what_a_visitor_would_call_it(kind: str, fetched: Fetched) -> None:
    assert kind_of(fetched) == kind


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        ((("Content-Type", "text/html; charset=iso-8859-1"),), b"<p>caf\xe9</p>", "café"),
        ((("Content-Type", "text/html"),), b"<meta charset=windows-1252><p>\x93hi\x94</p>", "“hi”"),
        ((("Content-Type", "text/html; charset=klingon"),), "<p>naïve</p>".encode(), "naïve"),
        (HTML, b"<p>\xff\xfe</p>", "��"),
        ((), b"<p>plain</p>", "plain"),
    ],
)
def test_text_is_read_in_its_encoding_or_with_marks_where_it_has_none(
    headers: tuple[tuple[str, str], ...], body: bytes, text: str
) -> None:
    assert read_answer("home", "https://shop.test/", answer(body, headers=headers), None).text == text


def test_what_is_not_text_is_unreadable() -> None:
    page = read_answer("privacy_policy", "u", answer(b"%PDF-1.7", headers=(("Content-Type", "application/pdf"),)), None)
    assert (page.reason, page.html, page.text) == ("unreadable", "", "")


def test_a_page_that_was_refused_has_a_reason_and_no_text() -> None:
    page = read_answer("home", "https://shop.test/", Refused("https://shop.test/", "timed_out", "late"), None)
    assert (page.reason, page.status, page.text) == ("timed_out", None, "")


@given(st.binary(max_size=400), st.sampled_from([200, 401, 403, 404, 503]))
def test_no_bytes_make_the_reader_fail(body: bytes, status: int) -> None:
    assert kind_of(answer(body, status=status)) in {"page", "placeholder", "login_wall", "bot_wall", "needs_browser"}
