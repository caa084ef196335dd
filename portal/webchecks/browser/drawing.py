"""Pages as a browser shows them: drawn after their scripts ran, measured, and kept as pictures."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from django.conf import settings

from portal.egress.door import USER_AGENT, Door
from portal.egress.names.targets import parse_target
from portal.egress.opening import open_door, open_tunnel, world_of_settings
from portal.egress.reasons import CannotReach, PageReason
from portal.egress.tunnel.proxy import Tunnel
from portal.egress.world import World
from portal.rules.web_facts import RenderedPage
from portal.webchecks.archive import LOG, Evidence
from portal.webchecks.browser.finding import browser_available, browser_here, chromium_path, major_version
from portal.webchecks.browser.launching import BrowserRefused, Launcher
from portal.webchecks.browser.showing import PAGE_SECONDS, Shown, show
from portal.webchecks.browser.taking_turns import turn
from portal.webchecks.browser.trusting import trusted_keys
from portal.webchecks.visiting.order import Sighting

__all__ = ["Drawn", "browser_available", "draw"]

JOB_SECONDS: Final = 30.0
"""All pages of one job; what is not drawn by then is not drawn."""
_LONGER: Final = 5.0
"""Seconds by which the way out outlives the job: its end must never look like a website that broke off."""
MOST_PAGES: Final = 4
_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Drawn:
    """What a browser saw: the pages in the order asked, what proves them, and each page as a row to keep."""

    pages: tuple[RenderedPage, ...]
    evidence: list[Evidence]
    sightings: list[Sighting]


def draw(order: Sequence[tuple[str, str]], *, world: World | None = None) -> Drawn:
    """Draws the pages (role, url) one after the other in one browser made for them. Never raises for what a page does.

    ``world`` stands in for the one of the settings. Takes 60 seconds at most, 20 of them for its turn; may be
    called where an event loop runs. Four pages are drawn at most; there are no more roles that a browser looks at.
    """
    why_not = browser_here()
    if why_not or not order:
        return _undrawn(order, why_not)
    with turn() as free:
        return draw_with(order, Launcher, world=world) if free else _undrawn(order, PageReason.TIMED_OUT.value)


def draw_with(
    order: Sequence[tuple[str, str]],
    make: type[Launcher],
    *,
    world: World | None = None,
    seconds: float = JOB_SECONDS,
    page_seconds: float = PAGE_SECONDS,
) -> Drawn:
    """As ``draw``, with the launcher and the seconds of the job and of a page given; the browser must be there."""
    program = chromium_path()
    assert program is not None, "browser_here() was not asked"
    chosen = world or world_of_settings()
    job = _Job(order, lambda trusted: make(program, agent(program), trusted), chosen, (seconds, page_seconds))
    thread = threading.Thread(target=job.run, name="browser", daemon=True)
    thread.start()
    thread.join()
    return job.drawn()


def agent(program: Path) -> str:
    """How the browser calls itself: what it is, and whom to ask about it."""
    contact = f" (+{settings.PUBLIC_URL})" if settings.PUBLIC_URL else ""
    chrome = (
        f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major_version(program)}.0.0.0"
    )
    return f"{chrome} Safari/537.36 {USER_AGENT}{contact}"


class _Job:
    """One browser, its tunnel and what came of the order."""

    def __init__(
        self,
        order: Sequence[tuple[str, str]],
        make: Callable[[Sequence[str]], Launcher],
        world: World | None,
        seconds: tuple[float, float],
    ) -> None:
        self._order = order
        self._make = make
        self._world = world
        self._seconds, self._page_seconds = seconds
        self._reason = PageReason.TIMED_OUT.value
        self._shown: list[tuple[Shown, Sighting]] = []
        self._log = b""

    def run(self) -> None:
        """All of it, in an event loop of its own."""
        try:
            asyncio.run(self._run())
        except BrowserRefused as error:
            self._reason = PageReason.BROWSER_REFUSED.value
            _log.warning("the browser refused: %s", error)
        except Exception:
            # Nothing that a stranger's page does to the driver may reach the run.
            self._reason = PageReason.BROWSER_REFUSED.value
            _log.exception("the browser broke off")

    async def _run(self) -> None:
        async with open_door(self._world) as door:
            hosts = {_host(url) for _, url in self._order}
            trusted = await trusted_keys(self._world, door, hosts) if self._world else ()
            async with open_tunnel(self._seconds + _LONGER, self._world) as tunnel:
                try:
                    async with asyncio.timeout(self._seconds), self._make(trusted).launched(tunnel) as context:
                        for role, url in self._order[:MOST_PAGES]:
                            await self._one(context, tunnel, door, role, url)
                except TimeoutError:
                    pass  # the pages that are left say so
                finally:
                    self._log = tunnel.as_json()

    async def _one(self, context: object, tunnel: Tunnel, door: Door, role: str, url: str) -> None:
        began = asyncio.get_running_loop().time()
        shown = await show(context, tunnel, door, role, url, self._page_seconds)  # type: ignore[arg-type]
        spent = round(1_000 * (asyncio.get_running_loop().time() - began))
        self._shown.append((shown, _sighting(shown, url, tunnel, spent)))

    def drawn(self) -> Drawn:
        """What there is: every page of the order, drawn or with its reason."""
        rest = _undrawn(self._order[len(self._shown) :], self._reason)
        evidence = [each for shown, _ in self._shown for each in shown.evidence]
        if self._log:
            evidence.append(Evidence("tunnel", LOG, self._log))
        return Drawn(
            pages=(*(shown.page for shown, _ in self._shown), *rest.pages),
            evidence=evidence,
            sightings=[*(sighting for _, sighting in self._shown), *rest.sightings],
        )


def _sighting(shown: Shown, url: str, tunnel: Tunnel, milliseconds: int) -> Sighting:
    page = shown.page
    host = _host(page.final_url or url)
    return Sighting(
        role="browser",
        url=(page.final_url or url)[:2_048],
        addresses=tunnel.addresses(host),
        dialled=tunnel.dialled(host),
        status=shown.status,
        reason=page.reason or "",
        size=len(page.html.encode()),
        milliseconds=milliseconds,
        sha256=page.screenshot_sha256 or page.capture_sha256,
    )


def _host(url: str) -> str:
    try:
        return parse_target(url).host
    except CannotReach:
        return ""


def _undrawn(order: Sequence[tuple[str, str]], reason: str) -> Drawn:
    """Every page with the one reason why none could be drawn."""
    pages = tuple(RenderedPage(role, url, None, reason) for role, url in order)
    return Drawn(pages, [], [Sighting("browser", url[:2_048], (), "", None, reason, 0, 0, None) for _, url in order])
