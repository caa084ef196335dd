"""How often a process that lives long looks for objects that hold nothing but each other."""

from __future__ import annotations

import gc
from typing import Final

YOUNG: Final = 10_000
"""New objects after which the youngest are looked through; the interpreter's own 700 suits short programs."""


def settle() -> None:
    """To be called once a process has loaded what it lives with: all of that is left out of every later look.

    Reading pages and building models makes many small objects, and a tenth of a website check went into looking through
    Django and the rulebook again (`make bench-webchecks`). A look also writes to what it looks at, so what is left out
    stays in the memory that forked workers share: 14 MB of each.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
