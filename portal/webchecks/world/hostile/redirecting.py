"""Servers that send a visitor elsewhere."""

from __future__ import annotations

import asyncio
from typing import Final

from portal.webchecks.world.hostile.answering import BODY, HTML, Trick, page, says
from portal.webchecks.world.sites import Site

_MOVED: Final = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n"


def _to(does: str, location: str, status: str = "302 Found") -> Trick:
    """``{host}`` is the site's own name, ``{next}`` the number in the path or query plus one."""

    async def act(site: Site, path: str, writer: asyncio.StreamWriter) -> None:
        last = path.replace("=", "/").rpartition("/")[2]
        target = location.format(host=site.host, next=int(last) + 1 if last.isdigit() else 1)
        head = f"HTTP/1.1 {status}\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        writer.write(head.encode("latin-1"))
        await writer.drain()

    return Trick(does, act)


def _meta(does: str, target: str) -> Trick:
    return page(does, f'<meta http-equiv="refresh" content="0; url={target}"><title>Wait</title>'.encode())


TRICKS: Final[dict[str, Trick]] = {
    "redirect_loopback": _to("redirects to 127.0.0.1", "http://127.0.0.1/admin"),
    "redirect_metadata": _to("redirects to a cloud's metadata", "http://169.254.169.254/latest/meta-data/"),
    "redirect_private": _to("redirects to a private network, status 307", "http://10.0.0.1/", "307 Moved"),
    "redirect_mapped": _to("redirects to ::ffff:127.0.0.1, status 301", "http://[::ffff:127.0.0.1]/", "301 Moved"),
    "redirect_decimal": _to("redirects to 2130706433", "http://2130706433/", "308 Moved"),
    "redirect_localhost": _to("redirects to localhost without a scheme, status 303", "//localhost/", "303 See Other"),
    "redirect_credentials": _to("redirects with a user name and a password", "https://root:toor@{host}/"),
    "redirect_port": _to("redirects to port 8443", "https://{host}:8443/"),
    "redirect_file": _to("redirects to file:///etc/passwd", "file:///etc/passwd"),
    "redirect_script": _to("redirects to javascript:", "javascript:alert(1)"),
    "redirect_backslash": _to("redirects with backslashes", "https:\\\\127.0.0.1\\"),
    "redirect_loop": _to("redirects to itself", "https://{host}/"),
    "redirect_chain": _to("redirects to ever new paths", "https://{host}/{next}"),
    "redirect_query": _to("redirects to the same path with ever new queries", "/?step={next}"),
    "redirect_nowhere": says("redirects without saying where to", _MOVED + b"\r\n"),
    "redirect_empty": says("redirects to an empty address", _MOVED + b"Location:\r\n\r\n"),
    "redirect_long": says(
        "redirects to an address of 10,000 characters", _MOVED + b"Location: /" + b"a" * 10_000 + b"\r\n\r\n"
    ),
    "redirect_split": says(
        "puts a line break and a second head into the address",
        _MOVED + b"Location: /\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + BODY,
    ),
    "redirect_return": says(
        "puts a bare carriage return into the address", _MOVED + b"Location: /a\rX-More: b\r\n\r\n"
    ),
    "redirect_bytes": says("redirects to bytes that are no text", _MOVED + b"Location: /\xff\xfe\x80\r\n\r\n"),
    "redirect_twice": says(
        "names two addresses to go to", _MOVED + b"Location: http://127.0.0.1/\r\nLocation: /other\r\n\r\n"
    ),
    "refresh_header": page(
        "sends a visitor to 127.0.0.1 by a Refresh header", BODY, HTML + b"Refresh: 0; url=http://127.0.0.1/\r\n"
    ),
    "refresh_loopback": _meta("sends a visitor to 127.0.0.1 by a meta refresh", "http://127.0.0.1/"),
    "refresh_metadata": _meta("sends a visitor to a cloud's metadata by a meta refresh", "http://169.254.169.254/"),
    "refresh_loop": _meta("sends a visitor to the same page by a meta refresh", "/"),
    "not_modified": says("says 304 though nobody asked", b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"),
}
