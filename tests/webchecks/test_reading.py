"""What an answer is: a page, or a wall, a placeholder, an empty shell, something else than a page."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.egress.door import Refused
from portal.rules.web_facts import PageFacts
from portal.webchecks.visiting.reading import MOST_SECONDS, read_answer
from tests.webchecks.page_kinds import HTML, SHOP, Headers, Row, answer_of, rows

KINDS = {"page", "placeholder", "login_wall", "bot_wall", "needs_browser", "not_found"}


def facts(
    body: bytes | str, *, status: int = 200, headers: Headers = HTML, role: str = "home", path: str = "/"
) -> PageFacts:
    row = Row("", "", "", body, status, headers, path)
    return read_answer(role, "https://shop.test/", answer_of(row), None)


@pytest.mark.source(147, 167)
@pytest.mark.entry("web-no-geo-or-bot-block")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_an_answer_is_what_a_visitor_would_call_it(row: Row) -> None:
    page = read_answer("home", "https://shop.test/", answer_of(row), None)
    assert (page.reason or page.kind) == row.expected, page.detail
    assert page.detail or row.expected == "page", "what is no page says why"


def test_golden_pages_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len({row.name for row in rows()}) == len(rows()) >= 120
    assert {row.expected for row in rows()} == KINDS | {"unreadable"}


def test_a_wall_is_told_with_the_two_signs_it_rests_on() -> None:
    page = facts("<title>Just a moment...</title>", status=403, headers=(*HTML, ("cf-mitigated", "challenge")))
    assert page.detail == "Status 403 and the header cf-mitigated of a site's protection."
    assert "“Coming soon”" in facts("<h1>Coming soon</h1>").detail


@pytest.mark.parametrize(
    ("headers", "status", "seconds"),
    [
        ((("Retry-After", "120"),), 429, 120),
        ((("Retry-After", "Mon, 02 Mar 2026 12:10:00 GMT"),), 503, 600),
        ((("Retry-After", "Mon, 02 Mar 2026 11:00:00 GMT"),), 503, 0),
        ((("Retry-After", "99999999"),), 429, MOST_SECONDS),
        ((("Retry-After", "9" * 50),), 429, None),
        ((("Retry-After", "soon"),), 429, None),
        ((("Retry-After", "120"),), 200, None),
        ((), 429, None),
    ],
)
def test_how_long_the_server_asks_to_wait_is_a_fact(headers: Headers, status: int, seconds: int | None) -> None:
    assert facts("<p>Later</p>", status=status, headers=(*HTML, *headers)).retry_after == seconds


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
def test_text_is_read_in_its_encoding_or_with_marks_where_it_has_none(headers: Headers, body: bytes, text: str) -> None:
    assert facts(body, headers=headers).text == text


def test_what_is_not_text_is_unreadable_and_says_what_it_is() -> None:
    page = facts(b"%PDF-1.7", headers=(("Content-Type", "application/pdf"),), role="privacy_policy")
    assert (page.reason, page.html, page.text) == ("unreadable", "", "")
    assert page.detail == "It is a PDF file, not a page that every browser shows as text."


@pytest.mark.parametrize(
    ("reason", "body", "said"),
    [
        ("too_large", "<p>Bread</p>", "Only the beginning of what the server sends was read."),
        ("unreadable", "<p>Bread</p>", "The body is not whole, or packed in a way that was not asked for."),
        (None, "<b>" * 30_000, "Its markup has too many parts, or parts too deep inside each other."),
    ],
)
def test_a_page_that_was_not_read_to_its_end_says_the_one_reason(reason: str | None, body: str, said: str) -> None:
    answer = dataclasses.replace(answer_of(Row("", "", "", body)), reason=reason)
    page = read_answer("home", "https://shop.test/", answer, None)
    assert (page.reason, page.detail) == (reason or "too_large", said)


def test_a_page_that_was_refused_has_a_reason_and_no_text() -> None:
    page = read_answer("home", "https://shop.test/", Refused("https://shop.test/", "timed_out", "late"), None)
    assert (page.reason, page.status, page.text, page.detail) == ("timed_out", None, "", "late")


def test_the_address_a_page_calls_its_own_is_recorded() -> None:
    assert facts("<link rel=canonical href=/bread><p>Bread</p>").canonical == "https://shop.test/bread"
    assert facts("<link rel=canonical href='javascript:1'><p>Bread</p>").canonical == ""


@pytest.mark.parametrize(
    ("words", "onward"),
    [
        ("Read our full privacy policy here", "https://shop.test/whole"),
        ("Download the complete privacy notice", "https://shop.test/whole"),
        ("Home", ""),
    ],
)
def test_a_policy_that_leads_on_to_the_whole_policy_says_where(words: str, onward: str) -> None:
    body = f"<h1>Privacy</h1><p>In short: we do not sell data.</p><a href=/whole>{words}</a>"
    assert facts(body, role="privacy_policy").onward == onward
    assert facts(body + SHOP, role="privacy_policy").onward == ""


@given(
    st.binary(max_size=400), st.sampled_from([200, 204, 401, 403, 404, 429, 503]), st.sampled_from(["", "text/plain"])
)
def test_no_bytes_make_the_reader_fail(body: bytes, status: int, kind: str) -> None:
    assert facts(body, status=status, headers=(("Content-Type", kind),)).kind in KINDS
