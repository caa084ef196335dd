"""One page in the browser: opened, left to settle, measured, pictured."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
import logging
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from portal.egress.door import Door, Exchange, Fetched
from portal.egress.names.targets import parse_target
from portal.egress.reasons import AddressReason, CannotReach, CertificateReason, PageReason
from portal.egress.tls.sight import TlsSight
from portal.egress.tunnel.proxy import Asked, Tunnel
from portal.rules.facts.pages import read_html
from portal.rules.web_facts import RenderedPage
from portal.webchecks.archive import DOM, PNG, Evidence
from portal.webchecks.browser.frames import frames_of
from portal.webchecks.browser.measuring import Measured, measure
from portal.webchecks.visiting.kinds import kind_of

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Request, Response

_log = logging.getLogger(__name__)

PAGE_SECONDS: Final = 15.0
"""One page, from the first request to the picture."""
OPEN_SECONDS: Final = 9.0
LOAD_SECONDS: Final = 4.0
QUIET_SECONDS: Final = 2.5
SETTLE_SECONDS: Final = 0.4
LATE_SECONDS: Final = 3.5
"""A frame with a box to tick is looked at no earlier than this after it loaded: some scripts tick it late."""
PICTURE_SECONDS: Final = 5.0
TALLEST: Final = 6_000
"""CSS pixels of a page that the picture shows."""
MOST_PICTURE: Final = 3_000_000
"""Bytes of a picture; of a page that makes a larger one only the window is kept."""

_WALLS: Final = {
    "bot_wall": PageReason.BOT_WALL.value,
    "login_wall": PageReason.LOGIN_WALL.value,
    "placeholder": PageReason.PLACEHOLDER_PAGE.value,
}
_CERTIFICATE = re.compile(r"ERR_(?:CERT|SSL|BAD_SSL)_")
_REASONS: Final = (
    ("ERR_TOO_MANY_REDIRECTS", PageReason.REDIRECT_LOOP),
    ("ERR_UNSAFE_REDIRECT", PageReason.BAD_REDIRECT),
    ("TIMED_OUT", PageReason.TIMED_OUT),
    ("Timeout", PageReason.TIMED_OUT),
    ("ERR_RESPONSE_HEADERS_TOO_BIG", PageReason.TOO_LARGE),
    ("ERR_INVALID", PageReason.UNREADABLE),
    ("ERR_HTTP_RESPONSE", PageReason.UNREADABLE),
    ("Download is starting", PageReason.UNREADABLE),
    ("ERR_ABORTED", PageReason.UNREADABLE),
    ("ERR_BLOCKED", PageReason.UNREADABLE),
    ("ERR_CONTENT_DECODING", PageReason.UNREADABLE),
    ("has been closed", PageReason.BROWSER_REFUSED),
    ("crashed", PageReason.BROWSER_REFUSED),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """One page as facts, what proves it, and the status of its answer."""

    page: RenderedPage
    evidence: tuple[Evidence, ...] = ()
    status: int | None = None


async def show(
    context: BrowserContext, tunnel: Tunnel, door: Door, role: str, url: str, seconds: float = PAGE_SECONDS
) -> Shown:
    """Draws one page in a tab of its own, within these seconds. A page that could not be drawn has a reason."""
    from playwright.async_api import Error  # noqa: PLC0415 - only where a browser is wanted

    here: list[str] = []
    try:
        target = parse_target(url)
        async with asyncio.timeout(seconds):
            tab = await context.new_page()
            tab.on("request", lambda request: _follow(request, tab, here))
            return await _show(tab, tunnel, here, role, url, target.url)
    except CannotReach as error:
        return Shown(RenderedPage(role, url, None, error.reason))
    except TimeoutError:
        return Shown(RenderedPage(role, url, None, PageReason.TIMED_OUT.value))
    except Error as error:
        return Shown(
            RenderedPage(role, url, None, await _why(str(error), here[-1] if here else "", target.url, tunnel, door))
        )
    finally:
        await _close_all(context)


async def _show(tab: Page, tunnel: Tunnel, here: list[str], role: str, url: str, address: str) -> Shown:
    tab.on("dialog", lambda dialog: dialog.dismiss())
    tab.on("popup", lambda popup: popup.close())
    answer = await tab.goto(address, wait_until="domcontentloaded", timeout=1_000 * OPEN_SECONDS)
    if answer and (refused := _refused(answer.url, answer.status, answer.headers, tunnel)):
        raise CannotReach(*_told(refused, address))
    await _settle(tab)
    measured = await measure(tab)
    picture = await _picture(tab)
    final, status = tab.url, answer.status if answer else None
    if not final.startswith(("http://", "https://")):  # led on by the page itself, to where nothing may be asked
        refused = tunnel.refusal_of(urlsplit(here[-1]).hostname or "") if here else None
        raise CannotReach(*(_told(refused, address) if refused else (PageReason.BAD_REDIRECT, "It leads nowhere.")))
    document = Evidence("document", DOM, measured.html.encode())
    evidence = (document, *((Evidence("screenshot", PNG, picture),) if picture else ()))
    text = read_html(measured.html).text
    page = RenderedPage(
        role=role,
        url=url,
        final_url=final[:2_048],
        reason=await _wall(answer, measured, final)
        or (None if text or measured.boxes else PageReason.UNREADABLE.value),
        title=measured.title,
        html=measured.html,
        text=text,
        boxes=measured.boxes,
        prints=measured.prints,
        covered=measured.covered,
        screenshot_sha256=evidence[1].sha256 if picture else None,
        capture_sha256=document.sha256,
    )
    return Shown(page, evidence, status)


async def _settle(tab: Page) -> None:
    """Waits until the page has loaded and asks for nothing more, but not for long: some never stop asking."""
    from playwright.async_api import Error  # noqa: PLC0415

    for state, seconds in (("load", LOAD_SECONDS), ("networkidle", QUIET_SECONDS)):
        try:
            await tab.wait_for_load_state(state, timeout=1_000 * seconds)  # type: ignore[arg-type]
        except Error as error:
            if "Timeout" not in str(error):
                raise
    boxed = (frame.rest(LATE_SECONDS) for frame in await frames_of(tab) if frame.boxed)
    await asyncio.gather(asyncio.sleep(SETTLE_SECONDS), *boxed)


async def _picture(tab: Page) -> bytes | None:
    """The page as a PNG from its top, or its window where that would be too large; None when none can be had."""
    from playwright.async_api import Error  # noqa: PLC0415

    whole: dict[str, Any] = {"full_page": True, "clip": {"x": 0, "y": 0, "width": 1280, "height": TALLEST}}
    for how in (whole, {}):
        try:
            data = await tab.screenshot(
                type="png", scale="css", animations="disabled", timeout=1_000 * PICTURE_SECONDS, **how
            )
        except Error:
            continue
        if len(data) <= MOST_PICTURE:
            return data
    return None


async def _wall(answer: Response | None, measured: Measured, final: str) -> str | None:
    """Whether what was drawn stands in the page's place: the same signs as without a browser."""
    status = answer.status if answer else 200
    headers = tuple((await answer.all_headers()).items()) if answer else ()
    now = dt.datetime.now(dt.UTC)
    exchange = Exchange("GET", final, (), "", status, "", headers, b"", False, now, 0.0)
    redirected = answer is not None and answer.request.redirected_from is not None
    fetched = Fetched(final, final, status, b"", None, (exchange,) * (2 if redirected else 1))
    kind = kind_of(fetched, read_html(measured.html), measured.html)
    return _WALLS.get(kind.name) or (PageReason.UNREADABLE.value if status >= 400 else None)


