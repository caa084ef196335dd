"""Medians of repeated work, in milliseconds of this process's own CPU time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def median_ms(work: Callable[[], object], *, rounds: int = 15) -> float:
    """The median of ``rounds`` runs after one warm-up."""
    work()
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1_000)
    return statistics.median(spent)


def row(name: str, work_ms: float, floor_ms: float) -> str:
    """One line of the table."""
    return f"{name:<34}{work_ms:>10.2f} ms{floor_ms:>10.3f} ms{work_ms / max(floor_ms, 1e-6):>9.1f} x"
