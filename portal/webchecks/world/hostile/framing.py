"""Servers that break the rules by which an answer begins and ends."""

from __future__ import annotations

import asyncio
from typing import Final

from portal.webchecks.world.hostile.answering import BODY, HTML, Act, Trick, page, repeats, says, until_gone
from portal.webchecks.world.sites import Site

_OK: Final = b"HTTP/1.1 200 OK\r\n"
_CHUNKED: Final = HTML + b"Transfer-Encoding: chunked\r\n\r\n"
_WHOLE: Final = b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
_KEPT: Final = _OK + b"Content-Type: text/html\r\n" + _WHOLE


def _status(line: bytes) -> bytes:
    return line + b"\r\nContent-Type: text/html\r\nConnection: close\r\n" + _WHOLE


def _cut(does: str, start: bytes) -> Trick:
    """A server that writes this and resets the connection."""

    async def act(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        writer.transport.abort()

    return Trick(does, act)


def _stays_open(answer: bytes) -> Act:
    async def act(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()
        await until_gone(writer)

    return act


_HEADS: Final[dict[str, Trick]] = {
    "endless_headers": repeats("sends headers without end", _OK, b"X-More-#: " + b"x" * 8_000 + b"\r\n"),
    "endless_line": repeats("sends one header line without end", _OK + b"X-More: ", b"x" * 8_000),
    "endless_status": repeats("sends a status line without end", b"HTTP/1.1 200 ", b"OK" * 4_000),
    "endless_interim": repeats(
        "says 103 Early Hints without end", b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 200
    ),
    "many_headers": says("sends 6,000 headers", _OK + b"A: b\r\n" * 6_000 + _WHOLE),
    "many_cookies": says("sets 10,000 cookies", HTML + b"Set-Cookie: a=b\r\n" * 10_000 + _WHOLE),
    "name_bytes": says("sends a header whose name is no text", HTML + b"X-\xe9\xff: 1\r\n" + _WHOLE),
    "name_space": says("sends a header whose name holds a space", HTML + b"X Y: 1\r\n" + _WHOLE),
    "name_empty": says("sends a header without a name", HTML + b": 1\r\n" + _WHOLE),
    "value_nul": says("sends a header that holds NUL", HTML + b"X-A: a\x00b\r\n" + _WHOLE),
    "value_bytes": says("sends a header that is no text", HTML + b"X-A: \xff\xfe\x80\r\n" + _WHOLE),
    "line_ends": says("ends its lines with LF alone", (HTML + _WHOLE).replace(b"\r\n", b"\n")),
    "folded": says("folds a header over three lines", HTML + b"X-A: a\r\n b\r\n\tc\r\n" + _WHOLE),
    "status_999": says("answers with status 999", _status(b"HTTP/1.1 999 Denied")),
    "status_000": says("answers with status 000", _status(b"HTTP/1.1 000 Nothing")),
    "status_99": says("answers with status 99", _status(b"HTTP/1.1 99 Short")),
    "status_word": says("answers with a word for a status", _status(b"HTTP/1.1 OK OK")),
    "version_9": says("answers in HTTP/9.9", _status(b"HTTP/9.9 200 OK")),
    "http_09": says("answers in HTTP/0.9: a page without a head", BODY),
    "http_2": says(
        "answers in HTTP/2 though nobody offered it", b"\x00\x00\x12\x04" + bytes(5) + b"\x00\x03\x00\x00\x00\x64" * 3
    ),
    "not_http": says("is a mail server", b"220 mail.example ESMTP ready\r\n"),
    "reset": _cut("resets the connection in the middle of the page", HTML + b"Content-Length: 100000\r\n\r\n<p>half"),
    "reset_head": _cut("resets the connection in the middle of the head", b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "reset_start": _cut("resets the connection before it says anything", b""),
    "closes": says("closes the connection without a word", b""),
    "switches": Trick(
        "switches to another protocol",
        _stays_open(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nhello"),
    ),
}

_BODIES: Final[dict[str, Trick]] = {
    "endless_body": repeats(
        "sends a page without end", _CHUNKED, b"10000\r\n" + b"<p>more</p>\n" * 5_461 + b"more\r\n"
    ),
    "endless_unmeasured": repeats(
        "sends a page without end and without a length", HTML + b"\r\n", b"<p>more</p>" * 2_000
    ),
    "tiny_chunks": repeats("sends chunks of one character without end", _CHUNKED, b"1\r\n.\r\n" * 5_000),
    "padded_chunks": repeats(
        "pads every chunk of one character with 4,000 more", _CHUNKED, (b"1;" + b"x" * 4_000 + b"\r\n.\r\n") * 8
    ),
    "chunk_lie": says("announces a chunk larger than what it sends", _CHUNKED + b"ffff\r\nshort\r\n0\r\n\r\n"),
    "chunk_negative": says("announces a chunk of -5 bytes", _CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n"),
    "chunk_huge": says("announces a chunk of 2^80 bytes", _CHUNKED + b"1" + b"0" * 20 + b"\r\nhello"),
    "chunk_word": says("announces a chunk by a word", _CHUNKED + b"many\r\nhello\r\n0\r\n\r\n"),
    "trailers": repeats(
        "sends trailers without end", _CHUNKED + b"5\r\nhello\r\n0\r\n", b"X-After-#: " + b"x" * 4_000 + b"\r\n"
    ),
    "length_short": says("announces 5 bytes and sends more", HTML + b"Content-Length: 5\r\n\r\n" + BODY),
    "length_long": says("announces 100,000 bytes and closes early", HTML + b"Content-Length: 100000\r\n\r\n" + BODY),
    "length_two": says("announces two lengths", HTML + b"Content-Length: 10\r\n" + _WHOLE),
    "length_negative": says("announces -1 bytes", HTML + b"Content-Length: -1\r\n\r\n" + BODY),
    "length_word": says("announces a length by a word", HTML + b"Content-Length: many\r\n\r\n" + BODY),
    "length_huge": says("announces 10^30 bytes", HTML + b"Content-Length: 1" + b"0" * 30 + b"\r\n\r\n" + BODY),
    "length_and_chunks": says(
        "announces a length and sends chunks",
        HTML + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ),
    "transfer_unknown": says("transfers in a way nobody knows", HTML + b"Transfer-Encoding: rot13\r\n\r\n" + BODY),
    "no_content": says("says 204 No Content and sends a page", b"HTTP/1.1 204 No Content\r\n" + _WHOLE),
    "poison": Trick(
        "sends a second answer before it is asked",
        _stays_open(_KEPT + b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"),
    ),
    "poison_bytes": Trick("sends loose bytes after its answer", _stays_open(_KEPT + b"\r\n\r\nloose\x00bytes")),
    "sign_in_loop": page(
        "asks for a password for ever", BODY, b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\n'
    ),
    "proxy_sign_in": page(
        "asks for a proxy's password", BODY, b'HTTP/1.1 407 Wait\r\nProxy-Authenticate: Basic realm="x"\r\n'
    ),
    "other_service": page("names another service to go to", BODY, HTML + b'Alt-Svc: h2="127.0.0.1:8443"; ma=86400\r\n'),
}

TRICKS: Final[dict[str, Trick]] = {**_HEADS, **_BODIES}
