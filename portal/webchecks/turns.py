"""Taking turns: two runs never look at one site at the same time, and one server is asked by at most four at once.

A turn is an advisory lock of the worker's database session, so that a killed worker holds none. A run whose turn it is
not yet gives its worker free: it is put off, and called as soon as the turn is free. The one that has waited longest
goes first; a younger run does not overtake it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.common.clock import now
from portal.common.locks import Lock, try_lock, unlock
from portal.jobs.models import JobState
from portal.jobs.services import enqueue, release
from portal.webchecks.models import CheckRun, Wait

SITE_LOCKS: Final = 0x57_43
"""First key of the advisory locks that make two runs of one site take turns."""
SERVER_LOCKS: Final = 0x57_45
"""First key of the advisory locks of a server's places."""
PLACES: Final = 4
"""How many runs may ask one address at the same time: many sites share a server."""


class NotYet(Exception):
    """Another run has the turn; ``turn`` says whose site or which server it is about."""

    def __init__(self, turn: str) -> None:
        super().__init__(turn)
        self.turn = turn


class Turns:
    """The turns that one run holds; ``leave`` gives them back and calls who waited for them."""

    def __init__(self, run: CheckRun) -> None:
        self._run = run
        self._held: list[tuple[str, Lock]] = []

    def take_site(self) -> None:
        """Takes the site. Raises NotYet."""
        self._take(f"site {self._run.site or self._run.host or self._run.id}")

    def take_server(self, addresses: Sequence[str]) -> None:
        """Takes a place at the server behind the addresses (the first is the one dialled). Raises NotYet."""
        if addresses:
            self._take(f"server {addresses[0]}")

    def leave(self) -> None:
        """Gives back every turn. Harmless when none is held."""
        while self._held:
            turn, lock = self._held.pop()
            unlock(lock)
            call_next(turn)

    def _take(self, turn: str) -> None:
        if _waiting(turn).filter(id__lt=self._run.id).exists():
            raise NotYet(turn)
        lock = next((lock for lock in _locks(turn) if try_lock(lock)), None)
        if lock is None:
            raise NotYet(turn)
        self._held.append((turn, lock))


def put_off(run: CheckRun, attempt: int, turn: str) -> None:
    """Queues a run until it is called or ``WEBCHECK_TURN`` seconds have passed. Raises LostLease."""
    site = turn.startswith("site ")
    words = (
        _("Another check of this site comes first.") if site else _("The server of this site is being asked by others.")
    )
    later = now() + dt.timedelta(seconds=settings.WEBCHECK_TURN)
    release(
        CheckRun,
        run.id,
        attempt,
        not_before=later,
        waits_for=Wait.TURN,
        waits_at=turn,
        progress_text=words,
    )
    if _is_free(turn):  # given back between our look and our note
        call_next(turn)


@transaction.atomic
def call_next(turn: str) -> None:
    """Sends the run that has waited longest for a turn; a call that gets lost is made up for by the sweep."""
    oldest = _waiting(turn).order_by("id").first()
    if oldest is None:
        return
    if CheckRun.objects.filter(id=oldest.id, state=JobState.QUEUED, waits_for=Wait.TURN).update(not_before=None):
        oldest.not_before = None
        enqueue(oldest)


def _waiting(turn: str) -> models.QuerySet[CheckRun]:
    return CheckRun.objects.filter(state=JobState.QUEUED, waits_for=Wait.TURN, waits_at=turn)


def _locks(turn: str) -> Iterator[Lock]:
    """The locks any of which is the turn: one of a site, one for each place of a server."""
    if turn.startswith("site "):
        yield SITE_LOCKS, turn
        return
    for place in range(PLACES):
        yield SERVER_LOCKS, f"{turn} {place}"


def _is_free(turn: str) -> bool:
    lock = next((lock for lock in _locks(turn) if try_lock(lock)), None)
    if lock:
        unlock(lock)
    return lock is not None
