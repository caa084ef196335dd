"""How often the hosted page takes a sign-up: per address and per number, counted in the cache."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache

from portal.common.crypto import keyed_hash

PER_ADDRESS: Final = (20, 600)
PER_NUMBER: Final = (3, 3_600)
"""Sign-ups, and the seconds in which they are counted."""


def allowed(kind: str, value: str, limit: tuple[int, int]) -> bool:
    """Whether one more is within the limit; it is counted. The cache sees a keyed hash, never the value."""
    most, seconds = limit
    name = f"consent.limit.{kind}.{keyed_hash(value, purpose='consent.limit').hex()}"
    cache.add(name, 0, timeout=seconds)
    try:
        count: int = cache.incr(name)
    except ValueError:  # it ran out between the two calls
        cache.set(name, 1, timeout=seconds)
        count = 1
    return count <= most
