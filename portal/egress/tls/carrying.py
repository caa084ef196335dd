"""OpenSSL on one side, an asyncio connection on the other, and bytes carried between them by hand.

Python's own TLS neither asks for a stapled answer nor gives one; this carries pyOpenSSL over the event loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import Final

from OpenSSL import SSL

PIECE: Final = 65_536


class Carrier:
    """One TLS connection. ``most`` is how many bytes may arrive before the other side is taken for endless."""

    def __init__(
        self,
        engine: SSL.Connection,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        most: int = sys.maxsize,
    ) -> None:
        self.engine = engine
        self._reader = reader
        self._writer = writer
        self._left = most

    async def shake_hands(self) -> None:
        """Raises SSL.Error or a ConnectionError when it does not come off."""
        while True:
            try:
                self.engine.do_handshake()
            except SSL.WantReadError:
                await self.carry()
            else:
                self.send()
                return

    async def carry(self) -> None:
        """Sends what OpenSSL has to say and gives it what arrives. Raises ConnectionError when nothing more comes."""
        self.send()
        arrived = await self._reader.read(PIECE)
        self._left -= len(arrived)
        if not arrived or self._left < 0:
            raise ConnectionError("the other side leaves, or never ends")
        self.engine.bio_write(arrived)

    def send(self) -> None:
        """Sends what OpenSSL has to say."""
        with contextlib.suppress(SSL.WantReadError):
            while True:
                self._writer.write(self.engine.bio_read(PIECE))
