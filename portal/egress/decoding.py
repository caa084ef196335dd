"""Undoing a content encoding without trusting its size."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from portal.egress.reasons import PageReason

ACCEPTED = "gzip, deflate"
"""What we offer; both can be unpacked piece by piece with a limit."""


class Decoded(NamedTuple):
    """The content, and why it is not all of it (`too_large`, `unreadable`) or None."""

    body: bytes
    reason: PageReason | None


def decode(wire: bytes, encoding: str, limit: int) -> Decoded:
    """The content of a body as it came over the wire; at most ``limit`` bytes are ever unpacked."""
    match encoding.strip().lower():
        case "" | "identity":
            return Decoded(wire[:limit], PageReason.TOO_LARGE if len(wire) > limit else None)
        case "gzip" | "x-gzip":
            return _inflate(wire, 31, limit)
        case "deflate":
            decoded = _inflate(wire, 15, limit)
            return decoded if decoded.body or not wire else _inflate(wire, -15, limit)
    return Decoded(b"", PageReason.UNREADABLE)


def _inflate(wire: bytes, window: int, limit: int) -> Decoded:
    body = b""
    rest = wire
    while rest:
        engine = zlib.decompressobj(window)
        try:
            body += engine.decompress(rest, limit + 1 - len(body))
        except zlib.error:
            return Decoded(body, PageReason.UNREADABLE)
        if len(body) > limit:
            return Decoded(body[:limit], PageReason.TOO_LARGE)
        if not engine.eof:
            return Decoded(body, PageReason.UNREADABLE)
        if len(engine.unused_data) >= len(rest):
            break
        rest = engine.unused_data
    return Decoded(body, None)
