"""A slow line: what goes through arrives half a round trip later, in order, in both directions."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

_APART: Final = 1e-6
"""Seconds between two pieces, so that the event loop keeps their order."""
_under_way: Final[set[asyncio.Future[tuple[None, None]]]] = set()
"""A line that waits is held by nothing else, and the garbage collector would take it."""


async def relayed(port: int, round_trip: float) -> int:
    """The port of a relay to a loopback port; ``round_trip`` is in seconds.

    The first piece waits one round trip more, which stands for the connection's own handshake.
    """

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, onward = await asyncio.open_connection("127.0.0.1", port)
        pours = asyncio.gather(
            _pour(reader, onward, round_trip / 2, first=round_trip), _pour(there, writer, round_trip / 2, first=0.0)
        )
        _under_way.add(pours)
        pours.add_done_callback(_under_way.discard)
        await pours

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    number: int = server.sockets[0].getsockname()[1]
    return number


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter, delay: float, *, first: float) -> None:
    loop = asyncio.get_running_loop()
    due, extra = 0.0, first
    with contextlib.suppress(ConnectionError):
        while piece := await source.read(65_536):
            due = max(due + _APART, loop.time() + delay + extra)
            extra = 0.0
            loop.call_at(due, _write, sink, piece)
    loop.call_at(max(due + _APART, loop.time() + delay), sink.close)


def _write(sink: asyncio.StreamWriter, piece: bytes) -> None:
    with contextlib.suppress(ConnectionError):
        if not sink.is_closing():
            sink.write(piece)
