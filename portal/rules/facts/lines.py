"""Many lines, one pass: in which lines of a text does a pattern match?

Asking a pattern about every sentence of a policy costs a call a sentence. Here the lines are searched as one text; no
match reaches beyond its line, so the answer is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import re2

from portal.rules.facts.patterns import Pattern
from portal.rules.facts.text import normalize

_MEMORY = 64 << 20
# Of each of these ``normalize`` makes one character; the rest is left to it.
_PLAIN = str.maketrans(dict.fromkeys("‘’‚‛′ʼ´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
_PLAIN[0xA0] = " "


@lru_cache(maxsize=16)
def fold_lines(text: str) -> tuple[str, ...]:
    """The lines of a text, each folded as ``normalize`` folds it, a whole page at a time."""
    return tuple(_fold(line) for line in text.split("\n"))


def _fold(raw: str) -> str:
    line = raw.lower() if raw.isascii() else raw.translate(_PLAIN).lower()
    plain = line.isascii() and line.isprintable() and "  " not in line and "`" not in line and line[:1] != " "
    return line if plain else normalize(raw).folded


class Lines:
    """Lines that are searched as one text; none of them holds a line end."""

    __slots__ = ("data",)

    def __init__(self, lines: Iterable[str]) -> None:
        self.data = "\n".join(lines).encode("utf-8", "replace")


class Grep:
    """Any of some patterns; compiled when it is first asked."""

    __slots__ = ("_patterns", "_ready")

    def __init__(self, *patterns: Pattern) -> None:
        self._patterns = patterns
        self._ready: Any = None

    def places(self, lines: Lines) -> set[int]:
        """The numbers, from 0, of the lines in which one of the patterns matches."""
        data = lines.data
        found: set[int] = set()
        place = line = 0
        for match in self._compiled().finditer(data):
            start = match.start()
            line += data.count(b"\n", place, start)
            found.add(line)
            place = start
        return found

    def among(self, lines: Sequence[str], places: set[int]) -> set[int]:
        """Those of some places in the lines at which one of the patterns matches."""
        numbers = sorted(places)
        return {numbers[place] for place in self.places(Lines(lines[number] for number in numbers))}

    def _compiled(self) -> Any:
        if self._ready is None:
            options = re2.Options()
            options.never_nl = options.never_capture = True
            options.max_mem = _MEMORY
            joined = "|".join(f"(?:{one.expression})" for one in self._patterns)
            self._ready = re2.compile(f"(?m:(?:{joined}).*)".encode(), options)  # to the end of the line
        return self._ready
