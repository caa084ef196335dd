"""One page at a time on one machine: a browser needs a processor and 400 MB of its own."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PATIENCE: Final = 20.0
"""Seconds that a job waits for the one before it, well within the lease of its run."""


@contextlib.contextmanager
def turn(patience: float = PATIENCE) -> Iterator[bool]:
    """Holds the machine's one place for a browser; False when it did not become free in time.

    The place goes with the process that holds it, so one that was killed leaves it free.
    """
    place = Path(tempfile.gettempdir()) / f"clearline-browser-{os.geteuid()}.lock"
    try:
        file = os.open(place, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError:  # no folder to write to, or somebody else's file: nobody to wait for then
        yield True
        return
    try:
        yield _held(file, time.monotonic() + patience)
    finally:
        os.close(file)


def _held(file: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.2)
        else:
            return True
