"""What an answer is: a page, or one of the things that stand in a page's place.

A wall, a placeholder or a missing page needs two signs, so that an ordinary page that mentions one is not mistaken for
it: a shop with "new products coming soon" is a shop, a page with a link to sign in is a page.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from portal.egress.door import Fetched
from portal.rules.facts.pages import Page
from portal.webchecks.visiting import phrases

SHORT_TEXT: Final = 200
"""Characters of visible text below which a page that runs scripts has nothing to say without them."""
PLACEHOLDER_TEXT: Final = 1_500
LOGIN_TEXT: Final = 1_000
SENT_TO_LOGIN_TEXT: Final = 3_000
"""Characters of a sign-in page that somebody was sent to; above that it is a page with a form for members."""
_BARE_TEXT: Final = 400
_CHALLENGE_TEXT: Final = 500
_NOTE_TEXT: Final = 600
_MOST_HEADINGS: Final = 4
_MARKUP: Final = 200_000
"""Characters of markup in which the scripts of protections and parking services are looked for."""
_MARKED_STATUSES: Final = frozenset({401, 403, 405, 406, 418, 429, 503})
"""Statuses that a site's protection answers with; they need a mark beside them."""
_REFUSING: Final = frozenset({403, 429, 451, 999})
"""999 is what a large network answers to programs."""
_PARTS = re.compile(r"\s+[-–—|·•:»>]\s+|\s*[|–—·•»]\s*|:\s+|[!?.]\s+")
_BOT_HEADERS: Final = ("cf-mitigated", "x-amzn-waf-action", "x-datadome", "x-sucuri-block", "x-px-block")


@dataclasses.dataclass(frozen=True, slots=True)
class Kind:
    """What an answer is, and in words what that rests on; ``name`` is a value of ``PageFacts.kind``."""

    name: str
    because: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class _Seen:
    """An answer as the deciders look at it: the parts of its title and first headings, and its short markup."""

    answer: Fetched
    page: Page
    html: str
    parts: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.page.text)

    @property
    def scripted(self) -> bool:
        return "<script" in self.markup

    @property
    def markup(self) -> str:
        """The beginning of the markup in small letters."""
        return self.html[:_MARKUP].lower()

    def has(self, selector: str) -> bool:
        """Whether the page has an element that a selector fits."""
        return self.page.tree is not None and self.page.tree.css_first(selector) is not None

    def part(self, pattern: re.Pattern[str]) -> str:
        """The first part of title or headings that a pattern is found in."""
        return next((part for part in self.parts if pattern.search(part)), "")


PAGE: Final = Kind("page")


def kind_of(answer: Fetched, page: Page, html: str) -> Kind:
    """What an answer with a readable body is."""
    if len(page.text) > SENT_TO_LOGIN_TEXT and answer.status < 400:
        return PAGE
    seen = _Seen(answer, page, html, _parts(page))
    for decide in _DECIDERS:
        kind = decide(seen)
        if kind is not None:
            return kind
    return PAGE


def _parts(page: Page) -> tuple[str, ...]:
    leads = [page.title, *page.headings[:_MOST_HEADINGS]]
    if not page.headings:
        leads += page.text.split("\n", 2)[:2]
    found: list[str] = []
    for lead in (one[:300].strip() for one in leads):
        found += [lead, *(part for part in _PARTS.split(lead) if part != lead)]
    return tuple(dict.fromkeys(part for part in found if part))


def _challenge(seen: _Seen) -> Kind | None:
    """A protection that asks for proof that a person is there."""
    answer = seen.answer
    header = next((name for name in _BOT_HEADERS if answer.header(name)), "")
    if header and (answer.status >= 400 or seen.size < SHORT_TEXT):
        return Kind("bot_wall", f"Status {answer.status} and the header {header} of a site's protection.")
    mark = seen.part(phrases.BOT_PARTS)
    if answer.status in _MARKED_STATUSES and (mark or _found(phrases.BOT_PARTS, seen.page.text[:2_000])):
        return Kind("bot_wall", f"Status {answer.status} and the words of a site's protection.")
    if (
        seen.size < _CHALLENGE_TEXT
        and seen.scripted
        and any(name in seen.markup for name in phrases.CHALLENGE)
        and not seen.has(phrases.FORM_FIELDS)
    ):
        return Kind("bot_wall", "Little to read and the script of a site's protection.")
    if mark and seen.size < SHORT_TEXT and seen.scripted and not seen.has(phrases.FORM_FIELDS):
        return Kind("bot_wall", f"Little to read, a script, and the words “{mark[:80]}”.")
    return None


