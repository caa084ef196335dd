"""The little HTTP that the tunnel speaks: reading what a browser asks of a proxy, and passing plain requests on."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import Final

from portal.egress.names.targets import Target

MOST_HEAD: Final = 65_536
"""Bytes of the head of a request or an answer."""
_PART: Final = 65_536
_REQUEST = re.compile(rb"([A-Z]{3,10}) (\S{1,4096}) HTTP/1\.[01]")
_AUTHORITY = re.compile(r"(.{1,255}):(\d{1,5})")
_PLAIN = re.compile(r"http://(?:[^/?#@]*@)?(\[[^\]/?#]{0,60}\]|[^/?#:]{0,255})(?::(\d{1,5}))?(?=[/?#]|$)")
_ONE_LINK_ONLY: Final = frozenset(
    (b"host", b"connection", b"keep-alive", b"te", b"trailer", b"transfer-encoding", b"upgrade", b"content-length")
)
_PHRASES: Final = {403: "Forbidden", 407: "Proxy Authentication Required", 502: "Bad Gateway"}


@dataclasses.dataclass(frozen=True, slots=True)
class Stream:
    """Both directions of a connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def say(self, words: bytes) -> None:
        """Sends bytes and waits until they are on their way."""
        self.writer.write(words)
        await self.writer.drain()


@dataclasses.dataclass(frozen=True, slots=True)
class Asking:
    """A request as a proxy gets it. ``host`` and ``port`` are as it writes them; names of headers are in lower case."""

    method: str
    url: str
    host: str
    port: int
    headers: Mapping[bytes, bytes]
    lines: tuple[tuple[bytes, bytes], ...]


def read_asking(head: bytes) -> Asking:
    """The request in a head. Raises EOFError for what is none."""
    first, *rest = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    request = _REQUEST.fullmatch(first)
    if not request:
        raise EOFError
    lines = tuple((name, value.strip()) for name, _, value in (line.partition(b":") for line in rest))
    method, url = request.group(1).decode(), request.group(2).decode("latin-1")
    authority = _AUTHORITY.fullmatch(url) if method == "CONNECT" else _PLAIN.match(url)
    host, port = (authority.group(1), int(authority.group(2) or 80)) if authority else ("", 0)
    return Asking(method, url, host, port, {name.lower(): value for name, value in lines}, lines)


def plain_request(asking: Asking, target: Target) -> bytes:
    """The request as the website gets it: its own path and name, nothing that was meant for the proxy."""
    port = "" if target.port == 80 else f":{target.port}"
    kept = [
        name + b": " + value
        for name, value in asking.lines
        if name.lower() not in _ONE_LINK_ONLY and not name.lower().startswith(b"proxy-")
    ]
    first = f"{asking.method} {target.path} HTTP/1.1\r\nHost: {target.host}{port}".encode("latin-1", "replace")
    return b"\r\n".join([first, *kept, b"Connection: close", b"", b""])


async def closing_head(reader: asyncio.StreamReader) -> bytes:
    """The head of a website's answer, saying that the connection ends with it: a browser may ask nothing else on it."""
    while True:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *rest = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
        if not re.match(rb"HTTP/1\.[01] [1-5]\d\d\b", first):
            raise EOFError
        if not re.match(rb"HTTP/1\.[01] 1", first):
            break
    kept = [line for line in rest if line.split(b":", 1)[0].strip().lower() not in _ABOUT_THE_LINK]
    return b"\r\n".join([first, *kept, b"Connection: close", b"", b""])


_ABOUT_THE_LINK: Final = frozenset((b"connection", b"keep-alive", b"proxy-connection", b"upgrade"))


async def copy(source: Stream, sink: Stream, count: Callable[[int], None]) -> None:
    """Passes bytes on until the source ends; ``count`` is told of each piece before it goes on and may raise."""
    while part := await source.reader.read(_PART):
        count(len(part))
        await sink.say(part)


def refusal(status: int, headers: str = "") -> bytes:
    """An answer without a body, after which the connection ends."""
    return f"HTTP/1.1 {status} {_PHRASES[status]}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
