"""From an answer to page facts: visible text, language, and whether it is a page at all.

A wall or a placeholder needs two signs, so that an ordinary page that mentions one is not mistaken for it.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from portal.egress.charsets import as_text
from portal.egress.door import Fetched, Refused
from portal.egress.reasons import PageReason
from portal.rules.facts.pages import Page, read_html, read_plain
from portal.rules.subjects import PageFacts

SHORT_TEXT: Final = 200
"""Characters of visible text below which a page that runs scripts has nothing to say without them."""
PLACEHOLDER_TEXT: Final = 1_500
LOGIN_TEXT: Final = 1_000

_PLACEHOLDER = re.compile(
    r"(?i)\b(coming soon|under construction|launching soon|opening soon|maintenance|be right back|parked"
    r"|domain (?:is |may be )?for sale|buy this domain|account (?:has been )?suspended|website is being built"
    r"|welcome to nginx|apache2? (?:\w+ )?default page|it works!|default web ?page|index of /)"
)
_LOGIN_PATH = re.compile(r"(?i)/(?:wp-)?(?:log-?in|sign-?in|signin|password|auth|account/login)(?:[/.?]|$)")
_BOT_MARKS = re.compile(
    r"(?i)just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|captcha|access denied|enable javascript and cookies|ddos protection|request unsuccessful|pardon our interruption"
)
_BOT_STATUSES: Final = frozenset({401, 403, 405, 406, 418, 429, 503})
_TEXT_TYPES = re.compile(r"(?i)^(text/|application/xhtml|$)")


def read_answer(role: str, url: str, answer: Fetched | Refused, capture_sha256: str | None) -> PageFacts:
    """The facts of one page. A page that could not be read, or not to its end, has a reason and no text."""
    if isinstance(answer, Refused):
        return _unread(role, url, answer, capture_sha256)
    html = as_text(answer.body, answer.header("content-type"))
    readable = answer.reason is None and bool(_TEXT_TYPES.match(answer.header("content-type").strip()))
    page = _page(html, answer) if readable else Page("", (), ())
    reason = None if readable else answer.reason or PageReason.UNREADABLE.value
    return PageFacts(
        role=role,
        url=url,
        final_url=answer.final_url,
        status=answer.status,
        reason=reason,
        title=page.title[:300],
        language=page.language or answer.header("content-language").lower(),
        html=html if readable else "",
        text=page.text,
        https=answer.final_url.startswith("https://"),
        redirects=answer.redirects,
        kind=_kind(answer, page, html) if readable else "page",
        capture_sha256=capture_sha256,
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
    )


def _page(html: str, answer: Fetched) -> Page:
    return read_plain(html) if answer.header("content-type").startswith("text/plain") else read_html(html)


def _kind(answer: Fetched, page: Page, html: str) -> str:
    text = page.text
    lead = f"{page.title}\n{' '.join(page.headings[:3])}"
    if answer.status in _BOT_STATUSES and (_BOT_MARKS.search(lead + text[:2_000]) or _has_bot_header(answer)):
        return "bot_wall"
    if len(text) < SHORT_TEXT and _BOT_MARKS.search(lead) and "<script" in html.lower():
        return "bot_wall"
    if answer.status in (401, 407) or _is_login(answer, text, html):
        return "login_wall"
    if len(text) < PLACEHOLDER_TEXT and _PLACEHOLDER.search(lead):
        return "placeholder"
    if answer.status < 400 and len(text) < SHORT_TEXT and "<script" in html.lower():
        return "needs_browser"
    return "page"


def _has_bot_header(answer: Fetched) -> bool:
    return bool(answer.header("cf-mitigated") or answer.header("x-amzn-waf-action") or answer.header("x-datadome"))


def _is_login(answer: Fetched, text: str, html: str) -> bool:
    """Sent to a sign-in address, or little else on the page than a password field."""
    sent_there = bool(answer.redirects) and bool(_LOGIN_PATH.search(urlsplit(answer.final_url).path))
    has_field = bool(re.search(r"(?i)<input[^>]{0,300}type=[\"']?password", html))
    return (sent_there and len(text) < LOGIN_TEXT * 3) or (has_field and len(text) < LOGIN_TEXT)
