"""One byte form for data that is hashed, signed or compared (RFC 8785 for the values we store).

Strings, whole numbers, booleans, null, lists and objects only: numbers with a fraction are refused, because two
programs may write them differently; amounts and rates travel as strings.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from typing import Any


def canonical_bytes(value: Any) -> bytes:
    """UTF-8 JSON, keys sorted, no spaces. Dates become ISO 8601, UUIDs their text. Raises TypeError on floats."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def canonical_sha256(value: Any, *, salt: bytes = b"") -> bytes:
    """SHA-256 over ``salt`` and the canonical bytes."""
    return hashlib.sha256(salt + canonical_bytes(value)).digest()


def plain(value: Any) -> Any:
    """The value as JSON knows it: times in UTC with microseconds, dates, UUIDs and bytes as text, sets sorted."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            raise TypeError("numbers with a fraction have no single byte form; give a string")
        case dt.datetime():
            if value.tzinfo is None:
                raise TypeError("a time without a zone has no single meaning; give it a zone")
            return value.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        case dt.date():
            return value.isoformat()
        case uuid.UUID():
            return str(value)
        case bytes():
            return value.hex()
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case set() | frozenset():
            return sorted(plain(item) for item in value)
    raise TypeError(f"{type(value).__name__} has no canonical form")
