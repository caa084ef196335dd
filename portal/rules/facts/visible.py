# ruff: noqa: SIM905 - a word list reads better as words
"""The words of a page that a visitor sees, read off the markup as the parser writes it back.

The parser's own writing is regular: every element that can be closed is, and every value of an attribute stands in
double quotes, with no bracket inside. One pattern cuts it into words and tags, which is several times faster than
walking the tree.
"""

from __future__ import annotations

import html
import re
from typing import Final

BLOCK: Final = "\n"
SOFT: Final = "\x1e"
"""The mark of a line end that the markup asks for inside a block."""

_BLOCKS = frozenset(
    "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 section article header footer main aside nav table tr td th thead "
    "tbody tfoot caption form fieldset legend blockquote pre hr address figure figcaption details summary label option "
    "select button dialog menu center".split()
)
_UNSEEN = frozenset("noscript template head svg title object canvas".split())
_MARKS: Final = {name: BLOCK for block in _BLOCKS for name in (block, f"/{block}")} | {"br": SOFT}
_NEVER_CLOSED = frozenset(
    "area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen".split()
)
_TAG = re.compile(
    r"<(?:(script|style|iframe|noembed|noframes)(?=[\s>])[^>]*>.*?</\1|(/?[a-zA-Z][^>]*+)|!--.*?--|![^>]*)>", re.DOTALL
)
_PARTS = 3  # of what the pattern cuts: words, then its two groups
_ATTRIBUTE = re.compile(r"\s([^\s=\"]++)(?:=\"([^\"]*+)\")?")
_LINE_ENDS: Final = "\n\r\t\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def visible_words(written: str) -> str:
    """The words between the tags that the markup does not hide, with a mark at each edge of a block and each break.

    ``written`` is markup as the parser writes it (the `html` of a node).
    """
    parts = _TAG.split(_in_one_line(written))
    tags = [tag or "" for tag in parts[2::_PARTS]]
    pieces: list[str] = []
    marks: dict[str, str | None] = {}  # a page has few tags that differ
    gone, inside = "", 0
    for words, tag in zip(parts[::_PARTS], [*tags, ""], strict=True):
        if gone:
            name = _name(tag)
            inside += (name == gone) - (name == f"/{gone}")
            gone = gone if inside else ""
            continue
        if tag not in marks:
            marks[tag] = _mark_of(tag)
        mark = marks[tag]
        pieces.append(words)
        if mark is None:
            gone, inside = _name(tag), 1
        else:
            pieces.append(mark)
    text = "".join(pieces)
    return html.unescape(text) if "&" in text else text


def _name(tag: str) -> str:
    return tag.partition(" ")[0]


def _mark_of(tag: str) -> str | None:
    """What a tag puts between the words beside it; ``None`` for the start of what a visitor does not see."""
    name = _name(tag)
    if name in _UNSEEN or _hides(tag):
        return "" if name in _NEVER_CLOSED else None
    return _MARKS.get(name, "")


def _in_one_line(written: str) -> str:
    """Line ends of the markup mean no more than a space."""
    for mark in _LINE_ENDS:  # one by one, which costs a tenth of what a table of them does
        written = written.replace(mark, " ")
    return written


def _hides(tag: str) -> bool:
    if "hidden" not in tag and "style" not in tag:
        return False
    return hides(dict(_ATTRIBUTE.findall(tag)))


def hides(attributes: dict[str, str] | dict[str, str | None]) -> bool:
    """Whether the markup itself hides an element with these attributes."""
    if "hidden" in attributes:
        return True
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style
