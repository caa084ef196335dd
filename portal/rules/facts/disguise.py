"""Blocked words spelled so that a filter might miss them: digits and signs for letters, invisible characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from portal.rules.facts import content
from portal.rules.facts.content import Category, categories_in
from portal.rules.facts.patterns import Pattern, pattern
from portal.rules.facts.text import normalize

_LEET = str.maketrans("013457@$8!", "oieastasbi")
_MIXED = pattern(r"[a-z]+[013457@$8!][a-z0-9@$!]*|[013457@$8!][a-z0-9@$!]*[a-z][a-z0-9@$!]*")
_LEAST = 4


def needed() -> tuple[Pattern, ...]:
    """What has to match in a text before a word of it can be in disguise."""
    return (*content.needed(), _MIXED)


def disguised(raw: str) -> Iterator[tuple[str, tuple[int, int], Category]]:
    """The word as it reads, its place in the raw text and its category; each category once."""
    seen: set[str] = set()
    for category, (start, end), word in categories_in(raw):
        written = raw[start:end]
        if any(unicodedata.category(one) == "Cf" or _looks_alike(one) for one in written):
            seen.add(str(category["slug"]))
            yield word, (start, end), category
    if any(sign in raw for sign in "013457@$8!"):
        yield from _leet(raw, seen)


def _looks_alike(character: str) -> bool:
    """A letter of another alphabet, or a full-width or mathematical form of a Latin one."""
    return (
        not character.isascii() and character.isalpha() and "LATIN SMALL LETTER" not in unicodedata.name(character, "")
    )


def _leet(raw: str, seen: set[str]) -> Iterator[tuple[str, tuple[int, int], Category]]:
    text = normalize(raw)
    for match in _MIXED.finditer(text.folded):
        token = match.group().rstrip("!")
        letters = sum(one.isalpha() for one in token)
        if len(token) < _LEAST or letters * 2 < len(token) or token.isalpha():
            continue
        for category, _, word in categories_in(token.translate(_LEET)):
            if str(category["slug"]) not in seen:
                seen.add(str(category["slug"]))
                yield word, text.span(match.start(), match.start() + len(token)), category
