"""Small websites for one test: each host answers as a table says, on the loopback, with a certificate of its own."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from portal.egress.door import Door
from portal.egress.names.resolving import FixedResolver
from portal.egress.tls.serving import server_context
from portal.egress.world import World, WorldHost
from portal.webchecks.visiting.order import Order
from portal.webchecks.visiting.visit import Visit
from portal.webchecks.world.authority import Authority

LONG = "<p>We bake bread every morning and sell it until noon in our shop on Main Street.</p>" * 30


@dataclasses.dataclass(frozen=True)
class Answer:
    """What a server sends for a path. ``seconds`` is how long it thinks first."""

    body: str = ""
    status: int = 200
    headers: tuple[str, ...] = ()
    seconds: float = 0.0

    def wire(self) -> bytes:
        data = self.body.encode()
        kind = (
            ()
            if any(line.lower().startswith("content-type") for line in self.headers)
            else ("Content-Type: text/html",)
        )
        lines = [f"HTTP/1.1 {self.status} X", *kind, *self.headers, f"Content-Length: {len(data)}", "", ""]
        return "\r\n".join(lines).encode() + data


House = Mapping[str, Answer | str]
"""Path (with its query) to answer; a text is a page with status 200, every other path is 404."""


@dataclasses.dataclass
class Street:
    """Houses that are being served; ``asked`` notes every request as `scheme://host/path`."""

    world: World
    asked: list[str]

    def door(self) -> Door:
        """A door that knows these houses and nothing else: no name server is asked."""
        resolver = self.world.resolver(FixedResolver({}))
        rdap = self.world.rdap
        return Door(policy=self.world.policy(), resolver=resolver, roots=self.world.roots(), rdap=rdap)

    def visit(self, order: Order, *, seconds: float = 45.0, before: Callable[[Visit], None] | None = None) -> Visit:
        """One whole visit."""

        async def go() -> Visit:
            async with self.door() as door:
                visit = Visit(door, order, pause=0, seconds=seconds)
                if before:
                    before(visit)
                for _, step in visit.steps():
                    await step()
                return visit

        return asyncio.run(go())


@contextlib.contextmanager
def served(
    folder: Path, houses: Mapping[str, House], *, closed: tuple[str, ...] = (), rdap: Mapping[str, str] | None = None
) -> Iterator[Street]:
    """Serves the houses until left. ``closed`` names ports where nothing answers, as `host:443`."""
    street = Street(World({}, folder / "ca.pem", dict(rdap or {})), [])
    loop, ready, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def run() -> None:
        authority = Authority()
        (folder / "ca.pem").write_bytes(authority.root_pem)
        hosts = {}
        async with contextlib.AsyncExitStack() as stack:
            for host, house in houses.items():
                credentials = authority.credentials(host)
                context = server_context(credentials.chain, credentials.key)
                ports = [
                    await _server(stack, street.asked, scheme, host, house, context) for scheme in ("http", "https")
                ]
                open_ports = [
                    0 if f"{host}:{port}" in closed else bound for port, bound in zip((80, 443), ports, strict=True)
                ]
                hosts[host] = WorldHost("127.0.0.1", *open_ports)
            street.world = dataclasses.replace(street.world, hosts=hosts)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), name="street", daemon=True)
    thread.start()
    if not ready.wait(timeout=30):
        raise RuntimeError("the street did not open")
    try:
        yield street
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(timeout=10)
        loop.close()


async def _server(
    stack: contextlib.AsyncExitStack, asked: list[str], scheme: str, host: str, house: House, context: object
) -> int:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ", 2)[1].decode()
                asked.append(f"{scheme}://{host}{path}")
                writer.write(await _answer(house, scheme, path))
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context if scheme == "https" else None)
    stack.callback(server.close)
    port: int = server.sockets[0].getsockname()[1]
    return port


async def _answer(house: House, scheme: str, path: str) -> bytes:
    found = house.get(f"{scheme}:{path}", house.get(path, Answer("<h1>Not found</h1>", 404)))
    answer = Answer(found) if isinstance(found, str) else found
    await asyncio.sleep(answer.seconds)
    return answer.wire()
