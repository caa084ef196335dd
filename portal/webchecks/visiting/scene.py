"""What the steps of one visit share: the door, the time left, and everything seen so far."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from typing import Final

from portal.egress.budgets import Budget
from portal.egress.door import Door, Fetched, Refused
from portal.egress.names.targets import Target, parse_target
from portal.egress.reasons import CannotReach, PageReason
from portal.rules.web_facts import DomainFacts, PageFacts, RobotsFacts, TlsFacts
from portal.webchecks.archive import Evidence, as_warc
from portal.webchecks.visiting.following import fetch_following
from portal.webchecks.visiting.order import Order, Sighting
from portal.webchecks.visiting.reading import read_answer

SITE_SECONDS: Final = 45.0
"""How long one visit may take as a whole, pauses included."""
_LEAST_SECONDS: Final = 0.2


class Scene:
    """The state of one visit. ``pause`` is the least number of seconds between two requests, ``seconds`` the most all
    of them may take together; what does not fit is left out with the reason `timed_out`."""

    def __init__(self, door: Door, order: Order, *, pause: float, budget: Budget, seconds: float) -> None:
        self.door = door
        self.order = order
        self.budget = budget
        self.target: Target | None = None
        self.addresses: tuple[str, ...] = ()
        self.refused: str | None = None
        self.tls: TlsFacts | None = None
        self.pages: list[PageFacts] = []
        self.domain: DomainFacts | None = None
        self.robots: RobotsFacts | None = None
        self.social_links: tuple[str, ...] = ()
        self.notes: list[str] = []
        self.evidence: list[Evidence] = []
        self.sightings: list[Sighting] = []
        self.detail = ""
        self._pause = pause
        self._seconds = seconds
        self._ends: float | None = None
        self._asked = False
        self._read: dict[str, PageFacts] = {}

    @property
    def may_go_on(self) -> bool:
        """False once the site's own address was refused or has no answer in DNS, or when there is no website."""
        return self.target is not None and self.refused is None and bool(self.addresses)

    @property
    def home(self) -> PageFacts | None:
        """The home page, once it was looked at."""
        return next((page for page in self.pages if page.role == "home"), None)

    def seconds_left(self) -> float:
        """What is left of the visit's time; the clock starts at the first question."""
        now = asyncio.get_running_loop().time()
        if self._ends is None:
            self._ends = now + self._seconds
        return self._ends - now

    def within(self, budget: Budget | None = None) -> Budget | None:
        """The budget of the next request, cut to the time left; ``None`` when there is none left."""
        left, wanted = self.seconds_left(), budget or self.budget
        if left < _LEAST_SECONDS:
            return None
        return wanted if wanted.total <= left else dataclasses.replace(wanted, total=left)

    async def breathe(self) -> None:
        """Waits before every request but the first, so that the site is not hurried."""
        if self._asked and self._pause:
            await asyncio.sleep(min(self._pause, max(0.0, self.seconds_left())))
        self._asked = True

    async def read(self, role: str, url: str, budget: Budget | None = None) -> PageFacts:
        """The page at an address, fetched once a visit; its sightings and evidence are noted."""
        key = address_key(url)
        if key not in self._read:
            answer = await self._fetch(url, budget)
            self._read[key] = read_answer(role, url, answer, self.keep(role, answer))
        return dataclasses.replace(self._read[key], role=role, url=url)

    async def _fetch(self, url: str, budget: Budget | None) -> Fetched | Refused:
        await self.breathe()
        within = self.within(budget)
        if within is None:
            return self.left_out(url)
        return await fetch_following(self.door, url, within)

    def left_out(self, url: str) -> Refused:
        """What is said of a request that there was no time for."""
        words = f"The whole visit may take {self._seconds:g} seconds; they were used up before this page was asked for."
        return Refused(url, PageReason.TIMED_OUT, words)

    def keep(self, role: str, answer: Fetched | Refused) -> str | None:
        """Keeps the evidence of an answer and notes its exchanges; gives the name of the evidence."""
        sha256: str | None = None
        if answer.exchanges:
            evidence = as_warc(answer.exchanges)
            self.evidence.append(evidence)
            sha256 = evidence.sha256
        for seen in answer.exchanges:
            took = round(1_000 * seen.seconds)
            size = len(seen.wire)
            self.note(Sighting(role, seen.url, seen.addresses, seen.dialled, seen.status, "", size, took, sha256))
        if answer.reason:
            self.note(Sighting(role, answer.url[:2_048], (), "", None, answer.reason, 0, 0, sha256))
        return sha256

    def note(self, sighting: Sighting) -> None:
        """Adds a row to what was asked and answered."""
        self.sightings.append(sighting)


def address_key(url: str) -> str:
    """One page, one key: the canonical address without its fragment."""
    try:
        return parse_target(url).url
    except CannotReach:
        return re.sub(r"#.*", "", url.strip())
