"""One more handshake, to hear what Python's own TLS does not tell: the stapled answer of the issuer, and whether the
server wants to see a certificate of the visitor.

It verifies nothing and believes nothing. The answer is signed by the issuer and proves itself
(``portal.egress.tls.revocation``); it goes to the judged address of the verified handshake and nowhere else.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import functools
from collections.abc import AsyncIterator
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding
from OpenSSL import SSL

from portal.egress.names.policy import Dial
from portal.egress.tls.carrying import Carrier
from portal.egress.tls.certificates import UNREADABLE
from portal.egress.tls.roots import BROWSER_CIPHERS

MOST_BYTES: Final = 400_000
"""More than any server needs for its side of a handshake."""
VERDICT_SECONDS: Final = 1.5
"""How long a server that asked for a certificate may take to say that it will not do without."""


@dataclasses.dataclass(slots=True)
class Encore:
    """What the second handshake showed. ``leaf`` is the server's certificate in DER; empty when it failed.

    ``demands_certificate``: the server breaks off because the visitor shows no certificate.
    """

    staple: bytes = b""
    leaf: bytes = b""
    asks_for_certificate: bool = False
    demands_certificate: bool = False


async def encore(host: str, dial: Dial, seconds: float) -> Encore:
    """A handshake that asks for a stapled answer, within so many seconds. Never raises for what a server does."""
    heard = Encore()
    try:
        async with asyncio.timeout(seconds), _connected(dial) as (reader, writer):
            carrier = Carrier(_engine(host, heard), reader, writer, MOST_BYTES)
            await carrier.shake_hands()
            shown = carrier.engine.get_peer_certificate(as_cryptography=True)
            heard.leaf = shown.public_bytes(Encoding.DER) if shown else b""
            if heard.asks_for_certificate:
                heard.demands_certificate = await _insists(carrier)
    except (OSError, SSL.Error, *UNREADABLE):  # TimeoutError is an OSError
        pass
    return heard


@contextlib.asynccontextmanager
async def _connected(dial: Dial) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection(dial.address, dial.port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


@functools.cache
def _context() -> SSL.Context:
    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    context.set_cipher_list(BROWSER_CIPHERS.encode())
    context.set_ocsp_client_callback(_keep_staple)
    context.set_info_callback(_notice_request)
    return context


def _keep_staple(connection: SSL.Connection, staple: bytes, _: object) -> bool:
    connection.get_app_data().staple = staple
    return True


def _notice_request(connection: SSL.Connection, _: int, __: int) -> None:
    """OpenSSL says at each step what it has just read."""
    if b"read server certificate request" in connection.get_state_string():
        connection.get_app_data().asks_for_certificate = True


def _engine(host: str, heard: Encore) -> SSL.Connection:
    engine = SSL.Connection(_context(), None)
    engine.set_app_data(heard)
    engine.set_tlsext_host_name(host.encode("ascii"))
    engine.request_ocsp()
    engine.set_connect_state()
    return engine


async def _insists(carrier: Carrier) -> bool:
    """After TLS 1.3's handshake a server that insists on a certificate breaks off; one that does not goes on."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(VERDICT_SECONDS):
            await carrier.carry()
    try:
        carrier.engine.recv(1)
    except SSL.WantReadError:
        return False
    except SSL.Error:
        return True
    return False
