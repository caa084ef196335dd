"""The one clock. Everything is stored in UTC; whose day a rule means is said where the rule is."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """The present instant, timezone-aware, in UTC."""
    return timezone.now()
