"""The least that fetching a site can cost: one verified handshake and four requests, nothing read of what comes."""

from __future__ import annotations

import asyncio
import ssl

from bench.webchecks.sites import PATHS


async def fetch_site(host: str, port: int, context: ssl.SSLContext) -> int:
    """Fetches the four pages of a site over one connection; gives the bytes received."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname=host)
    received = 0
    for path in PATHS:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n", 1)[0])
        received += len(head) + len(await reader.readexactly(length))
    writer.transport.abort()
    return received
