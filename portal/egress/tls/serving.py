"""TLS for servers of a test world: the only place besides the door that handles ``ssl`` objects."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import tempfile
import warnings
from collections.abc import Awaitable, Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from OpenSSL import SSL

from portal.egress.tls.carrying import PIECE, Carrier
from portal.egress.tls.mistrust import OLD_PROTOCOLS

_OLD_CIPHERS = "ALL:@SECLEVEL=0"


def server_context(chain_pem: bytes, key_pem: bytes, *, newest: str = "", weak: bool = False) -> ssl.SSLContext:
    """A server's context for a certificate chain and its key.

    ``newest`` caps the protocol (`TLSv1`, `TLSv1.1`); ``weak`` lets short keys and old signatures pass.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if newest in OLD_PROTOCOLS or weak:
        context.set_ciphers(_OLD_CIPHERS)
    if newest:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # old on purpose
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
            context.maximum_version = ssl.TLSVersion.TLSv1 if newest == "TLSv1" else ssl.TLSVersion.TLSv1_1
    with tempfile.TemporaryDirectory() as folder:
        chain, key = Path(folder, "chain.pem"), Path(folder, "key.pem")
        chain.write_bytes(chain_pem)
        key.touch(mode=0o600)
        key.write_bytes(key_pem)
        context.load_cert_chain(chain, key)
    return context


Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def stapling_handler(chain_pem: bytes, key_pem: bytes, staple: bytes, port: int, *, newest: str = "") -> Handler:
    """For a plain asyncio server: speaks TLS with a stapled answer and hands everything on to a port of the loopback.

    Python's own server contexts cannot staple. An empty ``staple`` sends none; so does one that OpenSSL finds to be
    about another certificate. ``newest`` may be `TLSv1.2`.
    """
    context = _stapling_context(chain_pem, key_pem, staple)
    if newest == "TLSv1.2":
        context.set_max_proto_version(SSL.TLS1_2_VERSION)

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        engine = SSL.Connection(context, None)
        engine.set_accept_state()
        with contextlib.suppress(OSError, SSL.Error):
            carrier = Carrier(engine, reader, writer)
            await carrier.shake_hands()
            await _hand_on(carrier, port)
        writer.close()

    return handle


def _stapling_context(chain_pem: bytes, key_pem: bytes, staple: bytes) -> SSL.Context:
    own, *others = x509.load_pem_x509_certificates(chain_pem)
    key = load_pem_private_key(key_pem, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)
    context = SSL.Context(SSL.TLS_SERVER_METHOD)
    context.use_certificate(own)
    context.use_privatekey(key)
    for each in others:
        context.add_extra_chain_cert(each)
    context.set_ocsp_server_callback(lambda _connection, _data: staple)
    return context


async def _hand_on(carrier: Carrier, port: int) -> None:
    """Carries both ways until one side ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def inward() -> None:
        while True:
            try:
                writer.write(carrier.engine.recv(PIECE))
            except SSL.WantReadError:
                await carrier.carry()

    async def outward() -> None:
        while answered := await reader.read(PIECE):
            carrier.engine.sendall(answered)
            carrier.send()

    ways = [asyncio.create_task(inward()), asyncio.create_task(outward())]
    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for way in ways:
        way.cancel()
    await asyncio.gather(*ways, return_exceptions=True)
    writer.close()
