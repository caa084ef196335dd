"""A thousand tiny websites behind one port, without encryption."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

_HOST = re.compile(rb"(?i)\r\nhost: *([^\s:]+)")
_PAGES = {
    b"/": "<h1>{name}</h1><p>We mend and sell bicycles in Dayton, Ohio, and text you when yours is ready.</p>"
    '<p><a href="/privacy">Privacy policy</a> <a href="/terms">Terms</a></p><footer>{name}, (937) 555-0142</footer>',
    b"/privacy": "<h1>Privacy policy</h1><p>{name} does not share mobile numbers with third parties.</p>",
    b"/terms": "<h1>Terms</h1><p>{name}: message frequency varies. Message and data rates may apply.</p>",
}


def name_of(number: int) -> str:
    """The business behind a site."""
    return f"Bicycle Shop {number} LLC"


@contextlib.contextmanager
def village(folder: Path, count: int) -> Iterator[None]:
    """Serves ``shop0.test``, ``shop1.test`` … and writes their `world.json`."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="village", daemon=True)
    thread.start()  # the loop is this thread's alone: the caller's may be busy with another one
    server = asyncio.run_coroutine_threadsafe(_served(), loop).result(timeout=10)
    port = server.sockets[0].getsockname()[1]
    row = {"address": "127.0.0.1", "http_port": port, "https_port": 0}
    hosts = {f"shop{number}.test": row for number in range(count)}
    (folder / "world.json").write_text(json.dumps({"hosts": hosts}))
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(_closed(server), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


async def _served() -> asyncio.Server:
    return await asyncio.start_server(_converse, "127.0.0.1", 0, backlog=512)


async def _closed(server: asyncio.Server) -> None:
    server.close()
    talks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in talks:
        task.cancel()
    await asyncio.gather(*talks, return_exceptions=True)


async def _converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(_answer(head))
            await writer.drain()
    writer.close()


def _answer(head: bytes) -> bytes:
    host = _HOST.search(head)
    number = re.sub(r"\D", "", host[1].decode()) if host else "0"
    text = _PAGES.get(head.split(b" ", 2)[1])
    body = "" if text is None else f'<!doctype html><html lang="en">{text.format(name=name_of(int(number)))}</html>'
    status = "404 Not Found" if text is None else "200 OK"
    data = body.encode()
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data
