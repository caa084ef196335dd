"""Evidence of a visit: whole, readable by others, written once, named by its bytes."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import gzip
import io

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from portal.egress.door import USER_AGENT, Exchange, Fetched
from portal.egress.opening import open_door
from portal.egress.world import World
from portal.webchecks.archive import NotAnArchive, as_warc, exchanges_in


def fetched(world: World, url: str) -> tuple[Exchange, ...]:
    async def go() -> tuple[Exchange, ...]:
        async with open_door(world) as door:
            answer = await door.fetch(url)
            assert isinstance(answer, Fetched)
            return answer.exchanges

    return asyncio.run(go())


@pytest.fixture
def hops(world: World) -> tuple[Exchange, ...]:
    """A plain address that redirects to the encrypted one."""
    return fetched(world, "http://goodleaf-dental.test/")


def records(data: bytes) -> list[tuple[ArcWarcRecord, bytes]]:
    found = ArchiveIterator(io.BytesIO(data), check_digests="raise")
    return [(record, record.content_stream().read()) for record in found]


@pytest.mark.entry("tool-website-check")
def test_each_request_stands_beside_its_answer(hops: tuple[Exchange, ...]) -> None:
    found = [record for record, _ in records(as_warc(hops).data)]
    kinds = [record.rec_type for record in found]
    assert kinds == ["warcinfo", "resource", "request", "response", "request", "response"]
    for request, response in [(found[2], found[3]), (found[4], found[5])]:
        assert request.rec_headers["WARC-Concurrent-To"] == response.rec_headers["WARC-Record-ID"]
        assert request.rec_headers["WARC-Target-URI"] == response.rec_headers["WARC-Target-URI"]
        assert request.http_headers.get_header("host") == "goodleaf-dental.test"
        assert response.rec_headers["WARC-IP-Address"] == "127.0.0.1"
    assert found[3].http_headers.get_header("location") == "https://goodleaf-dental.test/"


def test_a_file_says_who_asked_and_what_the_name_resolved_to(hops: tuple[Exchange, ...]) -> None:
    (_, about), (name, answers), *_rest = records(as_warc(hops).data)
    assert f"software: {USER_AGENT}".encode() in about
    assert b"operator: http" in about
    assert name.rec_headers["WARC-Target-URI"] == "dns:goodleaf-dental.test"
    assert answers == b"goodleaf-dental.test. IN A 127.0.0.1\r\n"


def test_the_same_exchanges_give_the_same_name(hops: tuple[Exchange, ...]) -> None:
    assert as_warc(hops).sha256 == as_warc(hops).sha256
    later = dataclasses.replace(hops[0], started=hops[0].started + dt.timedelta(seconds=1))
    assert as_warc((later, *hops[1:])).sha256 != as_warc(hops).sha256


def test_any_gzip_reader_unpacks_a_file(hops: tuple[Exchange, ...]) -> None:
    plain = gzip.decompress(as_warc(hops).data)
    assert plain.startswith(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n")
    assert plain.count(b"\r\nWARC-Type: response\r\n") == 2


@pytest.mark.parametrize("host", ["goodleaf-dental.test", "bad-encoding.hostile.test", "many-links.hostile.test"])
def test_exchanges_are_read_back_as_they_were(world: World, host: str) -> None:
    exchanges = fetched(world, f"https://{host}/")
    assert exchanges_in(as_warc(exchanges).data) == tuple(dataclasses.replace(one, seconds=0.0) for one in exchanges)


@pytest.mark.parametrize(
    "changes",
    [
        {"headers": (("Server", "Ünïcode/1.0 \x80"), ("Set-Cookie", "a=b; c: d"), ("set-cookie", ""))},
        {"headers": (("Transfer-Encoding", "chunked"),), "wire": b"5\r\nhello\r\n0\r\n\r\n"},
        {"wire": b"\r\n\r\nWARC/1.0\r\n\r\n\x00\xff", "cut": True},
        {"reason_phrase": "", "status": 599, "addresses": ("2001:db8::1", "192.0.2.1"), "wire": b""},
    ],
    ids=["bytes in headers", "chunks in the body", "a record in the body", "nothing said"],
)
def test_an_odd_answer_is_read_back_as_it_was(hops: tuple[Exchange, ...], changes: dict[str, object]) -> None:
    odd = dataclasses.replace(hops[-1], seconds=0.0, **changes)  # type: ignore[arg-type]
    assert exchanges_in(as_warc([odd]).data) == (odd,)
    assert records(as_warc([odd]).data)[-1][1] == odd.wire


@pytest.mark.parametrize("cut", [0, 40, -40, "text", "no answer"])
def test_bytes_that_are_no_archive_are_told_apart(hops: tuple[Exchange, ...], cut: int | str) -> None:
    whole = as_warc(hops).data
    one = gzip.compress(gzip.decompress(whole).partition(b"WARC/1.1\r\nWARC-Type: request")[0])
    data = {"text": b"hello, world", "no answer": one}.get(str(cut)) or whole[: int(cut)]
    with pytest.raises(NotAnArchive):
        exchanges_in(data)
