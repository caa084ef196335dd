"""Advisory locks of the database. The session of a thread holds them, so that a process that is killed holds none."""

from __future__ import annotations

from django.db import connection

Lock = tuple[int, str]
"""What kind of lock it is, a number of the module that takes it, and what is locked."""


def try_lock(lock: Lock) -> bool:
    """Takes a lock that no other session holds; answers at once whether it did. A session can take one it holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", lock)
        return bool(cursor.fetchone()[0])


def unlock(lock: Lock) -> None:
    """Gives a lock of this session back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", lock)
