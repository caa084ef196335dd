"""From raw pages to subjects: HTML, Markdown or plain text to policy, terms and form facts.

Blocks (headings, paragraphs, list items) end up on lines of their own, so that a sentence never runs from one block
into the next, while words in bold or in a link stay inside their sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.rules.facts.nesting import readable_length
from portal.rules.facts.visible import SOFT, hides, visible_words

_RANKS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_TITLES = (
    "h1, h2, h3, h4, h5, h6, legend, summary, dt, th, caption, button, [role=heading], [class*=title], "
    "[class*=heading], [class*=accordion], [class*=collaps], [class*=question], [class*=toggle]"
)
_BOLD = "p > strong, p > b, div > strong, div > b, li > strong, li > b, td > strong, td > b, p > u, dd > strong"
_LONGEST_TITLE = 90
_LONGEST_HEADING = 300
_MOST_STEPS = 60
_SPACE = re.compile(r"\s+")
_ODD_SPACE = re.compile(r"[^\S ]\s*| \s+")
# A line end inside a sentence: what stands before it cannot end one, or what follows goes on in lower case.
_OPEN_END = re.compile(
    r"(?:(?<=[a-z,0-9]) ?\x1e ?(?=[a-z])|(?<=[A-Z,]) ?\x1e ?(?=[A-Z]{2}))"
    r"|(?:(?<= are)|(?<= is)|(?<= not)|(?<= and)|(?<= or)|(?<= with)|(?<= the)|(?<= to)|(?<= for)|(?<= our)|(?<= your)"
    r"|(?<= be)|(?<= by)|(?<= of)|(?<= any)|(?<= may)|(?<= never)|(?<= will)|(?<= do)) ?\x1e ?(?=[A-Z])",
)
_MARKDOWN_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__):?\s*$")
_LOOKS_HTML = re.compile(
    r"<\s*(?:!doctype|html|body|p|div|h[1-6]|form|section|main|ul|a|input|label)\b|</[a-z][a-z0-9]*>", re.IGNORECASE
)
_LIST_ITEM = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.)])\s+")
_MARKDOWN_LINK = re.compile(r"\[([^\]\n]{1,200})\]\(([^)\s]{1,500})\)")
MOST_WORDS = 20_000
"""Characters of one label, heading or link; markup that nests many of them must not multiply its own length."""


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text (one block a line), the headings, the links as (words, target) and the parsed tree.

    ``levels`` are the ranks of the headings: 1 to 6, 7 for other titles, 8 for bold words that lead a paragraph in.
    """

    text: str
    headings: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    tree: LexborHTMLParser | None = None
    language: str = ""
    title: str = ""
    levels: tuple[int, ...] = ()


def looks_html(source: str) -> bool:
    """Whether a page is written in HTML rather than Markdown or plain text."""
    return _LOOKS_HTML.search(source[:200_000]) is not None


def read_page(source: str) -> Page:
    """Read HTML, Markdown or plain text, whichever it looks like."""
    return read_html(source) if looks_html(source) else read_plain(source)


def read_html(source: str) -> Page:
    """Read HTML as a browser would show it without scripts; hidden elements are left out."""
    return _kept(source) if len(source) <= LARGEST_KEPT else _read(source)


LARGEST_KEPT = 400_000
"""Characters of a page above which it is read anew each time, so that a few huge pages cannot fill the memory."""


def _read(source: str) -> Page:
    tree = LexborHTMLParser(source[: readable_length(source)])  # of a page made to choke its reader, the beginning
    root = tree.body or tree.root
    headings = _headings(tree)
    html = tree.css_first("html")
    title = tree.css_first("title")
    return Page(
        text=text_of(root) if root is not None else "",
        headings=tuple(words for words, _ in headings),
        links=tuple((link_words(a), (a.attributes.get("href") or "").strip()) for a in tree.css("a[href], area[href]")),
        tree=tree,
        language=(html.attributes.get("lang") or "").lower() if html else "",
        title=words_of(title) if title else "",
        levels=tuple(level for _, level in headings),
    )


_kept = lru_cache(maxsize=6)(_read)  # the pages of one website; a parsed one takes more than a megabyte


def text_of(node: LexborNode) -> str:
    """The visible text of one part of a page, one block a line."""
    return _blocks(visible_words(node.html or ""))