async def _why(error: str, last: str, asked: str, tunnel: Tunnel, door: Door) -> str:
    """The reason behind an error of the browser at the ``last`` address it was led to.

    It is the tunnel's own, the certificate's as the door sees it, or what the browser says.
    """
    host = urlsplit(last).hostname or ""
    if _CERTIFICATE.search(error):
        sight = await door.tls(host)
        known = isinstance(sight, TlsSight) and sight.reason
        return str(known or CertificateReason.COULD_NOT_NEGOTIATE)
    refused = tunnel.refusal_of(host)
    if refused and ("ERR_TUNNEL" in error or "ERR_HTTP_RESPONSE" in error):
        return _told(refused, asked)[0]
    for words, reason in _REASONS:
        if words in error:
            return reason.value
    return PageReason.CONNECTION_RESET.value if "net::" in error else PageReason.UNREADABLE.value


def _follow(request: Request, tab: Page, here: list[str]) -> None:
    """Notes where the tab itself is led."""
    with contextlib.suppress(Exception):  # a request of a frame that has gone
        if request.is_navigation_request() and request.frame == tab.main_frame:
            here.append(request.url)


def _refused(url: str, status: int, headers: Mapping[str, str], tunnel: Tunnel) -> Asked | None:
    """The tunnel's own refusal, which a browser shows as if it were the website's answer."""
    refused = tunnel.refusal_of(urlsplit(url).hostname or "") if status in (403, 502) else None
    return refused if refused and headers.get("x-reason") == refused.reason else None


def _told(refused: Asked, asked: str) -> tuple[str, str]:
    """Reason and words of a refusal; what is refused on the way from elsewhere is a redirect that is refused."""
    inside = refused.reason in set(AddressReason) and refused.host != urlsplit(asked).hostname
    return AddressReason.REDIRECT_REFUSED.value if inside else refused.reason, refused.detail


async def _close_all(context: BrowserContext) -> None:
    """Ends every tab and popup, whether the page agrees or not."""
    tabs = [asyncio.wait_for(tab.close(run_before_unload=False), 2.0) for tab in context.pages]
    await asyncio.gather(*tabs, return_exceptions=True)
