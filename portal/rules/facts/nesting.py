"""How much markup is read: a browser's parser takes time that grows with the square of what nests or piles up.

The depth is an estimate from the tags alone, never below what a parser builds from markup that closes what it opens;
elements whose end may be left out do not count.
"""

from __future__ import annotations

import re
from typing import Final

SMALL: Final = 60_000
"""Characters below which no markup takes long."""
MOST_DEEP: Final = 3_000
"""Elements inside each other; browsers themselves stop at about 500."""
MOST_TAGS: Final = 80_000
"""Tags of one page, those that close included; a large page has a few thousand."""
MOST_ATTRIBUTES: Final = 500

_TAG = re.compile(
    r"<(/?)([a-zA-Z][^\s/>]*+)"
    r"((?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?+)?+)*+)|<!--"
)
_ATTRIBUTE = re.compile(r"=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?+)?+")
_RAW: Final = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe"})
_UNCOUNTED: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "html", "head", "body"}
)


def readable_length(source: str) -> int:
    """How many characters of a page can be read in reasonable time: all of them, save for pages made to choke."""
    if len(source) <= SMALL:
        return len(source)
    still_open: dict[str, int] = {}
    depth = number = 0
    tag = _TAG.search(source)
    while tag:
        number += 1
        if number > MOST_TAGS or depth > MOST_DEEP or _is_crowded(tag.group(3)):
            return tag.start()
        closes, name = tag.group(1), (tag.group(2) or "").lower()
        if name not in _UNCOUNTED:
            if not closes:
                still_open[name] = still_open.get(name, 0) + 1
                depth += 1
            elif still_open.get(name):
                still_open[name] -= 1
                depth -= 1
        tag = _TAG.search(source, _after(source, tag, name, closes))
    return len(source)


def _is_crowded(attributes: str | None) -> bool:
    if not attributes or len(attributes) <= MOST_ATTRIBUTES:
        return False
    return sum(1 for _ in _ATTRIBUTE.finditer(attributes)) > MOST_ATTRIBUTES


def _after(source: str, tag: re.Match[str], name: str, closes: str) -> int:
    """Where the next tag may begin: after a comment or after what a script or a style holds."""
    if not name:
        end = source.find("-->", tag.end())
    elif name in _RAW and not closes:
        found = re.compile(f"</{name}", re.IGNORECASE).search(source, tag.end())
        end = found.start() if found else -1
    else:
        return tag.end()
    return len(source) if end < 0 else end
