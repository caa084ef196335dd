"""Deterministic ids of ledger events: the layout of UUID version 7 (RFC 9562), time first, a hash for the rest.

The same event sent again gets the same id, so the primary key itself refuses a double; and because the time leads, one
range of ids is one month, which is what the table is partitioned by.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MILLISECOND = dt.timedelta(milliseconds=1)


def event_id(*, business_id: uuid.UUID, client_id: str, occurred_at: dt.datetime) -> uuid.UUID:
    """The id of the event that a business names ``client_id``: 48 bits of milliseconds, 74 bits of SHA-256."""
    digest = _digest(business_id, client_id)
    value = _milliseconds(occurred_at) << 80 | int.from_bytes(digest[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def key_id(*, business_id: uuid.UUID, client_id: str) -> uuid.UUID:
    """The id under which a client's name for an event is remembered, whatever time the event claims."""
    return uuid.UUID(bytes=_digest(business_id, client_id)[16:32])


def month_start(day: dt.date) -> uuid.UUID:
    """The smallest event id of the month that ``day`` lies in (UTC)."""
    first = dt.datetime(day.year, day.month, 1, tzinfo=dt.UTC)
    return uuid.UUID(int=_milliseconds(first) << 80)


def next_month(day: dt.date) -> dt.date:
    """The first day of the month after ``day``."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _milliseconds(instant: dt.datetime) -> int:
    return (instant - _EPOCH) // _MILLISECOND


def _digest(business_id: uuid.UUID, client_id: str) -> bytes:
    return hashlib.sha256(b"evt1\x00" + business_id.bytes + client_id.encode()).digest()
