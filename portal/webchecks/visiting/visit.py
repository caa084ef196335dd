"""One visit to one website: ask for a fixed handful of pages, judge nothing, keep everything seen.

    async with a door: run the steps in order; ``facts()`` gives what was seen, ``evidence`` and ``sightings`` prove it.

The plan never grows with what a page links to: name, certificate, home, the same without encryption, privacy policy,
terms, opt-in page, a social page where no website answers, the domain's registry, robots.txt, and at most three usual
addresses for a policy that nobody named.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from portal.egress.budgets import Budget
from portal.egress.door import Door, Refused
from portal.egress.reasons import PageReason
from portal.rules.web_facts import DomainFacts, RobotsFacts, WebsiteFacts
from portal.webchecks.archive import Evidence
from portal.webchecks.visiting.certificate import look_at_tls, unseen
from portal.webchecks.visiting.domain import ask_registry
from portal.webchecks.visiting.home import ask_plainly, open_home
from portal.webchecks.visiting.name import look_up
from portal.webchecks.visiting.order import Order, Sighting
from portal.webchecks.visiting.policies import open_opt_in, policy
from portal.webchecks.visiting.reading import read_answer
from portal.webchecks.visiting.robots import read_robots
from portal.webchecks.visiting.scene import SITE_SECONDS, Scene
from portal.webchecks.visiting.social import open_social

Step = Callable[[], Awaitable[None]]
_log = logging.getLogger(__name__)


class Probe(NamedTuple):
    """One step of a visit: what it looks at, words for people, and what carries it out."""

    role: str
    words: str
    look: Callable[[Scene], Awaitable[None]]


class Visit:
    """The state of one visit. ``pause`` is the least number of seconds between two requests, ``seconds`` the most that
    all of them may take."""

    def __init__(
        self,
        door: Door,
        order: Order,
        *,
        pause: float = 0.3,
        budget: Budget | None = None,
        seconds: float = SITE_SECONDS,
    ) -> None:
        self._scene = Scene(door, order, pause=pause, budget=budget or Budget(), seconds=seconds)
        self.probes = probes_of(order)

    @property
    def host(self) -> str:
        """The site's name; empty when the address is none."""
        return self._scene.target.host if self._scene.target else ""

    @property
    def evidence(self) -> list[Evidence]:
        """What proves the facts, in the order it came."""
        return self._scene.evidence

    @property
    def sightings(self) -> list[Sighting]:
        """One row for each request."""
        return self._scene.sightings

    @property
    def detail(self) -> str:
        """Why the site's own address was refused, in a sentence; else empty."""
        return self._scene.detail

    def steps(self) -> list[tuple[str, Step]]:
        """What to do, in order, each with words for people."""
        return [(probe.words, self._step(probe)) for probe in self.probes]

    def facts(self) -> WebsiteFacts:
        """Everything seen so far."""
        scene = self._scene
        return WebsiteFacts(
            url=scene.target.url if scene.target else scene.order.url,
            host=self.host,
            addresses=scene.addresses,
            refused=scene.refused,
            tls=scene.tls,
            pages=tuple(scene.pages),
            domain=scene.domain,
            robots=scene.robots,
            social_links=scene.social_links,
            notes=tuple(scene.notes),
        )

    def _step(self, probe: Probe) -> Step:
        async def step() -> None:
            try:
                await probe.look(self._scene)
            except Exception:
                _log.exception("the step %s of a visit failed", probe.role)
                could_not_look(self._scene, probe.role)

        return step


def probes_of(order: Order) -> tuple[Probe, ...]:
    """The plan of a visit."""
    return (
        Probe("dns", "Looking up the name", look_up),
        Probe("tls", "Checking the certificate", look_at_tls),
        Probe("home", "Opening the home page", open_home),
        Probe("http_redirect", "Asking without encryption", ask_plainly),
        Probe("privacy_policy", "Reading the privacy policy", policy("privacy_policy", order.privacy_policy_url)),
        Probe("terms", "Reading the terms", policy("terms", order.terms_url)),
        Probe("opt_in", "Reading the opt-in page", open_opt_in),
        Probe("social", "Looking for a social page", open_social),
        Probe("domain", "Asking how old the domain is", ask_registry),
        Probe("robots", "Reading robots.txt", read_robots),
    )


def could_not_look(scene: Scene, role: str) -> None:
    """Says of a step that failed for a reason of our own that nothing is known of what it looks at."""
    reason, host = PageReason.NOT_LOOKED_AT.value, scene.target.host if scene.target else ""
    match role:
        case "tls":
            scene.tls = unseen(host, reason)
        case "domain":
            scene.domain = DomainFacts(host, None, "rdap", reason)
        case "robots":
            scene.robots = RobotsFacts("", reason)
        case _:
            words = "The check itself could not look at it; run the check again."
            shown = "home" if role == "dns" else role
            url = scene.target.url if scene.target else scene.order.url
            if not any(page.role == shown for page in scene.pages):
                scene.pages.append(read_answer(shown, url, Refused(url, reason, words), None))
    scene.note(Sighting(role, "", (), "", None, reason, 0, 0, None))
