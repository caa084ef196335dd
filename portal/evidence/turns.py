"""Turns at the decoder. Each file that is decoded holds a thread of a web server until its process ends; so few are
decoded at a time, and fewer for one organization, whatever it uploads. The others' pages stay open.

The bounds hold for all processes together: a turn is one of the organization's places and one of all, and a place is an
advisory lock.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from portal.common.locks import Lock, try_lock, unlock
from portal.evidence.sniffing import refused_file

PLACES: Final = 0x45_44
"""First key of the advisory locks of places at the decoder."""
MOST: Final = 4
"""Files decoded at a time by all processes; each process of the web server has eight threads."""
MOST_OF_ONE: Final = 2
"""Of these, for one organization."""


@contextlib.contextmanager
def turn_for(organization_id: uuid.UUID | None) -> Iterator[None]:
    """A turn, as long as the block runs. Raises WrongInput at once where none is free: waiting would hold a thread."""
    with contextlib.ExitStack() as turn:
        for whose, places in (f"of {organization_id}", MOST_OF_ONE), ("of all", MOST):
            lock = next((lock for lock in places_of(whose, places) if try_lock(lock)), None)
            if lock is None:
                sentence = _("Other files are being read at this moment. Wait a few seconds, and send this one again.")
                raise refused_file(sentence, code="file_not_its_turn")
            turn.callback(unlock, lock)
        yield


def places_of(whose: str, places: int) -> Iterator[Lock]:
    """The locks of which a turn takes one."""
    return ((PLACES, f"{place} {whose}") for place in range(places))