def _blocks(text: str) -> str:
    """One block a line, single spaces, no empty line; a line end inside a sentence is a space."""
    text = "\n".join(
        words if words.isprintable() and "  " not in words else _ODD_SPACE.sub(_one_space, words)
        for words in map(str.strip, text.split("\n"))
        if words
    )
    if SOFT not in text:
        return text
    lines = (line.strip() for line in _OPEN_END.sub(" ", text).replace(SOFT, "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def hidden(node: LexborNode) -> bool:
    """Whether the markup itself hides the element."""
    return hides(node.attributes)


def hidden_parts(tree: LexborHTMLParser) -> list[LexborNode]:
    """The elements that the markup itself hides; of very many the first ``_MOST_HIDDEN``."""
    found = [node for node in tree.css("[hidden], [style]") if hidden(node)]
    return found[:_MOST_HIDDEN]


_MOST_HIDDEN = 200


def words_of(node: LexborNode) -> str:
    """The words of an element on one line; of a very long one the first ``MOST_WORDS`` characters."""
    return _SPACE.sub(" ", node.text(deep=True, separator=" ")[:MOST_WORDS]).strip()


def link_words(node: LexborNode) -> str:
    """The words of a link; where it has none, those of its label, its title or its picture."""
    words = words_of(node)
    if words:
        return words
    attributes = node.attributes
    said = [attributes.get("aria-label"), attributes.get("title")]
    said += [picture.attributes.get("alt") for picture in node.css("img[alt]")]
    said += [words_of(title) for title in node.css("svg title")]
    return next((one.strip() for one in said if one and one.strip()), "")


def _headings(tree: LexborHTMLParser) -> list[tuple[str, int]]:
    """Headings with their ranks: those of the markup, whatever is styled as one, and bold words that lead in."""
    found: list[tuple[str, int]] = []
    unseen = {one.mem_id for part in hidden_parts(tree) for one in part.css(f"{_TITLES}, {_BOLD}")}
    for node in tree.css(_TITLES):
        if node.mem_id in unseen:
            continue
        rank = _RANKS.get(node.tag or "", 7)
        if node.tag not in {"input", "body", "a", "title"}:
            found.append((_few_words(node, _LONGEST_TITLE if rank == 7 else _LONGEST_HEADING), rank))
    for node in tree.css(_BOLD):
        if node.mem_id in unseen:
            continue
        words = _few_words(node, _LONGEST_TITLE)
        if words and _alone(node):
            found.append((words, 7))
        elif words and _nothing_before(node):
            found.append((words.rstrip(".: "), 8))
    return [(words, rank) for words, rank in found if words]


def _few_words(node: LexborNode, longest: int) -> str:
    """The words of an element; empty for more than ``longest`` characters, without reading on."""
    pieces: list[str] = []
    length = 0
    for step, one in enumerate(node.traverse(include_text=True)):
        if step > _MOST_STEPS or length > longest + len(pieces):
            return ""
        if one.tag == "-text":
            pieces.append(_SPACE.sub(" ", one.text_content or ""))
            length += len(pieces[-1])
    words = _SPACE.sub(" ", " ".join(pieces)).strip()
    return words if len(words) <= longest else ""


def _alone(node: LexborNode) -> bool:
    """Whether nothing but white space and a mark stands beside the element."""
    for side in ("prev", "next"):
        beside = getattr(node, side)
        for _ in range(4):
            if beside is None:
                break
            if len((beside.text_content if beside.tag == "-text" else _few_words(beside, 4) or "words").strip()) > 2:
                return False
            beside = getattr(beside, side)
    return True


def _nothing_before(node: LexborNode) -> bool:
    before = node.prev
    return before is None or (before.tag == "-text" and not (before.text_content or "").strip() and before.prev is None)


def _one_space(match: re.Match[str]) -> str:
    """White space as one space, around the mark of a soft line end where it holds one."""
    return " " if SOFT not in match.group() else f" {SOFT} "


def read_plain(source: str) -> Page:
    """Read Markdown or plain text: a blank line, a heading or a list item ends a block, a single line end does not."""
    blocks: list[str] = []
    headings: list[str] = []
    levels: list[int] = []
    open_block = False
    links = tuple((m.group(1), m.group(2)) for m in _MARKDOWN_LINK.finditer(source))
    lines = _MARKDOWN_LINK.sub(r"\1", source).splitlines()
    for position, line in enumerate(lines):
        heading = _MARKDOWN_HEADING.match(line) or _BOLD_LINE.match(line)
        plain = _SPACE.sub(" ", line.replace("**", "").replace("__", "")).strip()
        if heading:
            headings.append(heading.group(1).strip("* :"))
            levels.append(_plain_rank(line))
            blocks.append(headings[-1])
            open_block = False
        elif not plain:
            open_block = False
        elif _LIST_ITEM.match(line) or not open_block:
            if _short_title(plain, lines, position):
                headings.append(plain.rstrip(":"))
                levels.append(7)
            blocks.append(_LIST_ITEM.sub("", plain))
            open_block = True
        else:
            blocks[-1] += " " + plain
    return Page(text="\n".join(blocks), headings=tuple(headings), links=links, levels=tuple(levels))


def _plain_rank(line: str) -> int:
    """The rank of a Markdown heading by its number of marks; a bold line ranks below them all."""
    marks = line.lstrip()
    return len(marks) - len(marks.lstrip("#")) or 7


def _short_title(plain: str, lines: list[str], position: int) -> bool:
    """A short line without a full stop that stands before other text reads as a heading in a plain text."""
    follows = position + 1 < len(lines)
    return follows and len(plain) <= 60 and not plain.endswith((".", ",", ";", "!")) and plain[:1].isupper()
