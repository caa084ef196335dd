"""Characters that word processors put in and that push a text out of the GSM-7 alphabet, with what stands for them."""

from __future__ import annotations

_QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'") | dict.fromkeys(
    "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'
)
_SPACES = dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t", " ")
_NOTHING = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f", "")
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")

TYPOGRAPHIC = _QUOTES | _SPACES | _NOTHING | {"\u2026": "..."}
"""What a keyboard or a word processor puts in by itself; hardly anybody means it."""
PLAIN = TYPOGRAPHIC | _DASHES | {"\u2022": "-", "\u00b7": "-", "\u2192": "->", "\u00d7": "x"}
"""Everything that a plain character can stand for without a change of meaning; dashes and bullets are often meant."""


def plain_spelling(raw: str) -> str:
    """The text with plain characters where there are any; accents and emoji stay as they are."""
    return raw if raw.isascii() else "".join(PLAIN.get(character, character) for character in raw)
