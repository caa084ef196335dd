"""Two names on one address, one certificate: the server's own record says under which name it was called and left."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path
from typing import Any

import pytest

from portal.egress.tls.roots import Roots
from portal.egress.tls.serving import server_context
from portal.webchecks.world.authority import Wish
from tests.egress.internet import HERE, Internet, Server, inside, ok
from tests.egress.yard import Yard

PUBLIC = "93.184.216.34"
OWN, OTHER = "own.example.com", "other.example.com"
ZONE = {OWN: [f"A {PUBLIC}"], OTHER: [f"A {PUBLIC}"]}


def visited(folder: Path, *urls: str) -> tuple[list[Any], Server]:
    """What one door gets, in this order, from a server whose certificate names the one host only; and its record."""
    yard, server = Yard(folder), Server(lambda path: ok(f"<p>{path}</p>"))
    made = yard.site(Wish(OWN, [OWN]))
    context = server_context(made.chain, made.key)

    async def go(net: Internet) -> list[Any]:
        async with net.door(roots=Roots(folder / "roots.pem")) as door:
            return [await door.fetch(url) for url in urls]

    return inside(go, ZONE, {PUBLIC: server}, context), server


@pytest.mark.source(147)
def test_a_second_name_is_called_by_its_own_name_and_asked_nothing(tmp_path: Path) -> None:
    (own, other, again), server = visited(tmp_path, f"https://{OWN}/1", f"https://{OTHER}/2", f"https://{OWN}/3")
    assert (own.status, other.reason, again.status) == (200, "wrong_host", 200)
    assert server.names[:2] == [OWN, OTHER]
    assert set(server.names[2:]) == {OTHER}  # looked at again to say what is wrong; never called by its neighbour's
    assert [head.split("\r\n")[:2] for head in server.heads] == [
        ["GET /1 HTTP/1.1", f"Host: {OWN}"], ["GET /3 HTTP/1.1", f"Host: {OWN}"],
    ]  # fmt: skip


def test_a_second_name_that_comes_first_is_asked_nothing_either(tmp_path: Path) -> None:
    (other, own), server = visited(tmp_path, f"https://{OTHER}/1", f"https://{OWN}/2")
    assert (other.reason, own.status) == ("wrong_host", 200)
    assert (server.names[0], server.names[-1]) == (OTHER, OWN)
    assert [f"Host: {OWN}" in head for head in server.heads] == [True]


def test_the_same_server_would_have_answered_under_the_second_name(tmp_path: Path) -> None:
    server, made = Server(lambda _: ok("secret"), closes=True), Yard(tmp_path).site(Wish(OWN, [OWN]))
    careless = ssl.create_default_context(cafile=tmp_path / "roots.pem")
    careless.check_hostname = False

    async def go(net: Internet) -> bytes:
        reader, writer = await asyncio.open_connection(HERE, server.port, ssl=careless, server_hostname=OTHER)
        writer.write(f"GET / HTTP/1.1\r\nHost: {OTHER}\r\n\r\n".encode())
        return await reader.read()

    answer = inside(go, ZONE, {PUBLIC: server}, server_context(made.chain, made.key))
    assert answer.endswith(b"secret")
    assert (server.names, f"Host: {OTHER}" in server.heads[0]) == ([OTHER], True)
