"""One visit to one website: fetch a fixed handful of pages, judge nothing, keep everything seen.

    async with a door: run the steps in order; ``facts()`` gives what was seen, ``evidence`` and ``sightings`` prove it.

The plan never grows with what a page links to: home, http, privacy policy, terms, opt-in, and a few usual addresses
for a policy that nobody named.
"""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Awaitable, Callable
from typing import Final

from portal.egress.budgets import Budget
from portal.egress.door import Door, Fetched, Refused
from portal.egress.reasons import AddressReason, CannotReach, CertificateReason
from portal.egress.targets import Target, join_target, parse_target
from portal.egress.tls import TlsSight
from portal.rules.facts.pages import read_html
from portal.rules.subjects import PageFacts, TlsFacts, WebsiteFacts
from portal.webchecks.archive import PEM, Evidence, as_warc
from portal.webchecks.visiting.order import Order, Sighting
from portal.webchecks.visiting.reading import read_answer

GUESS_BUDGET: Final = Budget(read=4.0, total=5.0)
"""For addresses that were guessed, not given."""
MOST_LINKS: Final = 2_000
USUAL_PATHS: Final = {
    "privacy_policy": ("/privacy-policy", "/privacy", "/legal/privacy"),
    "terms": ("/terms", "/terms-of-service", "/terms-and-conditions"),
}
_LINK_WORDS: Final = {
    "privacy_policy": re.compile(r"(?i)privacy"),
    "terms": re.compile(r"(?i)terms|conditions of (?:use|service)|\btos\b"),
}


Step = Callable[[], Awaitable[None]]


