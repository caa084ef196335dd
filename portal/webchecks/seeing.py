"""What a visit saw, as it is judged and kept; and which of its pages a browser has yet to draw."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Final

from portal.common.clock import now
from portal.rules.web_facts import PageFacts, RenderedPage, Stated, WebsiteFacts
from portal.webchecks.archive import DOM, WORDS, Evidence
from portal.webchecks.browser.drawing import Drawn
from portal.webchecks.remembering import bounded
from portal.webchecks.visiting.order import Sighting
from portal.webchecks.visiting.visit import Visit

EMPTY_WITHOUT: Final = ("home", "privacy_policy", "terms")
"""Pages that are drawn when they show nothing until their scripts run; the opt-in page always is."""


@dataclasses.dataclass(frozen=True, slots=True)
class Seen:
    """The facts of a visit, when they were gathered, one row for each request, and what proves them."""

    facts: WebsiteFacts
    at: dt.datetime
    sightings: tuple[Sighting, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def seen_of(made: Visit, stated: tuple[Stated, ...] = ()) -> Seen:
    """What a visit saw just now; ``stated`` are the policies' addresses as other answers give them."""
    facts = dataclasses.replace(made.facts(), stated=stated)
    return Seen(bounded(facts), now(), tuple(made.sightings), tuple(made.evidence))


def to_draw(facts: WebsiteFacts) -> list[tuple[str, str]]:
    """The pages (role, address) that say more in a browser: an opt-in page that opens, and pages empty without scripts.

    Walls are left alone: a browser is no way around them.
    """
    opt_in = facts.page("opt_in")
    order = [("opt_in", opt_in.url)] if opt_in and opt_in.kind in ("page", "needs_browser") and _opens(opt_in) else []
    empty = (facts.page(role) for role in EMPTY_WITHOUT)
    return order + [(page.role, page.url) for page in empty if page and page.kind == "needs_browser" and _opens(page)]


def with_drawn(seen: Seen, drawn: Drawn) -> Seen:
    """What was seen, and the pages as a browser showed them; their words are evidence too."""
    facts = bounded(dataclasses.replace(seen.facts, rendered=tuple(drawn.pages)))
    evidence = (*seen.evidence, *drawn.evidence, *_words(facts.rendered))
    return dataclasses.replace(
        seen, facts=facts, evidence=_each_once(evidence), sightings=(*seen.sightings, *drawn.sightings)
    )


def without_browser(seen: Seen, reason: str) -> Seen:
    """What was seen when no browser drew anything, and why not."""
    pages = tuple(RenderedPage(role, url, None, reason) for role, url in to_draw(seen.facts))
    return dataclasses.replace(seen, facts=dataclasses.replace(seen.facts, rendered=pages))


def _opens(page: PageFacts) -> bool:
    return page.reason is None and page.status is not None and page.status < 400


def _words(pages: Sequence[RenderedPage]) -> list[Evidence]:
    """The documents and words of drawn pages, which the facts' row only names."""
    found = [Evidence("words", WORDS, page.text.encode()) for page in pages if page.text]
    return found + [Evidence("document", DOM, page.html.encode()) for page in pages if page.html]


def _each_once(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({each.sha256: each for each in evidence}.values())
