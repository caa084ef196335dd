"""Every hostile server ends inside the budget with a reason of the enums or is read, and never with an exception."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.egress.budgets import Budget
from portal.egress.door import Door, Fetched, Refused
from portal.egress.wire.charsets import as_text
from portal.egress.wire.decoding import decode
from portal.egress.world import World, load_world
from portal.rules.site.reasons import MEANINGS
from portal.webchecks.world.serving import served_in_thread
from portal.webchecks.world.sites import HOSTILE, Site
from portal.webchecks.world.tricks import STALLING, TRICKS
from tests.egress.hostile_answers import EXPECTED
from tests.egress.internet import Internet, Server, inside

HASTY = Budget(connect=0.3, tls=0.3, read=0.3, total=0.6)
"""For servers that only a clock ends."""
PATIENT = Budget(total=30, redirects=3)
LIMIT = 60
"""Seconds after which a door that does not end is at fault."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with served_in_thread(tmp_path_factory.mktemp("hostile"), HOSTILE) as path:
        yield load_world(path)


def ask(world: World, *urls: str, budget: Budget) -> Any:
    """The answers to some addresses through one door."""

    async def go() -> list[Any]:
        async with (
            asyncio.timeout(LIMIT),
            Door(policy=world.policy(), resolver=world.resolver(), roots=world.roots()) as door,
        ):
            return [await door.fetch(url, budget) for url in urls]

    return asyncio.run(go())


@pytest.mark.parametrize("site", HOSTILE, ids=lambda site: site.trick)
def test_it_ends_with_a_reason_and_takes_no_more_than_its_budget(hostile: World, site: Site) -> None:
    budget = HASTY if site.trick in STALLING else PATIENT
    first, again = ask(hostile, site.url, f"{site.url}again", budget=budget)
    for answer in (first, again):
        assert answer.reason == EXPECTED.get(site.trick)
        assert answer.reason is None or (answer.reason in MEANINGS and getattr(answer, "detail", "said"))
        assert len(getattr(answer, "body", b"")) <= budget.decoded_bytes
        assert all(len(exchange.wire) <= budget.wire_bytes for exchange in answer.exchanges)
        assert len(answer.exchanges) <= budget.redirects + 1


def test_every_trick_has_its_server() -> None:
    assert [site.trick for site in HOSTILE] == list(TRICKS)
    assert len(HOSTILE) >= 130
    assert set(EXPECTED) < set(TRICKS)


@pytest.mark.parametrize("trick", ["poison", "poison_bytes"])
def test_what_is_sent_before_it_is_asked_for_is_not_the_answer(hostile: World, trick: str) -> None:
    url = f"https://{trick.replace('_', '-')}.hostile.test/"
    answers = ask(hostile, url, f"{url}second", f"{url}third", budget=PATIENT)
    assert {answer.body for answer in answers} == {answers[0].body}
    assert b"poison" not in answers[1].body


@pytest.mark.parametrize(("trick", "most"), [("bomb", 3_000), ("bomb_deflate", 3_000), ("bomb_nested", 0)])
def test_no_more_is_unpacked_than_the_budget_allows(hostile: World, trick: str, most: int) -> None:
    budget = Budget(total=30, decoded_bytes=3_000)
    (answer,) = ask(hostile, f"https://{trick.replace('_', '-')}.hostile.test/", budget=budget)
    assert (answer.reason, len(answer.body)) == ("too_large", most)


def test_no_more_is_taken_from_the_wire_than_the_budget_allows(hostile: World) -> None:
    budget = Budget(total=30, wire_bytes=5_000)
    (answer,) = ask(hostile, "https://endless-body.hostile.test/", budget=budget)
    assert (answer.reason, len(answer.exchanges[0].wire), answer.exchanges[0].cut) == ("too_large", 5_000, True)


_WORDS = ("HTTP/1.1 ", "200 OK", "302 Found", "100 ", "\r\n", "\r\n\r\n", "\n", " ", "5", "0\r\n\r\n", "\x00", "\xff")
_HEADERS = ("Content-Length: ", "Transfer-Encoding: chunked", "Content-Encoding: gzip", "Location: ", "http://[::1/")
_PIECES = st.sampled_from([text.encode("latin-1") for text in (*_WORDS, *_HEADERS)])


@given(st.lists(_PIECES | st.binary(max_size=12), max_size=14).map(b"".join))
@settings(max_examples=120)
def test_no_bytes_of_a_server_make_the_door_raise(answer: bytes) -> None:
    server = Server(lambda _: answer, closes=True)

    async def go(net: Internet) -> Fetched | Refused:
        async with net.door() as door:
            return await door.fetch("http://public.example.com/", Budget(read=5, total=10, redirects=2))

    found = inside(go, {"public.example.com": ["A 93.184.216.34"]}, {"93.184.216.34": server})
    assert found.reason is None or found.reason in MEANINGS


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "x-gzip", "gzip, deflate", "br", "", "gzip,,"]))
def test_no_bytes_make_the_decoder_raise_or_exceed(wire: bytes, coding: str) -> None:
    assert len(decode(wire, coding, 50).body) <= 50


@given(st.binary(max_size=200), st.text(max_size=30))
def test_no_bytes_and_no_label_make_the_text_fail(body: bytes, label: str) -> None:
    assert "\x00" not in as_text(body, f"text/html; charset={label}")


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "text/html; charset=iso-8859-1", "café"),
        ("café".encode("utf-16"), "text/html", "café"),
        (b"\xfe\xff" + "café".encode("utf-16-be"), "text/html; charset=utf-8", "café"),
        (b"caf\xe9 \x80", "text/html; charset=ISO-8859-1", "café €"),
        (b"caf\xe9", "text/html", "café"),
        ("日本".encode("shift_jis"), "text/html; charset=Shift_JIS", "日本"),
        (b"+ADw-b+AD4-", "text/html; charset=utf-7", "+ADw-b+AD4-"),
        (b"<meta charset=utf-16><p>caf\xc3\xa9", "text/html", "<meta charset=utf-16><p>café"),
        (b"a-b", "text/html; charset=punycode", "a-b"),
        (b"caf\xc3\xa9", "text/html; charset=rot13", "café"),
    ],
)
def test_text_is_read_as_a_browser_reads_it(body: bytes, header: str, text: str) -> None:
    assert as_text(body, header) == text
