"""Subjects that are not banned but watched: where a campaign speaks of them, and what discloses them properly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from portal.rules.facts.content import categories_in
from portal.rules.facts.industries import texts_of
from portal.rules.facts.patterns import Pattern, any_word
from portal.rules.rulebook import load
from portal.rules.subjects import Campaign


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, Mapping[str, Any]]:
    return {entry["category"]: entry for entry in load().documents["verticals"]["scrutiny"]}


@lru_cache(maxsize=32)
def disclosure(category: str) -> Pattern:
    """The words by which a text discloses what this category asks for."""
    return any_word(tuple(_entries()[category]["words"]))


def watched(campaign: Campaign) -> Iterator[tuple[str, Mapping[str, Any], tuple[int, int], str]]:
    """The first place of each watched subject: field, table entry, span of the raw text and the word."""
    seen: set[str] = set()
    for name, raw in texts_of(campaign):
        for category, span, word in categories_in(raw):
            slug = str(category["slug"])
            if slug in _entries() and slug not in seen:
                seen.add(slug)
                yield name, _entries()[slug], span, word
