"""Mends in the source of a page: a sentence put into its messaging section, an attribute taken out of a form.

Rules judge what a reader sees; an edit changes what an author wrote, so it is looked for in the source again, and an
edit of a form is offered only when the form, read anew, has lost the fault.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from portal.rules.facts.forms import read_form
from portal.rules.facts.pages import looks_html
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Edit
from portal.rules.subjects import OptInForm

Mend = Callable[[str, str], Edit | None]
"""Of the source of a page and the text that a reader sees: the edit in the source."""

_ABOUT_TEXTS = pattern(r"(?i)\bsms\b|\btext(?:ing)? messag|\btexting\b|\bmobile messag")
_HEADING = re.compile(r"<h[1-6]\b[^>]{0,500}>(.{0,300}?)</h[1-6]\s{0,20}>", re.IGNORECASE | re.DOTALL)
_SECTION_END = re.compile(r"<h[1-6]\b|</(?:section|article|main|body|form)\b|<footer\b", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|ul|ol)\s{0,20}>", re.IGNORECASE)
_PAGE_END = re.compile(r"</(?:main|article|body|html)\b", re.IGNORECASE)
_PLAIN_HEADING = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]+[^\n]*|(?:\*\*|__)[^\n]{1,200}(?:\*\*|__):?[ \t]*)$", re.MULTILINE
)
_INPUT = re.compile(r"""<input\b(?:[^>"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,2000}>""", re.IGNORECASE)
_MOST_TRIES = 12


def sentence(words: str, label: str, *, safe: bool = True, unless: Callable[[str], object] | None = None) -> Mend:
    """A mend that puts a sentence at the end of the messaging section, or of the page where it has none.

    It is never safe on a page that does not speak of text messages at all. ``unless`` looks at the folded text of the
    page: where it sees something, the sentence is there already and what is missing is something else.
    """

    def mend(source: str, text: str) -> Edit | None:
        if unless is not None and unless(normalize(text).folded):
            return None
        spot = _spot(source)
        added = f"<p>{html.escape(words, quote=False)}</p>\n" if spot.markup else f"\n\n{words}"
        return Edit(start=spot.place, end=spot.place, text=added, safe=safe and spot.about_texts, label=label)

    return mend


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a sentence goes into a page, whether the page is markup, and whether it speaks of texts at all."""

    place: int
    markup: bool
    about_texts: bool


@lru_cache(maxsize=4)
def _spot(source: str) -> _Spot:
    """Several rules put their sentence into one page, at one place."""
    markup = looks_html(source)
    place = _place_in_html(source) if markup else _place_in_text(source)
    return _Spot(place, markup, _ABOUT_TEXTS.search(source) is not None)


def without(attribute: str, fault: Callable[[OptInForm], int], label: str, *, safe: bool) -> Mend:
    """A mend that takes an attribute out of the first input whose form then has fewer of the faults counted."""
    wanted = re.compile(rf"""\s+{attribute}(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?(?=[\s/>])""", re.IGNORECASE)

    def mend(source: str, text: str) -> Edit | None:
        before = fault(read_form(source))
        for start, end in islice(_attributes(source, wanted), _MOST_TRIES):
            if fault(read_form(source[:start] + source[end:])) < before:
                return Edit(start=start, end=end, text="", safe=safe, label=label)
        return None

    return mend


def _attributes(source: str, wanted: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for tag in _INPUT.finditer(source):
        for match in wanted.finditer(tag.group()):
            yield tag.start() + match.start(), tag.start() + match.end()


def _place_in_html(source: str) -> int:
    for heading in _HEADING.finditer(source):
        if _ABOUT_TEXTS.search(heading.group(1)):
            close = _SECTION_END.search(source, heading.end())
            end = close.start() if close else len(source)
            blocks = [block.end() for block in _BLOCK_END.finditer(source, heading.end(), end)]
            return blocks[-1] if blocks else end
    ends = [match.start() for match in _PAGE_END.finditer(source)]
    return ends[0] if ends else len(source)


def _place_in_text(source: str) -> int:
    headings = list(_PLAIN_HEADING.finditer(source))
    ends = [heading.start() for heading in headings[1:]] + [len(source)]
    for heading, end in zip(headings, ends, strict=True) if headings else ():
        if _ABOUT_TEXTS.search(heading.group()):
            return len(source[:end].rstrip())
    return len(source.rstrip())
