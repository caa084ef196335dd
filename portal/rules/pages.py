"""From raw pages to subjects: HTML, Markdown or plain text to policy, terms and form facts.

Blocks (headings, paragraphs, list items) end up on lines of their own, so that a sentence never runs from one block
into the next, while words in bold or in a link stay inside their sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "form",
        "fieldset",
        "legend",
        "blockquote",
        "pre",
        "hr",
        "br",
        "address",
        "figure",
        "figcaption",
        "details",
        "summary",
        "label",
        "option",
        "select",
    ]
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "title"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary", "dt"})
_SPACE = re.compile(r"\s+")
_MARKDOWN_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__):?\s*$")
_LOOKS_HTML = re.compile(
    r"<\s*(?:!doctype|html|body|p|div|h[1-6]|form|section|main|ul|a|input|label)\b|</[a-z][a-z0-9]*>", re.IGNORECASE
)
_LIST_ITEM = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.)])\s+")
_MARKDOWN_LINK = re.compile(r"\[([^\]\n]{1,200})\]\(([^)\s]{1,500})\)")
MAX_DEPTH = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text (one block a line), the headings, the links as (words, target) and the parsed tree."""

    text: str
    headings: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    tree: LexborHTMLParser | None = None
    language: str = ""
    title: str = ""


def read_page(source: str) -> Page:
    """Read HTML, Markdown or plain text, whichever it looks like."""
    return read_html(source) if _LOOKS_HTML.search(source[:200_000]) else read_plain(source)


def read_html(source: str) -> Page:
    """Read HTML as a browser would show it without scripts; hidden elements are left out."""
    tree = LexborHTMLParser(source)
    root = tree.body or tree.root
    pieces: list[str] = []
    if root is not None:
        _collect(root, pieces)
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    html = tree.css_first("html")
    title = tree.css_first("title")
    return Page(
        text="\n".join(line for line in lines if line),
        headings=_headings(tree),
        links=tuple((words_of(a), (a.attributes.get("href") or "").strip()) for a in tree.css("a[href]")),
        tree=tree,
        language=(html.attributes.get("lang") or "").lower() if html else "",
        title=words_of(title) if title else "",
    )


def _collect(root: LexborNode, pieces: list[str]) -> None:
    """Walk the tree without recursion; depth is bounded by a stack, not by Python's."""
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        tag = node.tag
        if tag == "-text":
            pieces.append(_SPACE.sub(" ", node.text_content or ""))
            continue
        if tag in _UNSEEN or not tag or tag.startswith(("-", "!")) or hidden(node):
            continue
        block = tag in _BLOCKS
        if block:
            pieces.append("\n")
            stack.append("\n")
        children: list[LexborNode | str] = []
        child = node.child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend(reversed(children))


def hidden(node: LexborNode) -> bool:
    """Whether the markup itself hides the element."""
    attributes = node.attributes
    if "hidden" in attributes:
        return True
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def words_of(node: LexborNode) -> str:
    """The words of an element on one line."""
    return _SPACE.sub(" ", node.text(deep=True, separator=" ")).strip()


def _headings(tree: LexborHTMLParser) -> tuple[str, ...]:
    found = [words_of(node) for node in tree.css(", ".join(sorted(_HEADINGS)))]
    for node in tree.css("p > strong, p > b, div > strong, div > b, li > strong, td > strong"):
        words = words_of(node)
        parent = node.parent
        if words and len(words) <= 90 and parent is not None and len(words_of(parent)) <= len(words) + 2:
            found.append(words)
        elif words and node.prev is None:
            found.append(words.rstrip(".: "))
    return tuple(words for words in found if words)


def read_plain(source: str) -> Page:
    """Read Markdown or plain text: a blank line, a heading or a list item ends a block, a single line end does not."""
    blocks: list[str] = []
    headings: list[str] = []
    open_block = False
    links = tuple((m.group(1), m.group(2)) for m in _MARKDOWN_LINK.finditer(source))
    lines = _MARKDOWN_LINK.sub(r"\1", source).splitlines()
    for position, line in enumerate(lines):
        heading = _MARKDOWN_HEADING.match(line) or _BOLD_LINE.match(line)
        plain = _SPACE.sub(" ", line.replace("**", "").replace("__", "")).strip()
        if heading:
            headings.append(heading.group(1).strip("* :"))
            blocks.append(headings[-1])
            open_block = False
        elif not plain:
            open_block = False
        elif _LIST_ITEM.match(line) or not open_block:
            if _short_title(plain, lines, position):
                headings.append(plain.rstrip(":"))
            blocks.append(_LIST_ITEM.sub("", plain))
            open_block = True
        else:
            blocks[-1] += " " + plain
    return Page(text="\n".join(blocks), headings=tuple(headings), links=links)


def _short_title(plain: str, lines: list[str], position: int) -> bool:
    """A short line without a full stop that stands before other text reads as a heading in a plain text."""
    follows = position + 1 < len(lines)
    return follows and len(plain) <= 60 and not plain.endswith((".", ",", ";", "!")) and plain[:1].isupper()
