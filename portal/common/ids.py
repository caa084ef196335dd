"""Keys and public references.

Keys are UUID version 7 (RFC 9562, section 5.7): time-ordered, so indexes stay compact.
References (`REG-2041`) are short enough to read over a telephone; they name things, they do not authorize.
"""

from __future__ import annotations

import os
import time
import uuid

from django.db import connection

REFERENCE_PREFIXES = ("REG", "BR", "CA", "TF", "SUP", "PKG")
"""Kinds of public reference: application, brand, campaign, toll-free verification, support request, package."""


def uuid7(*, at_ms: int | None = None) -> uuid.UUID:
    """A new version 7 UUID; ``at_ms`` is milliseconds since 1970 (now if not given)."""
    milliseconds = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def next_reference(prefix: str) -> str:
    """The next public reference of a kind, such as ``REG-2041``; numbers are never reused.

    Raises ValueError for a prefix that is not in ``REFERENCE_PREFIXES``.
    """
    if prefix not in REFERENCE_PREFIXES:
        raise ValueError(f"{prefix!r} is not a kind of reference; known are {', '.join(REFERENCE_PREFIXES)}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [f"reference_{prefix.lower()}"])
        row = cursor.fetchone()
    assert row is not None  # nextval answers one row or raises
    return f"{prefix}-{row[0]}"
