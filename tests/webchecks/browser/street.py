"""Pages of a test's own on the loopback, and servers inside that a page tries to reach."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

from portal.egress.tls.serving import server_context
from portal.egress.world import World, WorldHost
from portal.webchecks.world.authority import Authority

Answer = str | bytes | tuple[float, str]
Pages = Mapping[str, Answer]
"""Path to a page, to a whole answer in bytes, or to seconds that the server takes and then a page."""


class Inside(asyncio.DatagramProtocol):
    """Something on the loopback that no page may reach: a TCP and a UDP port that count who comes."""

    def __init__(self) -> None:
        self.reached = 0
        self.port = 0

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reached += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nAccess-Control-Allow-Origin: *\r\n\r\nsecret")
        writer.close()

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        self.reached += 1

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ears, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: self, local_addr=("127.0.0.1", self.port)
        )
        yield
        ears.close()
        server.close()


@contextlib.contextmanager
def served(folder: Path, hosts: Mapping[str, Pages], inside: Inside | None = None) -> Iterator[World]:
    """A world with these hosts, each over http and https, served from a thread until left."""
    loop = asyncio.new_event_loop()
    ready, stop = threading.Event(), asyncio.Event()
    found: list[World] = []

    async def run() -> None:
        authority = Authority()
        (folder / "ca.pem").write_bytes(authority.root_pem)
        async with contextlib.AsyncExitStack() as stack:
            if inside:
                await stack.enter_async_context(inside.serving())
            ports = {host: [await _serve(stack, host, pages, each) for each in (None, authority)]
                     for host, pages in hosts.items()}  # fmt: skip
            found.append(World({h: WorldHost("127.0.0.1", *both) for h, both in ports.items()}, folder / "ca.pem"))
            ready.set()
            await stop.wait()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), daemon=True)
    thread.start()
    assert ready.wait(20), "the street did not open"
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)


async def _serve(stack: contextlib.AsyncExitStack, host: str, pages: Pages, authority: Authority | None) -> int:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
            page = pages.get(path.split("?")[0], b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            if isinstance(page, tuple):
                await asyncio.sleep(page[0])
                page = page[1]
            writer.write(page if isinstance(page, bytes) else whole(page))
            await writer.drain()
            writer.close()

    context = None
    if authority:
        made = authority.credentials(host)
        context = server_context(made.chain, made.key)
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    stack.callback(server.close)
    port: int = server.sockets[0].getsockname()[1]
    return port


def whole(body: str, kind: str = "text/html; charset=utf-8") -> bytes:
    """An answer with this body."""
    data = body.encode()
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data


def page(body: str, head: str = "") -> str:
    """A page around a form."""
    return f'<!doctype html><html lang="en"><head><title>Texts</title>{head}</head><body>{body}</body></html>'
