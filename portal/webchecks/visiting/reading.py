"""From an answer to page facts: visible text, language, whether it is a page at all, and where it points."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Final

from portal.egress.door import Fetched, Refused
from portal.egress.names.targets import join_target, parse_target
from portal.egress.reasons import CannotReach, PageReason
from portal.rules.facts.nesting import readable_length
from portal.rules.facts.pages import Page, read_html, read_plain
from portal.rules.web_facts import PageFacts
from portal.webchecks.visiting import phrases
from portal.webchecks.visiting.bodies import as_text, is_markup, not_a_page
from portal.webchecks.visiting.following import refresh_of
from portal.webchecks.visiting.kinds import PAGE, SHORT_TEXT, Kind, kind_of

MOST_SECONDS: Final = 7 * 86_400
"""A server that wants to be left alone longer than this is asked again after it."""
_NOTHING: Final = Page("", (), ())
_WAITING: Final = frozenset({403, 429, 503})
_POLICIES: Final = frozenset({"privacy_policy", "terms"})
_NOT_WHOLE: Final = {
    PageReason.TOO_LARGE.value: "Only the beginning of what the server sends was read.",
    PageReason.UNREADABLE.value: "The body is not whole, or packed in a way that was not asked for.",
}
_CHOKES: Final = "Its markup has too many parts, or parts too deep inside each other."
_ONWARD_TEXT: Final = 1_500
"""Characters above which a policy is read as the whole policy, whatever it links to."""


def read_answer(role: str, url: str, answer: Fetched | Refused, capture_sha256: str | None) -> PageFacts:
    """The facts of one page. A page that could not be read, or not to its end, has a reason and no text."""
    if isinstance(answer, Refused):
        return _unread(role, url, answer, capture_sha256)
    sort = not_a_page(answer)
    html = "" if sort or answer.reason else as_text(answer)
    chokes = readable_length(html) < len(html)
    if chokes:
        answer, html = dataclasses.replace(answer, reason=PageReason.TOO_LARGE.value), ""
    page = (read_html(html) if is_markup(answer) else read_plain(html)) if html else _NOTHING
    kind = PAGE if sort or answer.reason else kind_of(answer, page, html)
    kind = _still_going(answer, page) or kind
    reason, detail = _why_unread(answer, page, sort, kind)
    detail = _CHOKES if chokes else detail
    return PageFacts(
        role=role,
        url=url,
        final_url=answer.final_url,
        status=answer.status,
        reason=reason,
        title=page.title[:300],
        language=page.language or answer.header("content-language").lower(),
        html="" if reason else html,
        text="" if reason else page.text,
        https=answer.final_url.startswith("https://"),
        redirects=answer.redirects,
        kind=kind.name,
        capture_sha256=capture_sha256,
        retry_after=retry_after(answer),
        detail=detail,
        canonical=_canonical(answer, page),
        onward=_onward(answer, page) if role in _POLICIES and not reason else "",
    )


def _unread(role: str, url: str, answer: Refused, capture_sha256: str | None) -> PageFacts:
    last = answer.exchanges[-1] if answer.exchanges else None
    return PageFacts(
        role=role,
        url=url,
        final_url=last.url if last else None,
        status=last.status if last else None,
        reason=answer.reason,
        title="",
        language="",
        html="",
        text="",
        https=bool(last and last.url.startswith("https://")),
        redirects=tuple(exchange.url for exchange in answer.exchanges),
        kind="page",
        capture_sha256=capture_sha256,
        detail=answer.detail,
    )


def _why_unread(answer: Fetched, page: Page, sort: str, kind: Kind) -> tuple[str | None, str]:
    """The reason and words of a body that says nothing; else no reason, and what the kind rests on.

    A status above 399 speaks for itself.
    """
    if answer.reason:
        return answer.reason, _NOT_WHOLE[answer.reason]
    if sort and answer.status < 400:
        return PageReason.UNREADABLE, f"It is {sort}, not a page that every browser shows as text."
    if answer.status < 400 and kind is PAGE and not page.text:
        empty = "The answer is empty." if not answer.body.strip() else "The page has no words that can be read."
        return PageReason.UNREADABLE, empty
    return None, kind.because


def _still_going(answer: Fetched, page: Page) -> Kind | None:
    """A page that sends its visitor on although one such step was taken already."""
    if answer.redirects and len(page.text) < SHORT_TEXT and refresh_of(answer):
        return Kind("needs_browser", "The page sends its visitors on a second time; only one such step is taken.")
    return None


def retry_after(answer: Fetched) -> int | None:
    """Seconds that the server asks to wait before coming again; ``None`` when it asks for nothing that can be read."""
    text = answer.header("retry-after").strip()
    if answer.status not in _WAITING or not text:
        return None
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(int(text), MOST_SECONDS)
    try:
        until = parsedate_to_datetime(text[:60])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
    return min(max(0, round((until - answer.exchanges[-1].started).total_seconds())), MOST_SECONDS)


def _canonical(answer: Fetched, page: Page) -> str:
    """The address that a page calls its own, when it is a web address."""
    node = page.tree.css_first("link[rel=canonical]") if page.tree else None
    href = (node.attributes.get("href") or "") if node else ""
    return _absolute(answer.final_url, href) if href else ""


def _onward(answer: Fetched, page: Page) -> str:
    """Where a short policy says that its whole text stands."""
    if len(page.text) >= _ONWARD_TEXT:
        return ""
    for words, href in page.links[:200]:
        if href and not href.startswith("#") and phrases.FULL_TEXT.search(words):
            address = _absolute(answer.final_url, href)
            if address and address != answer.final_url:
                return address
    return ""


def _absolute(base: str, href: str) -> str:
    try:
        return join_target(parse_target(base), href).url[:2_048]
    except CannotReach:
        return ""
