"""The one door to the internet: everything that goes to an address somebody typed goes through here.

    async with Door() as door:
        answer = await door.fetch("https://example.com/", Budget())

A door belongs to one visit: each name is resolved and judged once, and every connection of the visit, redirects
included, goes to what was judged then. There are no cookies, no credentials and no proxy from the environment.
"""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import re
import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import Final, NamedTuple

import httpcore
import httpx

from portal.egress.budgets import Budget
from portal.egress.names.addresses import Address
from portal.egress.names.judging import Judge
from portal.egress.names.policy import Dial, Policy
from portal.egress.names.resolving import Resolver
from portal.egress.names.targets import DEFAULT_PORTS, Target, join_target, parse_target
from portal.egress.rdap import RDAP_BASES
from portal.egress.reasons import AddressReason, CannotReach, CertificateReason, PageReason
from portal.egress.tls.roots import Roots, public_roots
from portal.egress.tls.sight import TlsSight, look
from portal.egress.wire.decoding import ACCEPTED, decode
from portal.egress.wire.transport import MOST_BYTES, READ_BYTES, JudgingBackend, PoolTransport

USER_AGENT: Final = "Clearline-Website-Check/1.0"
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
REDIRECT_BYTES: Final = 64_000
MOST_PARTS: Final = 20_000
"""Chunks of one answer; each costs time, however small it is."""


