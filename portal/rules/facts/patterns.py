"""Patterns that cannot take more than linear time, behind one gate.

RE2 knows neither look-around nor back-references, so an exception to a pattern is a second pattern. All patterns
are written for folded text (see ``text.py``): lower case, plain quotes and dashes, single spaces.

The gate: all patterns together make one set, which tells in one pass over a text which of them match anywhere in it;
only those are then searched for their places. It changes no answer: a text that the set could not judge (its automaton
ran out of memory, which RE2 reports like "nothing matches") is searched pattern by pattern. An always-matching pattern
in the set tells the two apart.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final, Protocol, cast

import re2

_SET_BYTES = 64 << 20
_WARM_UP = 400
"""Texts that are searched pattern by pattern before the set is built: a single input does not repay building it."""
_GROWTH = 8
"""New patterns after which the set is built anew; until then they are searched without it."""
_MOST_TEXTS = 4_096
_LONGEST = 3_000
"""Characters beyond which a text is searched pattern by pattern: varied prose makes the set build states without end,
which costs a page many times what its few patterns cost."""


class Match(Protocol):
    """The part of a match that the rules use."""

    def start(self, group: int = 0) -> int: ...
    def end(self, group: int = 0) -> int: ...
    def span(self, group: int = 0) -> tuple[int, int]: ...
    def group(self, group: int | str = 0) -> str: ...


class Pattern(Protocol):
    """A compiled linear pattern."""

    @property
    def expression(self) -> str: ...
    def search(self, text: str) -> Match | None: ...
    def match(self, text: str) -> Match | None: ...
    def fullmatch(self, text: str) -> Match | None: ...
    def finditer(self, text: str) -> Iterator[Match]: ...


class _Gate:
    """The set of all patterns and what it said about the texts that came by."""

    def __init__(self) -> None:
        self.expressions: list[str] = []
        self.patterns: list[Pattern] = []
        self.known = 0
        self.matcher: Any = None
        self.texts: dict[str, frozenset[int] | None] = {}
        self.seen = 0
        self.open = True

    def admit(self, text: str) -> None:
        """From now on this text is searched through the gate."""
        if not self.open or len(text) > _LONGEST:
            return
        if len(self.texts) >= _MOST_TEXTS:
            self.texts.clear()
        self.texts.setdefault(text, None)
        self.seen += 1

    def hits(self, text: str) -> frozenset[int]:
        """The numbers of the patterns below ``known`` that match somewhere in the text; empty when it cannot tell."""
        hits = self.texts.get(text, _NEVER_SEEN)
        if hits is not None:
            return hits
        return _NEVER_SEEN if self.seen < _WARM_UP else self._hits(text)

    def _hits(self, text: str) -> frozenset[int]:
        """The numbers of all patterns that match; empty when the set ran out of memory."""
        if len(self.expressions) - self.known >= _GROWTH:
            self._build()
        found = self.matcher.Match(text) if self.matcher is not None else None
        hits = frozenset(found) if found and self.known in found else _NEVER_SEEN
        self.texts[text] = hits
        return hits

    def _build(self) -> None:
        options = re2.Options()
        options.max_mem = _SET_BYTES
        matcher = re2.Set.SearchSet(options)
        for expression in self.expressions:
            matcher.Add(expression)
        matcher.Add("")
        matcher.Compile()
        self.matcher, self.known = matcher, len(self.expressions)
        self.texts.update(dict.fromkeys(self.texts))


_NEVER_SEEN: frozenset[int] = frozenset()
_GATE = _Gate()
_KNOWN = _GATE.texts.get  # asked many times for each text


class _Seen:
    """A match that was searched for in bytes: there every place is the same place in characters."""

    __slots__ = ("_match", "_text")

    def __init__(self, match: Any, text: str) -> None:
        self._match, self._text = match, text

    def start(self, group: int = 0) -> int:
        return cast(int, self._match.start(group))

    def end(self, group: int = 0) -> int:
        return cast(int, self._match.end(group))

    def span(self, group: int = 0) -> tuple[int, int]:
        return cast("tuple[int, int]", self._match.span(group))

    def group(self, group: int | str = 0) -> str:
        start, end = self._match.span(group)
        return cast(str, None) if start < 0 else self._text[start:end]


_NO_LETTER: Final = "\x7f"
"""What stands for each character beyond ASCII: to a pattern that names none of them they are alike, no letter or digit
and no space (RE2 counts as such only those of ASCII)."""


def _bytes_of(text: str) -> bytes:
    """The text with one byte for each character."""
    return text.encode() if text.isascii() else _without_letters(text)


@lru_cache(maxsize=16)
def _without_letters(text: str) -> bytes:
    return text.encode("ascii", "no-letter")


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return _NO_LETTER * (error.end - error.start), error.end


codecs.register_error("no-letter", _stand_in)


class _Found:
    """A match that is there for sure; where, is looked up only when somebody asks."""

    __slots__ = ("_match", "_pattern", "_text")

    def __init__(self, pattern: _Gated, text: str) -> None:
        self._pattern, self._text = pattern, text
        self._match: Match | None = None

    def _place(self) -> Any:
        if self._match is None:
            self._match = self._pattern.found(self._text)
        return self._match

    def start(self, group: int = 0) -> int:
        return cast(int, self._place().start(group))

    def end(self, group: int = 0) -> int:
        return cast(int, self._place().end(group))

    def span(self, group: int = 0) -> tuple[int, int]:
        return cast("tuple[int, int]", self._place().span(group))

    def group(self, group: int | str = 0) -> str:
        return cast(str, self._place().group(group))


class _Gated:
    """A pattern that asks the gate first; it is compiled when it is first searched for."""

    __slots__ = ("_ascii", "_number", "_ready", "expression")

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self._ascii = expression.isascii()
        self._ready: Any = None
        self._number = len(_GATE.expressions)
        _GATE.expressions.append(expression)
        _GATE.patterns.append(self)

    @property
    def compiled(self) -> Any:
        """RE2's own pattern."""
        if self._ready is None:
            self._ready = re2.compile(self.expression)
        return self._ready

    def _nowhere(self, text: str) -> bool:
        """Whether the gate knows that the pattern matches nowhere in the text."""
        hits = _GATE.hits(text)
        return bool(hits) and self._number not in hits and self._number < _GATE.known

    def search(self, text: str) -> Match | None:
        hits = _KNOWN(text) or _GATE.hits(text)
        if not hits or self._number >= _GATE.known:
            return self.found(text)
        return _Found(self, text) if self._number in hits else None

    def found(self, text: str) -> Match | None:
        """The first match, searched for without asking the gate."""
        if not self._ascii and not text.isascii():
            return cast("Match | None", self.compiled.search(text))
        match = self.compiled.search(_bytes_of(text))
        return None if match is None else _Seen(match, text)

    def match(self, text: str) -> Match | None:
        return None if self._nowhere(text) else cast("Match | None", self.compiled.match(text))

    def fullmatch(self, text: str) -> Match | None:
        return None if self._nowhere(text) else cast("Match | None", self.compiled.fullmatch(text))

    def finditer(self, text: str) -> Iterator[Match]:
        hits = _KNOWN(text) or _GATE.hits(text)
        if hits and self._number not in hits and self._number < _GATE.known:
            return iter(())
        if not self._ascii and not text.isascii():
            return cast(Iterator[Match], self.compiled.finditer(text))
        return (_Seen(match, text) for match in self.compiled.finditer(_bytes_of(text)))


