"""Evidence as bytes named by their own SHA-256: an exchange as WARC (ISO 28500), a chain as PEM, a picture, a document.

A WARC file holds one fetch: who asked (`warcinfo`), what the names resolved to (`resource`, text/dns), and each request
with its answer exactly as received, redirects included. Nothing in it is random: record ids are derived from the
records, so the same exchanges give the same bytes and the same name.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import io
import uuid
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException

from portal.egress.door import USER_AGENT, Exchange

WARC: Final = "application/warc"
PEM: Final = "application/x-pem-file"
PNG: Final = "image/png"
DOM: Final = "text/html"
LOG: Final = "application/json"
WORDS: Final = "text/plain"
ENDINGS: Final = {WARC: "warc.gz", PEM: "pem", PNG: "png", DOM: "html", LOG: "json", WORDS: "txt"}
"""What a file of each media type of evidence ends with."""

_IDS: Final = uuid.UUID("8f6f7f4e-3f0e-5e0c-9d0b-6c1a54c2b7a1")
_CHUNKED: Final = "transfer-encoding"
_KEPT_AS: Final = "X-Archive-Orig-"
"""Bodies are kept without the chunks they came in, so the header that announces chunks is kept under another name."""


@dataclasses.dataclass(frozen=True)
class Evidence:
    """Bytes to be kept. ``kind`` is `warc`, `certificates`, or of a browser `screenshot, document, words, tunnel`."""

    kind: str
    media_type: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def ending(self) -> str:
        """What a file with these bytes ends with, without a dot."""
        return ENDINGS.get(self.media_type, "bin")


class NotAnArchive(ValueError):
    """Bytes that are no WARC file of exchanges, or only part of one."""


def as_warc(exchanges: Sequence[Exchange]) -> Evidence:
    """The exchanges of one fetch, redirects included; each record is a gzip member of its own."""
    about = _about(exchanges[0])
    members = [about.member, *(record.member for record in _names(exchanges, about))]
    for exchange in exchanges:
        response = _response(exchange, about)
        members += [_request(exchange, about, response).member, response.member]
    return Evidence("warc", WARC, b"".join(members))


def exchanges_in(data: bytes) -> tuple[Exchange, ...]:
    """The exchanges of a WARC file of ours, in their order. Raises NotAnArchive.

    How long each took is not in the file; ``seconds`` is 0.
    """
    found: list[Exchange] = []
    asked: tuple[tuple[str, str], ...] = ()
    method = "GET"
    try:
        for record in ArchiveIterator(io.BytesIO(data), no_record_parse=True):
            block = record.raw_stream.read()
            if record.rec_type == "request":
                line, asked, _ = _http(block)
                method = line.split(" ", 1)[0]
            elif record.rec_type == "response":
                found.append(_exchange(record.rec_headers, block, method, asked))
    except (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, ValueError, TypeError, EOFError) as error:
        raise NotAnArchive(f"this is no WARC file of a website check ({error})") from error
    if not found:
        raise NotAnArchive("this WARC file holds no answer")
    return tuple(found)


@dataclasses.dataclass(frozen=True)
class _Record:
    """One WARC record, its id made from what it says."""

    fields: tuple[tuple[str, str], ...]
    block: bytes
    level: int = 1

    @cached_property
    def digest(self) -> str:
        return _digest(self.block)

    @cached_property
    def id(self) -> str:
        told = "\n".join(f"{name}: {value}" for name, value in self.fields)
        return f"<urn:uuid:{uuid.uuid5(_IDS, f'{told} {self.digest}')}>"

    @cached_property
    def member(self) -> bytes:
        lines = (*self.fields, ("WARC-Record-ID", self.id), ("WARC-Block-Digest", self.digest))
        head = "".join(f"{name}: {value}\r\n" for name, value in lines)
        whole = f"WARC/1.1\r\n{head}Content-Length: {len(self.block)}\r\n\r\n".encode()
        return zlib.compress(whole + self.block + b"\r\n\r\n", self.level, wbits=31)


def _about(first: Exchange) -> _Record:
    """Who asked: our name and version, and where to reach whoever runs this portal."""
    agent = next((value for name, value in first.asked if name.lower() == "user-agent"), USER_AGENT)
    contact = agent.partition("(+")[2].removesuffix(")")
    told = {
        "software": USER_AGENT,
        "operator": contact,
        "http-header-user-agent": agent,
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
    block = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value).encode()
    when = ("WARC-Date", _instant(first.started))
    return _Record((("WARC-Type", "warcinfo"), when, ("Content-Type", "application/warc-fields")), block)


def _names(exchanges: Sequence[Exchange], about: _Record) -> Iterator[_Record]:
    """What each name resolved to, once a name, as RFC 4027 writes it."""
    told: set[str] = set()
    for exchange in exchanges:
        host = urlsplit(exchange.url).hostname or ""
        if host in told or not exchange.addresses:
            continue
        told.add(host)
        lines = (f"{host}. IN {'AAAA' if ':' in address else 'A'} {address}\r\n" for address in exchange.addresses)
        yield _Record(
            (
                ("WARC-Type", "resource"),
                ("WARC-Target-URI", f"dns:{host}"),
                ("WARC-Date", _instant(exchange.started)),
                ("WARC-Warcinfo-ID", about.id),
                ("Content-Type", "text/dns"),
            ),
            "".join(lines).encode(),
        )


def _request(exchange: Exchange, about: _Record, response: _Record) -> _Record:
    parts = urlsplit(exchange.url)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return _Record(
        (
            ("WARC-Type", "request"),
            *_fields(exchange, about),
            ("Content-Type", "application/http; msgtype=request"),
            ("WARC-Concurrent-To", response.id),
        ),
        _head(f"{exchange.method} {target} HTTP/1.1", exchange.asked),
    )


def _response(exchange: Exchange, about: _Record) -> _Record:
    line = f"HTTP/1.1 {exchange.status} {exchange.reason_phrase}".rstrip()
    named = ((_KEPT_AS + name if name.lower() == _CHUNKED else name, value) for name, value in exchange.headers)
    fields = [
        ("WARC-Type", "response"),
        *_fields(exchange, about),
        ("Content-Type", "application/http; msgtype=response"),
        ("WARC-IP-Address", exchange.dialled),
        ("X-Resolved-Addresses", " ".join(exchange.addresses)),
        ("WARC-Payload-Digest", _digest(exchange.wire)),
        ("WARC-Truncated", "length" if exchange.cut else ""),
    ]
    return _Record(
        tuple((name, value) for name, value in fields if value),
        _head(line, named) + exchange.wire,
        level=0 if exchange.header("content-encoding") else 1,  # what comes packed is packed already
    )


def _fields(exchange: Exchange, about: _Record) -> tuple[tuple[str, str], ...]:
    return (
        ("WARC-Target-URI", exchange.url),
        ("WARC-Date", _instant(exchange.started)),
        ("WARC-Warcinfo-ID", about.id),
    )


def _head(line: str, headers: Iterable[tuple[str, str]]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"{line}\r\n{lines}\r\n".encode("latin-1", "replace")


def _http(block: bytes) -> tuple[str, tuple[tuple[str, str], ...], bytes]:
    """First line, headers and body of a message as `_head` writes them."""
    head, mark, body = block.partition(b"\r\n\r\n")
    if not mark:
        raise NotAnArchive("a record holds no HTTP message")
    line, *rest = head.decode("latin-1").split("\r\n")
    named = [text.partition(": ") for text in rest]
    return line, tuple((name.removeprefix(_KEPT_AS), value) for name, _, value in named), body


def _exchange(fields: StatusAndHeaders, block: bytes, method: str, asked: tuple[tuple[str, str], ...]) -> Exchange:
    def field(name: str) -> str:
        return str(fields.get_header(name) or "")

    line, headers, body = _http(block)
    _, status, *phrase = line.split(" ", 2)
    if field("WARC-Payload-Digest") != _digest(body):
        raise NotAnArchive("an answer is not as it was written down")
    return Exchange(
        method=method,
        url=field("WARC-Target-URI"),
        addresses=tuple(field("X-Resolved-Addresses").split()),
        dialled=field("WARC-IP-Address"),
        status=int(status),
        reason_phrase=" ".join(phrase),
        headers=headers,
        wire=body,
        cut=bool(field("WARC-Truncated")),
        started=dt.datetime.fromisoformat(field("WARC-Date")),
        seconds=0.0,
        asked=asked,
    )


def _instant(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _digest(data: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(data).digest()).decode()}"
