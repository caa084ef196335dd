"""What a killed worker leaves behind: the folder of its browser, with a profile that nobody will open again."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path
from typing import Final

PREFIX: Final = "clearline-browser-"
"""How the name of every job's folder begins."""
STALE: Final = 60 * 60.0
"""Seconds after which no job can still be at work in its folder: each gives up within minutes."""


def clear_leavings(place: Path | None = None) -> list[Path]:
    """Removes what was left in the temporary folder, or in ``place``; answers what is gone.

    Only folders of our own name that are this user's and an hour old. A link is left alone, and none within is
    followed; what cannot be removed waits for the next time.
    """
    found = (place or Path(tempfile.gettempdir())).glob(f"{PREFIX}*")
    return [folder for folder in found if _is_left(folder) and _removed(folder)]


def _is_left(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        facts = folder.lstat()
        is_ours = stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid()
        return is_ours and facts.st_mtime < time.time() - STALE
    return False


def _removed(folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