@dataclasses.dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer. ``wire`` is the body as received, ``seconds`` how long the exchange took.

    ``asked`` are the headers of the request, ``headers`` those of the answer.
    """

    method: str
    url: str
    addresses: tuple[str, ...]
    dialled: str
    status: int
    reason_phrase: str
    headers: tuple[tuple[str, str], ...]
    wire: bytes
    cut: bool
    started: dt.datetime
    seconds: float
    asked: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str:
        """The first header of this name; empty when there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclasses.dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. ``reason`` is set when the body is not whole (`too_large`, `unreadable`)."""

    url: str
    final_url: str
    status: int
    body: bytes
    reason: str | None
    exchanges: tuple[Exchange, ...]

    def header(self, name: str) -> str:
        """The first header of this name in the last answer."""
        return self.exchanges[-1].header(name)

    @property
    def redirects(self) -> tuple[str, ...]:
        """The addresses passed on the way, the first one asked for included, the last one not."""
        return tuple(exchange.url for exchange in self.exchanges[:-1])


@dataclasses.dataclass(frozen=True, slots=True)
class Refused:
    """No answer, and why: ``reason`` is from the closed lists, ``detail`` a sentence for people.

    ``exchanges`` are those that took place before; ``inner`` is the reason behind `redirect_refused`.
    """

    url: str
    reason: str
    detail: str
    exchanges: tuple[Exchange, ...] = ()
    inner: str | None = None


class _Answer(NamedTuple):
    response: httpx.Response
    head: tuple[tuple[str, str], ...]
    wire: bytes
    cut: bool


class Door:
    """One visit's way out. Policy, resolver and roots are given here and nowhere else."""

    def __init__(
        self,
        *,
        policy: Policy | None = None,
        resolver: Resolver | None = None,
        roots: Roots | None = None,
        contact: str = "",
        rdap: Mapping[str, str] = RDAP_BASES,
    ) -> None:
        self.rdap = rdap
        """Who is asked how old a domain is, by its ending."""
        self._judge = Judge(policy, resolver).judge
        self._roots = roots or public_roots()
        self._sights: dict[str, TlsSight | Refused] = {}
        self._backend = JudgingBackend(self._dials)
        self._pool = PoolTransport(self._backend, self._roots.trusting)
        self._headers = {
            "Connection": "keep-alive",
            "User-Agent": f"{USER_AGENT} (+{contact})" if contact else USER_AGENT,
            "Accept": "text/html,*/*;q=0.5",
            "Accept-Language": "en-US,en",
            "Accept-Encoding": ACCEPTED,
        }

    async def __aenter__(self) -> Door:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes every connection of the visit."""
        await self._pool.aclose()

    async def fetch(self, url: str, budget: Budget | None = None) -> Fetched | Refused:
        """The page at an address, redirects followed and judged. Never raises for what a foreign server does."""
        return await self._visit("GET", url, budget or Budget(), None, {}, follow=True)

    async def post(
        self, url: str, body: bytes, headers: Mapping[str, str], budget: Budget | None = None
    ) -> Fetched | Refused:
        """Sends a body to an address; a redirect is the answer and is not followed."""
        return await self._visit("POST", url, budget or Budget(), body, headers, follow=False)

    async def tls(self, host: str, budget: Budget | None = None) -> TlsSight | Refused:
        """One look at a host's TLS on port 443, kept for the visit."""
        if host not in self._sights:
            self._sights[host] = await self._look(host, budget or Budget())
        return self._sights[host]

    async def addresses(self, host: str) -> tuple[Address, ...] | Refused:
        """All addresses of a host, resolved once for the visit and judged; ``Refused`` when it may not be dialled."""
        try:
            return (await self._judge(host, 443)).addresses
        except CannotReach as error:
            return Refused(f"https://{host}/", error.reason, error.detail)

    async def _look(self, host: str, budget: Budget) -> TlsSight | Refused:
        try:
            target = parse_target(f"https://{host}/")
            judged = await self._judge(target.host, 443)
        except CannotReach as error:
            return Refused(f"https://{host}/", error.reason, error.detail)
        return await look(target.host, judged.dials, self._roots, budget)

    async def _dials(self, host: str, port: int) -> tuple[Dial, ...]:
        return (await self._judge(host, port)).dials

    async def _visit(
        self, method: str, url: str, budget: Budget, body: bytes | None, headers: Mapping[str, str], *, follow: bool
    ) -> Fetched | Refused:
        exchanges: list[Exchange] = []
        try:
            async with asyncio.timeout(budget.total):
                target = parse_target(url)
                while True:
                    exchanges.append(await self._exchange(method, target, budget, body, headers))
                    if not follow or exchanges[-1].status not in REDIRECTS:
                        return _fetched(url, exchanges, budget)
                    target = _next(target, exchanges, budget)
        except TimeoutError:
            reason, detail = PageReason.TIMED_OUT.value, f"No whole answer within {budget.total:g} seconds."
        except CannotReach as error:
            reason, detail = error.reason, error.detail
        if exchanges and reason in set(AddressReason):
            return Refused(url, AddressReason.REDIRECT_REFUSED, detail, tuple(exchanges), reason)
        return Refused(url, reason, detail, tuple(exchanges))

    async def _exchange(
        self, method: str, target: Target, budget: Budget, body: bytes | None, headers: Mapping[str, str]
    ) -> Exchange:
        started, clock = dt.datetime.now(dt.UTC), asyncio.get_running_loop().time()
        request = httpx.Request(
            method,
            target.url,
            content=body,
            headers={**self._headers, **headers},
            extensions={
                "timeout": httpx.Timeout(budget.read, connect=max(budget.connect, budget.tls)).as_dict(),
                MOST_BYTES: (budget.header_bytes, budget.header_bytes + 2 * budget.wire_bytes + READ_BYTES),
            },
        )
        judged = await self._judge(target.host, target.port)
        self._check_sight(target)
        try:
            response, head, wire, cut = await self._send(request, budget)
        except (httpcore.TimeoutException, *_BROKEN) as error:
            raise await self._why(target, error, budget) from error
        return Exchange(
            method=method,
            url=target.url,
            addresses=tuple(str(address) for address in judged.addresses),
            dialled=self._backend.dialled.get((target.host, target.port), ""),
            status=response.status_code,
            reason_phrase=response.extensions["reason_phrase"].decode("ascii", "replace"),
            headers=head,
            wire=wire,
            cut=cut,
            started=started,
            seconds=asyncio.get_running_loop().time() - clock,
            asked=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw),
        )

    def _check_sight(self, target: Target) -> None:
        """What a look at the host's TLS found wrong holds for the visit, also where our own library would go on."""
        sight = self._sights.get(target.host)
        if target.scheme == "https" and isinstance(sight, TlsSight) and sight.reason in set(CertificateReason):
            raise CannotReach(sight.reason or "", sight.detail)

    async def _send(self, request: httpx.Request, budget: Budget) -> _Answer:
        """One answer. A kept connection may be closed or spoilt; a GET is then sent once more on a new one."""
        was_kept = (request.url.host, request.url.port or DEFAULT_PORTS[request.url.scheme]) in self._backend.dialled
        try:
            response = await self._pool.handle_async_request(request)
        except httpcore.RemoteProtocolError:
            if request.method != "GET" or not was_kept:
                raise
            response = await self._pool.handle_async_request(request)
        try:
            return _Answer(response, _head(response, budget), *await _read(response, _most_bytes(response, budget)))
        finally:
            await response.aclose()

    async def _why(self, target: Target, error: Exception, budget: Budget) -> CannotReach:
        """The reason behind an exception of the HTTP library."""
        if isinstance(error, httpcore.TimeoutException):
            return CannotReach(PageReason.TIMED_OUT, f"{target.host} does not answer in time.")
        if target.scheme == "https" and isinstance(error, httpcore.ConnectError | ssl.SSLError):
            sight = await self.tls(target.host, budget)
            if isinstance(sight, TlsSight) and sight.reachable:
                return CannotReach(sight.reason or CertificateReason.COULD_NOT_NEGOTIATE, sight.detail)
        if isinstance(error, httpcore.ConnectError):
            return CannotReach(PageReason.CONNECTION_RESET, f"{target.host} refuses the connection.")
        if isinstance(error, httpcore.NetworkError | OSError) or _ENDED.search(str(error)):
            return CannotReach(PageReason.CONNECTION_RESET, f"{target.host} breaks the connection off.")
        if "too long" in str(error):
            return CannotReach(PageReason.TOO_LARGE, f"{target.host} sends headers without end.")
        return CannotReach(PageReason.UNREADABLE, f"{target.host} answers with something that is not HTTP.")


