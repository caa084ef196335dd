"""How hard a text is to read: the Flesch-Kincaid school grade, links and numbers left out."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from portal.rules.facts.signs import emails, links
from portal.rules.facts.text import normalize, sentences_of

_WORD = re.compile(r"[a-z][a-z']*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"\b[a-z]*[aeiouy][a-z]*[^aeiouyl]e\b")
_MUTE_WORD = re.compile(r"\b[^aeiouy\W]+\b")
_LABEL = re.compile(r"\[ ?x? ?\]|\*|_|#|>|\|")
FEWEST_WORDS = 20
MOST_CHARACTERS = 12_000  # the grade of a long text is that of its beginning


def words_outside_links(text: str) -> list[str]:
    """The words of a text in lower case, without web and e-mail addresses."""
    folded = normalize(text).folded
    spans = sorted([span for span, _ in links(folded)] + emails(folded), reverse=True)
    for start, end in spans:
        folded = f"{folded[:start]} {folded[end:]}"
    return _WORD.findall(_LABEL.sub(" ", folded))


def syllables(words: list[str]) -> int:
    """Syllables of English words, counted by groups of vowels; a silent ``e`` at the end counts for nothing."""
    times = Counter(words)
    if "e" in times or any(word.startswith("e'") for word in times):  # as in "e-mail": read with the word before it
        return _count(" ".join(words))
    return sum(_beats(word) * number for word, number in times.items())


@lru_cache(maxsize=8_192)
def _beats(word: str) -> int:
    return _count(word)


def _count(text: str) -> int:
    return len(_VOWELS.findall(text)) - len(_SILENT.findall(text)) + len(_MUTE_WORD.findall(text))


def school_grade(text: str) -> float | None:
    """The Flesch-Kincaid grade; ``None`` for fewer than 20 words. Lists and headings count as sentences."""
    text = text[:MOST_CHARACTERS]
    words = words_outside_links(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = max(1, len([part for part in sentences_of(text) if _WORD.search(part.lower())]))
    beats = syllables(words)
    return 0.39 * len(words) / sentences + 11.8 * beats / len(words) - 15.59
