# ruff: noqa: SIM905 - a word list reads better as words
"""The words of a page that a visitor sees, read off the markup as the parser writes it back.

The parser's own writing is regular: every element that can be closed is, and every value of an attribute stands in
double quotes. One pattern cuts it into words and tags, which is several times faster than walking the tree.
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
_INSIDE = r"(?:[^>\"]++|\"[^\"]*+\")*+"
_RAW = "script|style|iframe|noembed|noframes"
_TOKEN = re.compile(
    rf"<!--.*?-->|<!{_INSIDE}>|<({_RAW})(?=[\s>]){_INSIDE}>.*?</\1>|<(/?[a-zA-Z][^\s>]*+)({_INSIDE})>", re.DOTALL
)
_PARTS = 4  # of what the pattern cuts: words, then the three groups
_ATTRIBUTE = re.compile(r"\s([^\s=\"]++)(?:=\"([^\"]*+)\")?")
_LINE_ENDS: Final = "\n\r\t\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def visible_words(written: str) -> str:
    """The words between the tags that the markup does not hide, with a mark at each edge of a block and each break.

    ``written`` is markup as the parser writes it (the `html` of a node).
    """
    pieces: list[str] = []
    gone, inside = "", 0
    some_hidden = "hidden" in written or "style" in written
    parts = _TOKEN.split(_in_one_line(written))
    names, attributes = [*parts[2::_PARTS], ""], [*parts[3::_PARTS], ""]
    for words, name, attribute in zip(parts[::_PARTS], names, attributes, strict=True):
        if gone:
            inside += (name == gone) - (name == f"/{gone}")
            gone = gone if inside else ""
            continue
        pieces.append(words)
        if name in _UNSEEN or (some_hidden and attribute and _hides(attribute)):
            if name not in _NEVER_CLOSED:
                gone, inside = name, 1
        elif mark := _MARKS.get(name):
            pieces.append(mark)
    text = "".join(pieces)
    return html.unescape(text) if "&" in text else text


def _in_one_line(written: str) -> str:
    """Line ends of the markup mean no more than a space."""
    for mark in _LINE_ENDS:  # one by one, which costs a tenth of what a table of them does
        written = written.replace(mark, " ")
    return written


def _hides(attributes: str) -> bool:
    if "hidden" not in attributes and "style" not in attributes:
        return False
    return hides(dict(_ATTRIBUTE.findall(attributes)))


def hides(attributes: dict[str, str] | dict[str, str | None]) -> bool:
    """Whether the markup itself hides an element with these attributes."""
    if "hidden" in attributes:
        return True
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style
