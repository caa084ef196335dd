"""The one clock. Everything is stored in UTC; whose day a rule means is said where the rule is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_rehearsed: ContextVar[dt.datetime | None] = ContextVar("rehearsed", default=None)


def now() -> dt.datetime:
    """The present instant, timezone-aware, in UTC."""
    return _rehearsed.get() or timezone.now()


@contextmanager
def at(instant: dt.datetime) -> Iterator[None]:
    """Lets verbs run as of another instant, in this thread only: the demo data tells a story that began weeks ago."""
    token = _rehearsed.set(instant)
    try:
        yield
    finally:
        _rehearsed.reset(token)