def _login(seen: _Seen) -> Kind | None:
    """A page for members only: asked for by status, led to, or a password field with little else."""
    answer = seen.answer
    if answer.status in (401, 407):
        return Kind("login_wall", f"Status {answer.status} asks for a name and a password.")
    address = urlsplit(answer.final_url)
    there = phrases.SIGN_IN_PATH.search(address.path) or phrases.SIGN_IN_HOST.match(address.hostname or "")
    if answer.redirects and there and seen.size < SENT_TO_LOGIN_TEXT:
        return Kind("login_wall", f"Visitors are sent to the sign-in address {answer.final_url[:200]}.")
    if seen.size < LOGIN_TEXT and seen.has(phrases.SIGN_IN_FIELD):
        return Kind("login_wall", "A password field with little else on the page.")
    asks = seen.part(phrases.SIGN_IN_PARTS)
    if asks and seen.size < _BARE_TEXT and (there or seen.has(phrases.FORM_FIELDS) or answer.status == 403):
        return Kind("login_wall", f"Little to read beside “{asks[:80]}”.")
    return None


def _placeholder(seen: _Seen) -> Kind | None:
    """Something that holds a website's place."""
    answer = seen.answer
    if seen.size >= PLACEHOLDER_TEXT:
        return None
    for pattern in phrases.PLACEHOLDER_PARTS:
        part = seen.part(pattern)
        if part:
            return Kind("placeholder", f"A short page that says “{part[:80]}”.")
    if seen.part(phrases.FRESH_WORDPRESS) and seen.part(phrases.HELLO_WORLD):
        return Kind("placeholder", "A website as it is right after its software was installed.")
    if answer.status == 503 and answer.header("retry-after"):
        return Kind("placeholder", "Status 503 with a time to come back.")
    return _bare_placeholder(seen)


def _bare_placeholder(seen: _Seen) -> Kind | None:
    """Signs that count only where a page says hardly anything else."""
    body = phrases.PLACEHOLDER_BODY.search(seen.page.text) if seen.size < _NOTE_TEXT else None
    if body:
        return Kind("placeholder", f"Hardly more on the page than “{body.group()[:80]}”.")
    if seen.size < _BARE_TEXT and len(seen.page.links) < 4 and seen.part(phrases.SOON):
        return Kind("placeholder", f"Hardly more on the page than “{seen.part(phrases.SOON)[:80]}”.")
    host = urlsplit(seen.answer.final_url).hostname or ""
    where = f"//{host}/ {seen.markup}"
    parked = next((name for name in phrases.PARKING if name in where), "")
    if parked:
        return Kind("placeholder", f"A short page of a service that parks domains ({parked}).")
    return None


def _refusal(seen: _Seen) -> Kind | None:
    """Turned away without being asked for anything: by status, or by where the visitor comes from."""
    if seen.answer.status in _REFUSING:
        return Kind("bot_wall", f"Status {seen.answer.status}: the server turns this visitor away.")
    place = phrases.GEO_BLOCK.search(seen.page.text) if seen.size < LOGIN_TEXT else None
    if place:
        return Kind("bot_wall", f"A short page that says “{place.group()[:80]}”.")
    return None


def _missing(seen: _Seen) -> Kind | None:
    """A page that says it is not there, with a status that says it is."""
    said = seen.part(phrases.NOT_FOUND_PARTS)
    if seen.answer.status < 400 and seen.size < PLACEHOLDER_TEXT and said:
        return Kind("not_found", f"Status {seen.answer.status}, but the page says “{said[:80]}”.")
    return None


def _scripted(seen: _Seen) -> Kind | None:
    """A page whose words a browser would have to bring forth."""
    if seen.answer.status >= 400:
        return None
    if seen.size < _NOTE_TEXT and seen.scripted and phrases.SCRIPT_NOTE.search(seen.page.text):
        return Kind("needs_browser", "The page says that it needs JavaScript.")
    if seen.size < SHORT_TEXT and not seen.has(phrases.FORM_FIELDS):
        if seen.has(phrases.SPA_ROOTS):
            return Kind("needs_browser", "An empty frame that a script fills.")
        if seen.has(phrases.FRAMES):
            return Kind("needs_browser", "The words stand in frames of other addresses.")
        if seen.scripted:
            return Kind("needs_browser", f"{seen.size} characters to read, and scripts.")
    return _only_cookies(seen)


def _only_cookies(seen: _Seen) -> Kind | None:
    if seen.size >= LOGIN_TEXT or "cookie" not in seen.page.text.lower():
        return None
    rest = sum(len(line) for line in seen.page.text.split("\n") if not phrases.COOKIE_LINE.search(line))
    if rest < 120 and len(seen.page.links) < 6:
        return Kind("needs_browser", "Nothing but the question about cookies can be read.")
    return None


def _found(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


_DECIDERS: Final[tuple[Callable[[_Seen], Kind | None], ...]] = (
    _challenge,
    _login,
    _placeholder,
    _refusal,
    _missing,
    _scripted,
)