class Family:
    """Patterns that are asked together: which of them can match in a text at all."""

    __slots__ = ("_most", "_places", "numbers")

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        numbers = [cast(_Gated, one)._number for one in patterns]
        self.numbers = frozenset(numbers)
        self._places = {number: place for place, number in enumerate(numbers)}
        self._most = max(numbers, default=-1)

    def possible(self, text: str) -> Iterable[int]:
        """The places in the family of those that can match, in their order; all where the gate cannot tell."""
        held = self.held(text)
        return range(len(self._places)) if held is None else sorted([self._places[number] for number in held])

    def held(self, text: str) -> frozenset[int] | None:
        """The numbers of those that can match in the text; ``None`` where the gate cannot tell."""
        hits = _GATE.hits(text)
        if not hits:
            return None
        held = self.numbers & hits
        return held if self._most < _GATE.known else held | {one for one in self.numbers if one >= _GATE.known}


def pattern(expression: str) -> Pattern:
    """A pattern of RE2; one that RE2 does not accept raises ``re2.error`` when it is first searched for."""
    return _Gated(expression)


def any_word(words: tuple[str, ...]) -> Pattern:
    """A pattern for any of these words, whole words only; ``*`` at the end of a word stands for its endings."""
    parts = [re2.escape(word).replace(r"\*", r"[a-z]*").replace(r"\ ", " ") for word in words]
    return pattern(r"\b(?:" + "|".join(parts) + r")\b")


def admit(text: str) -> str:
    """Let a text that several patterns will search go through the gate; gives the text back."""
    _GATE.admit(text)
    return text


def every_pattern() -> tuple[Pattern, ...]:
    """All patterns that were made so far."""
    return tuple(_GATE.patterns)


def gate_pass(text: str) -> bool:
    """One pass of the gate alone over a text, for measuring; whether the set could judge it."""
    return _GATE.matcher is not None and bool(_GATE.matcher.Match(text))


@contextmanager
def gate(*, is_open: bool, warm: bool = True) -> Iterator[None]:
    """For measuring and for proving that the gate changes nothing: with it (at once) or without it."""
    before = _GATE.open, _GATE.seen
    _GATE.open, _GATE.seen = is_open, _WARM_UP if warm else before[1]
    _GATE.texts.clear()
    try:
        yield
    finally:
        _GATE.open, _GATE.seen = before
