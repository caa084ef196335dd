"""The guard fails any test that leaves the loopback, whichever way it takes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import dns.asyncresolver
import dns.resolver
import httpx
import pytest

from tests.guard import NetworkShut

BEYOND = ("93.184.216.34", 80)
SIX = ("2606:4700::1111", 80, 0, 0)


def _with(kind: int, do: Callable[[socket.socket], Any], family: int = socket.AF_INET) -> Any:
    with socket.socket(family, kind) as made:
        made.settimeout(1)
        return do(made)


async def _in_loop(what: str) -> Any:
    loop = asyncio.get_running_loop()
    match what:
        case "connection":
            return await asyncio.open_connection(*BEYOND)
        case "socket":
            with socket.socket() as made:
                made.setblocking(False)
                return await loop.sock_connect(made, BEYOND)
        case "datagram":
            return await loop.create_datagram_endpoint(asyncio.DatagramProtocol, remote_addr=BEYOND)
        case "name":
            return await loop.getaddrinfo("public.example.com", 80)
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get("http://93.184.216.34/")


def _asker(kind: Any) -> Any:
    asker = kind(configure=False)
    asker.nameservers = ["93.184.216.34"]
    asker.lifetime = 1
    return asker


WAYS: dict[str, Callable[[], Any]] = {
    "connect": lambda: _with(socket.SOCK_STREAM, lambda made: made.connect(BEYOND)),
    "connect_ex": lambda: _with(socket.SOCK_STREAM, lambda made: made.connect_ex(BEYOND)),
    "connect over IPv6": lambda: _with(socket.SOCK_STREAM, lambda made: made.connect(SIX), socket.AF_INET6),
    "sendto": lambda: _with(socket.SOCK_DGRAM, lambda made: made.sendto(b"x", BEYOND)),
    "sendto with flags": lambda: _with(socket.SOCK_DGRAM, lambda made: made.sendto(b"x", 0, BEYOND)),
    "sendmsg": lambda: _with(socket.SOCK_DGRAM, lambda made: made.sendmsg([b"x"], [], 0, BEYOND)),
    "create_connection": lambda: socket.create_connection(BEYOND, timeout=1),
    "getaddrinfo": lambda: socket.getaddrinfo("public.example.com", 80),
    "getaddrinfo of bytes": lambda: socket.getaddrinfo(b"public.example.com", 80),
    "gethostbyname": lambda: socket.gethostbyname("public.example.com"),
    "gethostbyname_ex": lambda: socket.gethostbyname_ex("public.example.com"),
    "asyncio connection": lambda: asyncio.run(_in_loop("connection")),
    "asyncio socket": lambda: asyncio.run(_in_loop("socket")),
    "asyncio datagram": lambda: asyncio.run(_in_loop("datagram")),
    "asyncio name": lambda: asyncio.run(_in_loop("name")),
    "httpx": lambda: asyncio.run(_in_loop("client")),
    "dnspython": lambda: _asker(dns.resolver.Resolver).resolve("public.example.com."),
    "dnspython in a loop": lambda: asyncio.run(_asker(dns.asyncresolver.Resolver).resolve("public.example.com.")),
}


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_off_the_loopback(way: str) -> None:
    with pytest.raises(Exception) as stopped:  # some libraries wrap what stops them
        WAYS[way]()
    told = [*map(repr, _chain(stopped.value)), str(stopped.value)]
    assert any("NetworkShut" in one or "a test may" in one for one in told), told


def test_the_loopback_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(address, timeout=5) as made:
            assert made.getpeername() == address
    assert socket.getaddrinfo("localhost", 80)
    with pytest.raises(NetworkShut):
        socket.create_connection(("127.0.0.1.example.com", 80))