class Visit:
    """The state of one visit. ``pause`` is the least number of seconds between two requests."""

    def __init__(self, door: Door, order: Order, *, pause: float = 0.3, budget: Budget | None = None) -> None:
        self._door = door
        self._order = order
        self._pause = pause
        self._budget = budget or Budget()
        self._read_already: dict[str, PageFacts] = {}
        self._links: tuple[tuple[str, str], ...] | None = None
        self._pages: list[PageFacts] = []
        self._target: Target | None = None
        self._addresses: tuple[str, ...] = ()
        self._refused: str | None = None
        self._tls: TlsFacts | None = None
        self.evidence: list[Evidence] = []
        self.sightings: list[Sighting] = []
        self.detail = ""

    @property
    def host(self) -> str:
        """The site's name; empty when the address is none."""
        return self._target.host if self._target else ""

    def steps(self) -> list[tuple[str, Step]]:
        """What to do, in order, each with words for people."""
        return [
            ("Looking up the name", self._look_up),
            ("Checking the certificate", self._look_at_tls),
            ("Opening the home page", self._home),
            ("Asking without encryption", self._plain),
            ("Reading the privacy policy", lambda: self._policy("privacy_policy", self._order.privacy_policy_url)),
            ("Reading the terms", lambda: self._policy("terms", self._order.terms_url)),
            ("Reading the opt-in page", self._opt_in),
        ]

    def facts(self) -> WebsiteFacts:
        """Everything seen so far."""
        return WebsiteFacts(
            url=self._target.url if self._target else self._order.url,
            host=self.host,
            addresses=self._addresses,
            refused=self._refused,
            tls=self._tls,
            pages=tuple(self._pages),
        )

    async def _look_up(self) -> None:
        try:
            self._target = parse_target(self._order.url)
        except CannotReach as error:
            self._refused, self.detail = error.reason, error.detail
            return
        found = await self._door.addresses(self._target.host)
        if not isinstance(found, Refused):
            self._addresses = tuple(str(address) for address in found)
            return
        self.detail = found.detail
        if found.reason in set(AddressReason):
            self._refused = found.reason
        else:
            self._pages.append(read_answer("home", self._target.url, found, None))
        self._note(Sighting("dns", self._target.url, (), "", None, found.reason, 0, 0, None))

    async def _look_at_tls(self) -> None:
        if not self._may_go_on or self._target is None:
            return
        clock = asyncio.get_running_loop().time()
        sight = await self._door.tls(self._target.host, self._budget)
        if isinstance(sight, Refused):
            return
        chain = Evidence("certificates", PEM, sight.pem) if sight.chain else None
        if chain:
            self.evidence.append(chain)
        sha256 = chain.sha256 if chain else None
        self._tls = _tls_facts(sight, sha256)
        spent = round(1_000 * (asyncio.get_running_loop().time() - clock))
        self._note(
            Sighting(
                "tls",
                f"https://{sight.host}/",
                self._addresses,
                sight.address,
                None,
                sight.reason or "",
                len(sight.pem),
                spent,
                sha256,
            )
        )

    async def _home(self) -> None:
        if not self._may_go_on or self._target is None:
            return
        target = self._target
        if self._tls and self._tls.reason == CertificateReason.NO_TLS and target.scheme == "https":
            target = target.with_scheme("http")
        self._pages.append(await self._read("home", target.url))

    async def _plain(self) -> None:
        if not self._may_go_on or self._target is None:
            return
        self._pages.append(await self._read("http_redirect", self._target.with_scheme("http").with_path("/").url))

    async def _policy(self, role: str, given: str) -> None:
        if not self._may_go_on and not given:
            return
        url = given or self._linked(role)
        if url:
            self._pages.append(await self._read(role, url))
            return
        if self._target:
            await self._guess(role, self._target)

    async def _guess(self, role: str, site: Target) -> None:
        """Tries the usual addresses. One that cannot be read says that it is not known whether there is a policy."""
        for path in USUAL_PATHS[role]:
            page = await self._read(role, site.with_path(path).url, GUESS_BUDGET)
            if page.reason or page.kind != "page" or page.status == 200:
                self._pages.append(page)
                return

    async def _opt_in(self) -> None:
        if self._order.opt_in_url:
            self._pages.append(await self._read("opt_in", self._order.opt_in_url))

    @property
    def _may_go_on(self) -> bool:
        """False once the site's own address was refused or has no answer in DNS."""
        return self._refused is None and bool(self._addresses)

    def _linked(self, role: str) -> str:
        """The address a link on the home page gives for a policy; words count more than addresses."""
        home = next((page for page in self._pages if page.role == "home" and page.html), None)
        if home is None or not home.final_url:
            return ""
        words = _LINK_WORDS[role]
        if self._links is None:
            self._links = read_html(home.html).links[:MOST_LINKS]
        links = self._links
        named = [href for text, href in links if words.search(text)] or [
            href for _, href in links if words.search(href)
        ]
        for href in named[:5]:
            try:
                return join_target(parse_target(home.final_url), href).url
            except CannotReach:
                continue
        return ""

    async def _read(self, role: str, url: str, budget: Budget | None = None) -> PageFacts:
        """The page at an address, fetched once a visit; its sightings and evidence are noted."""
        if url not in self._read_already:
            if self._read_already and self._pause:
                await asyncio.sleep(self._pause)
            answer = await self._door.fetch(url, budget or self._budget)
            self._read_already[url] = read_answer(role, url, answer, self._keep(role, answer))
        return dataclasses.replace(self._read_already[url], role=role)

    def _keep(self, role: str, answer: Fetched | Refused) -> str | None:
        sha256: str | None = None
        if answer.exchanges:
            evidence = as_warc(answer.exchanges)
            self.evidence.append(evidence)
            sha256 = evidence.sha256
        for exchange in answer.exchanges:
            self._note(
                Sighting(
                    role,
                    exchange.url,
                    exchange.addresses,
                    exchange.dialled,
                    exchange.status,
                    "",
                    len(exchange.wire),
                    round(1_000 * exchange.seconds),
                    sha256,
                )
            )
        if answer.reason:
            self._note(Sighting(role, answer.url[:2_048], (), "", None, answer.reason, 0, 0, sha256))
        return sha256

    def _note(self, sighting: Sighting) -> None:
        self.sightings.append(sighting)


def _tls_facts(sight: TlsSight, pem_sha256: str | None) -> TlsFacts:
    leaf = sight.leaf
    return TlsFacts(
        host=sight.host,
        address=sight.address,
        reachable=sight.reachable,
        reason=sight.reason,
        protocol=sight.protocol,
        subject=leaf.subject if leaf else "",
        issuer=leaf.issuer if leaf else "",
        names=leaf.names if leaf else (),
        not_before=leaf.not_before if leaf else None,
        not_after=leaf.not_after if leaf else None,
        key_type=leaf.key_type if leaf else "",
        key_bits=leaf.key_bits if leaf else None,
        signature_hash=leaf.signature_hash if leaf else "",
        chain_length=len(sight.chain),
        pem_sha256=pem_sha256,
    )
