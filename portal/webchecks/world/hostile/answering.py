"""The parts that tricks are made of."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

from portal.webchecks.world.sites import Site

Act = Callable[[Site, str, asyncio.StreamWriter], Awaitable[None]]
"""Answers one request for a path of a site; the connection is closed after it."""

Handshake = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
"""Stands where TLS would be; gets the connection as it was accepted."""

PATIENCE: Final = 600
"""Pieces after which even a trick gives up."""
HTML: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
BODY: Final = b"<!doctype html><html lang=en><title>Shop</title><p>We sell bread.</p></html>"


class Trick(NamedTuple):
    """One trick: ``does`` says what the server does, in words for people."""

    does: str
    act: Act


def says(does: str, answer: bytes) -> Trick:
    """A server that writes these bytes and closes."""

    async def act(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    return Trick(does, act)


def page(does: str, body: bytes, head: bytes = HTML) -> Trick:
    """A server that sends this body under an honest length."""
    return says(does, head + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def repeats(does: str, start: bytes, piece: bytes, pause: float = 0.0) -> Trick:
    """A server that goes on sending one piece; ``#`` in it becomes the number of the piece, ``pause`` is in seconds."""

    async def act(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        for number in range(PATIENCE):
            writer.write(piece.replace(b"#", b"%d" % number))
            await writer.drain()
            await asyncio.sleep(pause)

    return Trick(does, act)


async def until_gone(writer: asyncio.StreamWriter) -> None:
    """Waits for the visitor to leave, but not for ever."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(writer.wait_closed(), PATIENCE / 10)
