"""Undoing a content encoding without trusting its size."""

from __future__ import annotations

import zlib
from typing import Final, NamedTuple

from portal.egress.reasons import PageReason

ACCEPTED: Final = "gzip, deflate"
"""What we offer; both can be unpacked piece by piece with a limit."""
MOST_CODINGS: Final = 2
"""A body may be packed once, or by mistake once more."""

_PIECE: Final = 4_096
"""Bytes unpacked at a time: what a member of a gzip file leaves over is copied, so it must not be the whole rest."""
_GZIP: Final = b"\x1f\x8b"


class Decoded(NamedTuple):
    """The content, and why it is not all of it (`too_large`, `unreadable`) or None."""

    body: bytes
    reason: PageReason | None


def decode(wire: bytes, encoding: str, limit: int) -> Decoded:
    """The content of a body as it came over the wire; at most ``limit`` bytes are ever unpacked at each layer.

    ``encoding`` is the header as sent: names with commas between, the last one outermost.
    """
    names = [name.strip() for name in encoding.lower().split(",")]
    packed = [name for name in names if name not in ("", "identity")]
    if len(packed) > MOST_CODINGS:
        return Decoded(b"", PageReason.UNREADABLE)
    found = Decoded(wire, None) if packed else _cut(wire, limit)
    for name in reversed(packed):
        found = _unpack(found.body, name, limit)
        if found.reason:
            return found if len(packed) == 1 else Decoded(b"", found.reason)
    return found


def _cut(wire: bytes, limit: int) -> Decoded:
    return Decoded(wire[:limit], PageReason.TOO_LARGE if len(wire) > limit else None)


def _unpack(wire: bytes, name: str, limit: int) -> Decoded:
    match name:
        case "gzip" | "x-gzip":
            return _gunzip(wire, limit)
        case "deflate":
            decoded = _inflate(wire, zlib.MAX_WBITS, limit)
            return decoded if decoded.body or not wire else _inflate(wire, -zlib.MAX_WBITS, limit)
    return Decoded(b"", PageReason.UNREADABLE)


def _gunzip(wire: bytes, limit: int) -> Decoded:
    """Every member of a gzip file; what follows the last one and is no member is ignored, as browsers do."""
    body = bytearray()
    start = 0
    while start < len(wire):
        if start and not wire.startswith(_GZIP, start):
            break
        engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        start, reason = _member(engine, wire, start, body, limit)
        if reason:
            return Decoded(bytes(body[:limit]), reason)
    return Decoded(bytes(body), None)


def _inflate(wire: bytes, window: int, limit: int) -> Decoded:
    body = bytearray()
    if not wire:
        return Decoded(b"", None)
    _, reason = _member(zlib.decompressobj(window), wire, 0, body, limit)
    return Decoded(bytes(body[:limit]), reason)


def _member(
    engine: zlib._Decompress, wire: bytes, start: int, body: bytearray, limit: int
) -> tuple[int, PageReason | None]:
    """Unpacks one member from ``start`` on into ``body``; gives where it ends, or why it does not."""
    while not engine.eof:
        piece = wire[start : start + _PIECE]
        if not piece:
            return start, PageReason.UNREADABLE
        try:
            body += engine.decompress(piece, limit + 1 - len(body))
        except zlib.error:
            return start, PageReason.UNREADABLE
        if len(body) > limit:
            return start, PageReason.TOO_LARGE
        start += len(piece) - len(engine.unused_data) - len(engine.unconsumed_tail)
    return start, None
