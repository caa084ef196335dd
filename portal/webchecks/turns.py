"""Taking turns: two runs never look at one site at the same time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.db import OperationalError, connection, transaction

SITE_LOCKS: Final = 0x57_43
"""First key of the advisory locks that make two runs of one site take turns."""


@contextlib.contextmanager
def site_lock(host: str) -> Iterator[bool]:
    """Holds the site for this database session; False when another run did not leave it in time.

    The lock goes with the session, so a killed worker leaves none behind.
    """
    held = _take(host)
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [SITE_LOCKS, host])


def _take(host: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{settings.WEBCHECK_TURN:.0f}ms"])
            cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [SITE_LOCKS, host])
    except OperationalError:
        return False
    return True
