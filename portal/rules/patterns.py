"""Patterns that cannot take more than linear time.

RE2 knows neither look-around nor back-references, so an exception to a pattern is a second pattern. All patterns
are written for folded text (see ``text.py``): lower case, plain quotes and dashes, single spaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, cast

import re2


class Match(Protocol):
    """The part of a match that the rules use."""

    def start(self, group: int = 0) -> int: ...
    def end(self, group: int = 0) -> int: ...
    def span(self, group: int = 0) -> tuple[int, int]: ...
    def group(self, group: int | str = 0) -> str: ...


class Pattern(Protocol):
    """A compiled linear pattern."""

    def search(self, text: str) -> Match | None: ...
    def match(self, text: str) -> Match | None: ...
    def fullmatch(self, text: str) -> Match | None: ...
    def finditer(self, text: str) -> Iterator[Match]: ...


def pattern(expression: str) -> Pattern:
    """Compile a pattern with RE2; raises ``re2.error`` for one that RE2 does not accept."""
    return cast(Pattern, re2.compile(expression))


def any_word(words: tuple[str, ...]) -> Pattern:
    """A pattern for any of these words, whole words only; ``*`` at the end of a word stands for its endings."""
    parts = [re2.escape(word).replace(r"\*", r"[a-z]*").replace(r"\ ", " ") for word in words]
    return pattern(r"\b(?:" + "|".join(parts) + r")\b")
