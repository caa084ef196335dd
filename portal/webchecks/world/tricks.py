"""What hostile servers do to a visitor. A trick ends when the visitor leaves, or after a long limit."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Awaitable, Callable
from typing import Final

from portal.webchecks.world.sites import Site

Trick = Callable[[Site, str, asyncio.StreamWriter], Awaitable[None]]

_HTML: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
_PATIENCE: Final = 600
"""Pieces after which even a trick gives up."""


def _redirect(location: str) -> Trick:
    async def trick(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
        number = int(path.rpartition("/")[2] or 0) if path.rpartition("/")[2].isdigit() else 0
        target = location.format(host=site.host, next=number + 1)
        writer.write(
            f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        await writer.drain()

    return trick


async def _endless_body(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML + b"Transfer-Encoding: chunked\r\n\r\n")
    part = b"10000\r\n" + b"<p>more</p>\n" * 5_461 + b"more" + b"\r\n"
    for _ in range(_PATIENCE):
        writer.write(part)
        await writer.drain()


async def _slow_headers(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(_PATIENCE):
        writer.write(f"X-Wait-{number}: yes\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.2)


async def _slow_body(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML + b"Content-Length: 100000\r\n\r\n")
    for _ in range(_PATIENCE):
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.2)


async def _bomb(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
    """Half a megabyte that unpacks to five hundred."""
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = (engine.compress(bytes(10_000_000)) + engine.flush()) * 50  # a gzip file may have many members
    writer.write(_HTML + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed)
    await writer.drain()


async def _endless_headers(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(_PATIENCE):
        writer.write(b"X-More-%d: " % number + b"x" * 8_000 + b"\r\n")
        await writer.drain()


async def _many_links(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
    links = "".join(f"<a href=/{number}>privacy</a>" for number in range(100_000))
    body = f"<title>Links</title>{links}".encode()
    writer.write(_HTML + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()


async def _bad_encoding(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
    body = b"<meta charset=klingon><title>\xff\xfe\x00\xc3\x28</title><p>" + bytes(range(128, 256)) * 40
    writer.write(_HTML.replace(b"utf-8", b"no-such-code") + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()


async def _reset(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(_HTML + b"Content-Length: 100000\r\n\r\n<p>half")
    await writer.drain()
    writer.transport.abort()


async def _not_http(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 mail.example ESMTP ready\r\n")
    await writer.drain()


TRICKS: Final[dict[str, Trick]] = {
    "redirect_loopback": _redirect("http://127.0.0.1/admin"),
    "redirect_metadata": _redirect("http://169.254.169.254/latest/meta-data/"),
    "redirect_loop": _redirect("https://{host}/"),
    "redirect_chain": _redirect("https://{host}/{next}"),
    "endless_body": _endless_body,
    "slow_headers": _slow_headers,
    "slow_body": _slow_body,
    "bomb": _bomb,
    "endless_headers": _endless_headers,
    "many_links": _many_links,
    "bad_encoding": _bad_encoding,
    "reset": _reset,
    "not_http": _not_http,
}
