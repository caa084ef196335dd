"""An end to what a page may take of the machine's memory: the browser bounds its scripts, and nothing else of them."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

_log = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 0.3
_OWN = re.compile(r"^Rss(?:Anon|Shmem):\s+(\d+) kB$", re.MULTILINE)


async def end_when_hungry(group: int, most: int, end: Callable[[], None]) -> None:
    """Watches a group of processes and calls ``end`` once they hold more than ``most`` bytes of their own together."""
    while memory_of(group) <= most:
        await asyncio.sleep(_LOOK_SECONDS)
    _log.warning("a page took more than the %s bytes of memory that a browser may hold", most)
    end()


def memory_of(group: int) -> int:
    """Bytes that the processes of a group hold beside the files they map; 0 where the system does not tell."""
    return sum(_own(place) for place in Path("/proc").glob("[0-9]*") if _group(place) == group)


def _group(place: Path) -> int:
    told = _read(place / "stat").rpartition(")")[2].split()
    return int(told[2]) if len(told) > 2 else 0


def _own(place: Path) -> int:
    return 1_024 * sum(map(int, _OWN.findall(_read(place / "status"))))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return ""
