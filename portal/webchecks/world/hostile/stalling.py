"""Servers that take their time."""

from __future__ import annotations

import asyncio
from typing import Final

from portal.webchecks.world.hostile.answering import HTML, PATIENCE, Handshake, Trick, repeats, until_gone
from portal.webchecks.world.sites import Site

_PAUSE: Final = 0.2
"""Seconds between two pieces."""


def _silent(does: str, start: bytes) -> Trick:
    async def act(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        await until_gone(writer)

    return Trick(does, act)


async def _slow_handshake(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A handshake record of 16 KB, one byte at a time."""
    await reader.read(1)
    writer.write(b"\x16\x03\x03\x3f\xff\x02\x00\x3f\xfb")
    for _ in range(PATIENCE):
        writer.write(b"\x03")
        await writer.drain()
        await asyncio.sleep(_PAUSE)


async def _silent_handshake(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while await reader.read(4_096):
        pass


async def _reset_handshake(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.transport.abort()


async def _alert_handshake(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A fatal alert: internal error."""
    await reader.read(1)
    writer.write(b"\x15\x03\x03\x00\x02\x02\x50")
    await writer.drain()


async def _noise_handshake(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"\x16\x03\x03\x00\x40" + bytes(range(64)))
    await writer.drain()


HANDSHAKES: Final[dict[str, tuple[str, Handshake]]] = {
    "slow_handshake": ("sends its TLS handshake one byte at a time", _slow_handshake),
    "silent_handshake": ("accepts the connection and says nothing", _silent_handshake),
    "reset_handshake": ("breaks off in the middle of the TLS handshake", _reset_handshake),
    "alert_handshake": ("ends the TLS handshake with an alert", _alert_handshake),
    "noise_handshake": ("answers the TLS handshake with noise", _noise_handshake),
}

TRICKS: Final[dict[str, Trick]] = {
    "slow_headers": repeats(
        "sends one header after the other, slowly", b"HTTP/1.1 200 OK\r\n", b"X-Wait-#: yes\r\n", _PAUSE
    ),
    "slow_status": repeats("sends its status line one character at a time", b"HTTP/1.1 200 ", b"K", _PAUSE),
    "slow_body": repeats(
        "sends its page one character at a time", HTML + b"Content-Length: 100000\r\n\r\n", b".", _PAUSE
    ),
    "slow_chunks": repeats(
        "sends its page in chunks of one character, slowly",
        HTML + b"Transfer-Encoding: chunked\r\n\r\n",
        b"1\r\n.\r\n",
        _PAUSE,
    ),
    "slow_interim": repeats("says 102 Processing again and again", b"", b"HTTP/1.1 102 Processing\r\n\r\n", _PAUSE),
    "silent": _silent("accepts the question and says nothing", b""),
    "silent_head": _silent("sends half a head and says nothing more", b"HTTP/1.1 200 OK\r\nContent-"),
    "silent_body": _silent("sends a head and says nothing more", HTML + b"Content-Length: 10\r\n\r\n"),
}
STALLING: Final = frozenset({*TRICKS, "slow_handshake", "silent_handshake"})
"""Tricks that only a clock ends."""