_ENDED: Final = re.compile("disconnected|peer closed|incomplete")
_BROKEN: Final = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError, UnicodeError)


def _head(response: httpx.Response, budget: Budget) -> tuple[tuple[str, str], ...]:
    raw: list[tuple[bytes, bytes]] = response.extensions["head"]
    if sum(len(name) + len(value) + 4 for name, value in raw) > budget.header_bytes:
        raise CannotReach(PageReason.TOO_LARGE, f"The headers are larger than {budget.header_bytes:,} bytes.")
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw)


def _most_bytes(response: httpx.Response, budget: Budget) -> int:
    """Nobody reads the body of a redirect; a little of it is kept as evidence."""
    return min(REDIRECT_BYTES, budget.wire_bytes) if response.status_code in REDIRECTS else budget.wire_bytes


async def _read(response: httpx.Response, limit: int) -> tuple[bytes, bool]:
    """The body up to the limit in bytes, and whether it was cut there."""
    wire = bytearray()
    parts = 0
    async for part in response.aiter_raw():
        wire += part
        parts += 1
        if len(wire) > limit or parts > MOST_PARTS:
            return bytes(wire[:limit]), True
    return bytes(wire), False


def _fetched(url: str, exchanges: list[Exchange], budget: Budget) -> Fetched:
    last = exchanges[-1]
    decoded = decode(last.wire, last.header("content-encoding"), budget.decoded_bytes)
    reason = PageReason.TOO_LARGE if last.cut else decoded.reason
    return Fetched(url, last.url, last.status, decoded.body, reason, tuple(exchanges))


def _next(target: Target, exchanges: list[Exchange], budget: Budget) -> Target:
    location = exchanges[-1].header("location")
    if not location:
        raise CannotReach(PageReason.BAD_REDIRECT, f"{target.url} redirects without saying where to.")
    following = join_target(target, location)
    if following.url in {exchange.url for exchange in exchanges}:
        raise CannotReach(PageReason.REDIRECT_LOOP, f"{following.url} redirects to itself in the end.")
    if len(exchanges) > budget.redirects:
        raise CannotReach(PageReason.REDIRECT_LOOP, f"More than {budget.redirects} redirects.")
    return following
