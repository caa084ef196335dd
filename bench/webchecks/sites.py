"""The websites to be checked, in a process of their own: `python -m bench.webchecks.sites FOLDER SITES MILLISECONDS`.

All sites live behind one pair of ports with one wildcard certificate. Each has four pages of about 50 KB in words that
no other site has, packed as most servers pack them. Prints `ready` once `world.json` and `ca.pem` are in the folder.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Final

from bench.webchecks.relay import relayed
from portal.egress.tls.serving import server_context
from portal.webchecks.world.authority import Authority

DOMAIN: Final = "bench.test"
PATHS: Final = ("/", "/privacy", "/terms", "/texts")
PAGE_CHARACTERS: Final = 50_000
_SUBJECTS = (
    "The desk",
    "Our driver",
    "A visitor",
    "The workshop",
    "Every customer",
    "The bakery",
    "One of us",
    "Nobody",
)
_VERBS = ("opens", "repairs", "delivers", "sells", "measures", "paints", "returns", "keeps", "finds", "orders")
_THINGS = ("a bicycle", "the blue chair", "fresh bread", "old windows", "the garden gate", "a lamp", "three tables")
_WHENS = ("on Monday", "before noon", "in winter", "after the holidays", "by appointment", "twice a month", "at dawn")
_TOPS = {
    "/": "<h1>Bench {n}</h1><p>We sell goods of many kinds. Call (217) 555-0142.</p>",
    "/privacy": "<h1>Privacy policy</h1><h2>SMS messaging</h2><p>SMS consent and phone numbers are not shared with "
    "third parties or affiliates for their marketing purposes. We keep consent records for 5 years. Reply STOP to opt "
    "out at any time, or HELP for help. Up to 4 messages a month. Msg & data rates may apply.</p>",
    "/terms": "<h1>Terms</h1><h2>SMS terms</h2><p>Bench {n} sends order updates by text, up to 4 messages a month. Msg "
    "& data rates may apply. Reply STOP to end or HELP for help. See our <a href='/privacy'>privacy policy</a>.</p>",
    "/texts": "<h1>Texts</h1><form><label for=p>Mobile phone</label><input id=p name=phone type=tel><label><input "
    "type=checkbox name=sms> I agree to receive order updates from Bench {n} by text, up to 4 a month. Msg & data "
    "rates may apply. Reply STOP to opt out or HELP for help. Consent is not a condition of purchase.</label> <a "
    "href='/privacy'>Privacy policy</a> <a href='/terms'>Terms</a><button>Sign up</button></form>",
}


@cache
def page(number: int, path: str) -> bytes:
    """The packed body of a site's page; two sites share no sentence."""
    seed = number * 7_919 + PATHS.index(path) * 104_729
    parts, size = [_TOPS[path].format(n=number)], 0
    while size < PAGE_CHARACTERS:
        seed = (seed * 1_103_515_245 + 12_345) % 2**31
        words = (_SUBJECTS[seed % 8], _VERBS[seed // 8 % 10], _THINGS[seed // 80 % 7], _WHENS[seed // 560 % 7])
        sentence = f"{words[0]} of street {seed % 9_973} {words[1]} {words[2]} {words[3]}. "
        parts.append(f"<p class='text c{seed % 9}'><span>{sentence}</span></p>\n" if seed % 4 else sentence)
        size += len(parts[-1])
    nav = "".join(f"<a href='{target}'>{target.strip('/') or 'home'}</a> " for target in (*PATHS, "/about", "/shop"))
    foot = f"<footer>&copy; 2026 Bench {number} LLC. <a href='/privacy'>Privacy policy</a> <a href='/terms'>Terms</a>"
    html = f"<!doctype html><html lang=en><title>Bench {number}</title><nav>{nav}</nav>{''.join(parts)}{foot}</footer>"
    return gzip.compress(html.encode(), 6)


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, secure: bool) -> None:
    """Answers requests until the visitor leaves; without encryption it only leads to the secured address."""
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            path = head.split(b" ", 2)[1].decode("ascii")
            host = re.search(rb"(?i)\r\nhost: *s(\d+)", head)
            number = int(host.group(1)) if host else 0
            if not secure:
                place = f"Location: https://s{number}.{DOMAIN}{path}\r\nContent-Length: 0"
                writer.write(f"HTTP/1.1 301 Moved Permanently\r\n{place}\r\n\r\n".encode())
            elif path in PATHS:
                body = page(number, path)
                head_lines = (
                    f"Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}"
                )
                writer.write(f"HTTP/1.1 200 OK\r\n{head_lines}\r\n\r\n".encode() + body)
            else:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nnone")
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def serve(folder: Path, sites: int, milliseconds: int) -> None:
    """Serves until the process is ended. ``milliseconds`` is the time of one round trip that is added."""
    authority = Authority()
    credentials = authority.credentials(f"*.{DOMAIN}")
    context = server_context(credentials.chain, credentials.key)
    for number in range(sites):
        for path in PATHS:
            page(number, path)
    plain = await asyncio.start_server(lambda *link: answer(*link, secure=False), "127.0.0.1", 0)
    secured = await asyncio.start_server(lambda *link: answer(*link, secure=True), "127.0.0.1", 0, ssl=context)
    ports = [server.sockets[0].getsockname()[1] for server in (plain, secured)]
    if milliseconds:
        ports = [await relayed(port, milliseconds / 1_000) for port in ports]
    row = {"address": "127.0.0.1", "http_port": ports[0], "https_port": ports[1]}
    world = {"hosts": {f"s{number}.{DOMAIN}": row for number in range(sites)}, "roots": "ca.pem"}
    (folder / "ca.pem").write_bytes(authority.root_pem)
    (folder / "world.json").write_text(json.dumps(world), encoding="utf-8")
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
