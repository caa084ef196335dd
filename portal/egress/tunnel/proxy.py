"""A forward proxy for one browser job: what a page asks for goes through the same judgement as the door's own requests.

    async with Tunnel() as tunnel:
        launch a browser with the proxy http://127.0.0.1:{tunnel.port} and the tunnel's user and password

It listens on the loopback, knows CONNECT and plain GET and HEAD, resolves each name once a job, judges it, dials
exactly what was judged on ports 80 and 443, and answers everything else with 403. Without the job's secret nothing is
asked at all. ``asked`` keeps what was wanted and what became of it.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import dataclasses
import hmac
import json
import re
import secrets
from collections.abc import AsyncIterator, Coroutine
from types import TracebackType
from typing import Final

from portal.egress.names.judging import Judge
from portal.egress.names.policy import Policy
from portal.egress.names.resolving import Resolver
from portal.egress.names.targets import Target, parse_target
from portal.egress.reasons import CannotReach, PageReason
from portal.egress.tunnel.talk import (
    MOST_HEAD,
    Asking,
    Stream,
    closing_head,
    copy,
    plain_request,
    read_asking,
    refusal,
)

USER: Final = "job"
MOST_ROWS: Final = 500
"""Requests that are written down one by one; of more, the number is kept."""
_TALK_IS_OVER: Final = (OSError, EOFError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)


@dataclasses.dataclass(frozen=True, slots=True)
class TunnelBudget:
    """What one job may take: seconds, bytes in both directions together, and connections."""

    connect: float = 3.0
    idle: float = 8.0
    total: float = 35.0
    traffic: int = 30_000_000
    at_once: int = 48
    connections: int = 600


@dataclasses.dataclass(slots=True)
class Asked:
    """One thing the browser asked for. ``outcome`` is dialled, refused or failed; ``reason`` is from the closed lists.

    ``at`` is in milliseconds after the tunnel's start, ``sent`` and ``received`` are bytes.
    """

    at: int
    method: str
    host: str
    port: int
    outcome: str = ""
    address: str = ""
    reason: str = ""
    detail: str = ""
    sent: int = 0
    received: int = 0


class Tunnel:
    """The proxy of one job. Policy and resolver are given here and nowhere else; else public addresses only."""

    def __init__(
        self, *, policy: Policy | None = None, resolver: Resolver | None = None, budget: TunnelBudget | None = None
    ) -> None:
        self._judge = Judge(policy, resolver)
        self._budget = budget or TunnelBudget()
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()
        self._taken = 0
        self._began = 0.0
        self.password = secrets.token_urlsafe(24)
        self.asked: list[Asked] = []
        self.more = 0
        self.strangers = 0

    async def __aenter__(self) -> Tunnel:
        self._began = asyncio.get_running_loop().time()
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=MOST_HEAD)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server:
            self._server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        assert self._server is not None, "the tunnel is not open"
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def refusal_of(self, host: str) -> Asked | None:
        """The last request for a host that was refused or failed."""
        return next((row for row in reversed(self.asked) if row.host == host and row.outcome != "dialled"), None)

    def dialled(self, host: str) -> str:
        """The address that answered for a host; empty when none did."""
        return next((row.address for row in self.asked if row.host == host and row.outcome == "dialled"), "")

    def addresses(self, host: str) -> tuple[str, ...]:
        """All addresses of a host as they were resolved for this job."""
        found = self._judge.answers.get(host, ())
        return () if isinstance(found, CannotReach) else tuple(str(address) for address in found)

    def as_json(self) -> bytes:
        """What was asked, dialled and refused, as evidence."""
        told = {
            "asked": [dataclasses.asdict(row) for row in self.asked],
            "more": self.more,
            "without_secret": self.strangers,
            "bytes": self._taken,
            "names": {host: list(self.addresses(host)) for host in sorted(self._judge.answers)},
        }
        return json.dumps(told, indent=1, sort_keys=True).encode()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        self._talks.add(talk)
        try:
            async with asyncio.timeout_at(self._began + self._budget.total):
                with contextlib.suppress(*_TALK_IS_OVER):
                    await self._talk(Stream(reader, writer))
        except TimeoutError:
            pass  # the job's time is up
        finally:
            self._talks.discard(talk)
            writer.transport.abort()

    async def _talk(self, client: Stream) -> None:
        """One request of the browser, from its head to the end of what it brings."""
        async with asyncio.timeout(self._budget.idle):
            head = await client.reader.readuntil(b"\r\n\r\n")
        asking = read_asking(head)
        if not self._knows_secret(asking):
            self.strangers += 1
            await client.say(refusal(407, "Proxy-Authenticate: Basic realm=job\r\n"))
            return
        row = self._note(asking)
        try:
            target = _target(asking)
            row.host, row.port = target.host, target.port
            self._within_budget()
            server = await self._dial(target, row)
        except CannotReach as error:
            row.outcome = row.outcome or "refused"
            row.reason, row.detail = error.reason, error.detail
            await client.say(refusal(502 if row.outcome == "failed" else 403, f"X-Reason: {error.reason}\r\n"))
            return
        async with _closing(server):
            await self._carry(asking, target, row, client, server)

    def _knows_secret(self, asking: Asking) -> bool:
        wanted = b"Basic " + base64.b64encode(f"{USER}:{self.password}".encode())
        return hmac.compare_digest(asking.headers.get(b"proxy-authorization", b""), wanted)

    def _note(self, asking: Asking) -> Asked:
        spent = asyncio.get_running_loop().time() - self._began
        row = Asked(round(1_000 * spent), asking.method[:10], asking.host[:253], asking.port)
        if len(self.asked) < MOST_ROWS:
            self.asked.append(row)
        else:
            self.more += 1
        return row

    def _within_budget(self) -> None:
        budget = self._budget
        if self._taken >= budget.traffic:
            raise CannotReach(PageReason.TOO_LARGE, f"The page has moved {budget.traffic:,} bytes already.")
        if len(self._talks) > budget.at_once or len(self.asked) + self.more > budget.connections:
            raise CannotReach(PageReason.TOO_LARGE, "The page opens too many connections.")

    async def _dial(self, target: Target, row: Asked) -> Stream:
        """A connection to a judged end point, and to nothing else. Raises CannotReach."""
        judged = await self._judge.judge(target.host, target.port)
        row.outcome, late = "failed", False
        for dial in judged.dials:
            try:
                async with asyncio.timeout(self._budget.connect):
                    stream = Stream(*await asyncio.open_connection(dial.address, dial.port, limit=MOST_HEAD))
            except TimeoutError:
                late = True
                continue
            except OSError:
                continue
            row.outcome, row.address = "dialled", dial.address
            return stream
        if late:
            raise CannotReach(PageReason.TIMED_OUT, f"{target.host} does not answer in time.")
        raise CannotReach(PageReason.CONNECTION_RESET, f"{target.host} refuses the connection.")

    async def _carry(self, asking: Asking, target: Target, row: Asked, client: Stream, server: Stream) -> None:
        def sent(number: int) -> None:
            row.sent += number
            self._take(row, number)

        def received(number: int) -> None:
            row.received += number
            self._take(row, number)

        if asking.method == "CONNECT":
            await client.say(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await self._until_quiet(row, copy(client, server, sent), copy(server, client, received))
            return
        request = plain_request(asking, target)
        sent(len(request))
        await server.say(request)
        try:
            async with asyncio.timeout(self._budget.idle):
                head = await closing_head(server.reader)
        except TimeoutError:
            row.outcome, row.reason = "failed", PageReason.TIMED_OUT
            row.detail = f"{target.host} does not answer in time."
            await client.say(refusal(502, f"X-Reason: {row.reason}\r\n"))
            return
        received(len(head))
        await client.say(head)
        await self._until_quiet(row, copy(server, client, received), client.reader.read(1))

    async def _until_quiet(self, row: Asked, *ways: Coroutine[None, None, object]) -> None:
        """Runs both directions until one ends or nothing has moved for the idle time."""
        tasks = {asyncio.create_task(way) for way in ways}
        try:
            moved = -1
            while row.sent + row.received != moved:
                moved = row.sent + row.received
                done, _ = await asyncio.wait(tasks, timeout=self._budget.idle, return_when=asyncio.FIRST_COMPLETED)
                if done:
                    break
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _take(self, row: Asked, number: int) -> None:
        self._taken += number
        if self._taken > self._budget.traffic:
            row.reason, row.detail = PageReason.TOO_LARGE, "The page moves more bytes than a job may."
            raise EOFError


@contextlib.asynccontextmanager
async def _closing(stream: Stream) -> AsyncIterator[None]:
    try:
        yield
    finally:
        stream.writer.transport.abort()


_PLAIN = frozenset({"GET", "HEAD"})


def _target(asking: Asking) -> Target:
    """What was asked for, as the door would read it. Raises CannotReach."""
    if asking.method == "CONNECT":
        if not re.fullmatch(r"[\[\]\w.:-]{1,255}", asking.host):
            raise CannotReach(PageReason.UNREADABLE, "This is no request for a tunnel.")
        scheme = "http" if asking.port == 80 else "https"
        return parse_target(f"{scheme}://{asking.host}:{asking.port}/")
    if asking.method not in _PLAIN or not asking.url.lower().startswith("http://"):
        raise CannotReach(PageReason.UNREADABLE, f"{asking.method[:10]} without encryption is not passed on.")
    return parse_target(asking.url)
