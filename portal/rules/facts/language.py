# ruff: noqa: SIM905, E501 - a word list reads better as words
"""Whether a page can be read in English: two signals must agree before anybody is told that it cannot."""

from __future__ import annotations

import re

from portal.rules.facts.pages import read_html
from portal.rules.facts.text import normalize
from portal.rules.web_facts import PageFacts

_COMMON = frozenset(
    "the of and to in a is for on that with as by are at be this from or have an our your we you it not can more all "
    "will us about has their was new which one any other contact home get what who when how if do so up out they may no".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 30


def common_share(text: str) -> float | None:
    """The share of common English words; ``None`` for fewer than 30 words."""
    words = _WORD.findall(normalize(text).folded[:20_000])
    if len(words) < _FEWEST_WORDS:
        return None
    return sum(word in _COMMON for word in words) / len(words)


def reads_english(page: PageFacts) -> bool | None:
    """Whether the page is in English or leads to an English version; ``None`` when its text is too short to tell."""
    share = common_share(page.text)
    declared = page.language.lower()
    if share is None:
        return True if declared.startswith("en") else None
    if share >= 0.15 or (declared.startswith("en") and share >= 0.05):
        return True
    if _switches_to_english(page.html):
        return True
    if declared and not declared.startswith("en"):
        return False
    return False if share < 0.08 else None


def _switches_to_english(html: str) -> bool:
    if not html:
        return False
    page = read_html(html)
    if page.tree is not None and page.tree.css_first("link[hreflang^=en], a[hreflang^=en]") is not None:
        return True
    return any(words.strip().lower() in {"english", "en", "in english", "english version"} for words, _ in page.links)
