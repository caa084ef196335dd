"""The servers of the demo world, on the loopback, in one event loop.

Each site has two ports of its own; the hostile ones, of which there are many, share two and are told apart by the
host that is asked for. A trick that is played where TLS would be has its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os
import re
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from portal.egress.tls.serving import server_context, stapling_handler
from portal.webchecks.world.authority import Authority
from portal.webchecks.world.pages import answer
from portal.webchecks.world.sites import REGISTRY, SITES, Site
from portal.webchecks.world.tricks import HANDSHAKES, TRICKS

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

ADDRESS: Final = "127.0.0.1"
_LONGEST_HEAD = 65_536
_TALK_IS_OVER: Final = (
    ConnectionError,
    asyncio.IncompleteReadError,
    asyncio.LimitOverrunError,
    asyncio.CancelledError,  # the world ends while somebody is still connected
)
_TLS_HANDSHAKE: Final = b"\x16"
_HOST = re.compile(rb"(?i)\r\nhost: *([^\s:]+)")
_REQUEST = re.compile(rb"^(GET|POST|HEAD) (/\S*) HTTP/1\.[01]\r\n")


@contextlib.asynccontextmanager
async def serving(folder: Path, sites: Sequence[Site] = SITES) -> AsyncIterator[Path]:
    """Serves the sites and gives the path of their `world.json`; when left, every connection is closed."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    authority = Authority()
    async with contextlib.AsyncExitStack() as stack:
        quiet = [site for site in sites if not site.trick]
        hosts = {site.host: await _site(stack, site, authority) for site in quiet}
        hosts |= await _hostile(stack, [site for site in sites if site.trick], authority)
        await asyncio.to_thread((folder / "ca.pem").write_bytes, authority.root_pem)
        path = folder / "world.json"
        rows: dict[str, object] = {"hosts": hosts, "roots": "ca.pem"}
        if REGISTRY.host in hosts:
            rows["rdap"] = {"test": f"https://{REGISTRY.host}/"}
        await asyncio.to_thread(_write_whole, path, json.dumps(rows, indent=2))
        yield path


@contextlib.contextmanager
def served_in_thread(folder: Path, sites: Sequence[Site] = SITES) -> Iterator[Path]:
    """The same from code that has no event loop: the servers run in a thread of their own."""
    loop = asyncio.new_event_loop()
    ready: threading.Event = threading.Event()
    stop = asyncio.Event()
    path: list[Path] = []

    async def run() -> None:
        async with serving(folder, sites) as made:
            path.append(made)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), name="world", daemon=True)
    thread.start()
    if not ready.wait(timeout=30):
        raise RuntimeError("the demo world did not start")
    try:
        yield path[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(timeout=10)
        loop.close()


async def _site(stack: contextlib.AsyncExitStack, site: Site, authority: Authority) -> dict[str, str | int]:
    """Starts a site's two servers and gives its row of `world.json`."""
    plain = await _server(stack, functools.partial(_converse, {site.host: site}, "http"))
    if site.tls == "no_tls":
        return {"address": ADDRESS, "http_port": plain, "https_port": plain}
    credentials = authority.credentials(site.host, site.tls)
    if credentials.staple:
        inner = await _server(stack, functools.partial(_converse, {site.host: site}, "https"))
        handler = stapling_handler(credentials.chain, credentials.key, credentials.staple, inner)
        return {"address": ADDRESS, "http_port": plain, "https_port": await _server(stack, handler)}
    context = server_context(credentials.chain, credentials.key, newest=credentials.newest, weak=credentials.weak)
    secure = await _server(stack, functools.partial(_converse, {site.host: site}, "https"), context)
    return {"address": ADDRESS, "http_port": plain, "https_port": secure}


async def _hostile(
    stack: contextlib.AsyncExitStack, sites: Sequence[Site], authority: Authority
) -> dict[str, dict[str, str | int]]:
    """The rows of the hostile sites."""
    if not sites:
        return {}
    by_host = {site.host: site for site in sites}
    credentials = authority.credentials("*.hostile.test")
    context = server_context(credentials.chain, credentials.key)
    plain = await _server(stack, functools.partial(_converse, by_host, "http"))
    secure = await _server(stack, functools.partial(_converse, by_host, "https"), context)
    ports = {
        site.host: await _server(stack, HANDSHAKES[site.trick]) if site.trick in HANDSHAKES else secure
        for site in sites
    }
    return {host: {"address": ADDRESS, "http_port": plain, "https_port": port} for host, port in ports.items()}


async def _server(stack: contextlib.AsyncExitStack, handler: Handler, context: object = None) -> int:
    talks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks[task] = writer
        try:
            with contextlib.suppress(*_TALK_IS_OVER):
                await handler(reader, writer)
        finally:
            talks.pop(task)
            writer.close()

    async def close() -> None:
        server.close()
        for writer in list(talks.values()):
            writer.transport.abort()
        await asyncio.gather(*talks, return_exceptions=True)

    server = await asyncio.start_server(handle, ADDRESS, 0, ssl=context, limit=_LONGEST_HEAD)
    stack.push_async_callback(close)
    port: int = server.sockets[0].getsockname()[1]
    return port


async def _converse(
    sites: Mapping[str, Site], scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Answers one request after the other until the visitor leaves."""
    while True:
        first = await reader.readexactly(1)
        if first == _TLS_HANDSHAKE:  # somebody speaks TLS to the port of a site that has none
            writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        head = first + await reader.readuntil(b"\r\n\r\n")
        request = _REQUEST.match(head)
        if not request:
            return
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if length:
            await reader.readexactly(min(int(length.group(1)), 1 << 20))
        path = request.group(2).decode("ascii", "replace")
        site = _asked(sites, head)
        if site.trick:
            await TRICKS[site.trick].act(site, path, writer)
            return
        writer.write(answer(site, scheme, path, with_body=request.group(1) != b"HEAD"))
        await writer.drain()


def _asked(sites: Mapping[str, Site], head: bytes) -> Site:
    """The site a request is for; a server of one site answers to every name."""
    found = _HOST.search(head)
    host = found.group(1).decode("ascii", "replace") if found else ""
    return sites.get(host) or next(iter(sites.values()))


def _write_whole(path: Path, text: str) -> None:
    """A reader sees the old file or the new one, never half of one."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
