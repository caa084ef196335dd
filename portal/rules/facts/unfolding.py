"""Policies and terms in folded blocks: what a button of the page opens is there to be read, so it is read."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from portal.rules.facts.nesting import readable_length
from portal.rules.facts.pages import Page, hidden, looks_html, read_page

_CONTROL = "aria-controls"
_HIDING = ("hidden", "style")


def read_unfolded(source: str) -> Page:
    """As ``read_page``, with the blocks that an element of the page names as those it opens (``aria-controls``).

    A reviewer unfolds them. What is hidden without such a control stays unread: nobody can get to see it.
    """
    return read_page(unfolded(source))


def unfolded(source: str) -> str:
    """The page with its folded blocks open; the very same text where it has none."""
    if _CONTROL not in source or not looks_html(source):
        return source
    tree = LexborHTMLParser(source[: readable_length(source)])
    named = {name for one in tree.css(f"[{_CONTROL}]") for name in (one.attributes.get(_CONTROL) or "").split()}
    folded = [node for node in tree.css("[id][hidden], [id][style]") if node.id in named and hidden(node)]
    for node in folded:
        for name in _HIDING:
            if name in node.attributes:
                del node.attrs[name]
    return (tree.html or source) if folded else source
