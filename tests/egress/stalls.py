"""Real servers on the loopback, from a whole TLS server to one that sends a few bytes and leaves."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
import socketserver
import ssl
import struct
import threading
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Awaitable, Callable

from cryptography import x509

from portal.egress.tls.serving import server_context, stapling_handler
from portal.webchecks.world.authority import Credentials, as_pem
from tests.egress.yard import Serve, Yard

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Make = Callable[[Yard], Credentials]

HANDSHAKE_FAILURE, PROTOCOL_VERSION, INTERNAL_ERROR = 40, 70, 80
SSL3_HELLO = b"\x16\x03\x00\x00\x2a\x02\x00\x00\x26\x03\x00" + bytes(32) + b"\x00\x00\x05\x00"
"""A ServerHello of SSL 3.0 that chooses RC4."""


def alert(description: int) -> bytes:
    """A fatal TLS alert, as a record."""
    return b"\x15\x03\x01\x00\x02\x02" + bytes([description])


@contextlib.asynccontextmanager
async def listening(handler: Handler) -> AsyncIterator[int]:
    """The port of a server without TLS; every conversation is over at the end."""
    talks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks[task] = writer
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await handler(reader, writer)

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for writer in talks.values():
            writer.transport.abort()
        await asyncio.gather(*talks)


@contextlib.asynccontextmanager
async def shaking_hands(context: ssl.SSLContext) -> AsyncIterator[int]:
    """The port of a TLS server with a thread for each visitor: asyncio's own keeps back the alert that says why not."""

    class Talk(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(OSError), context.wrap_socket(self.request, server_side=True) as talk:
                while talk.recv(4_096):
                    pass

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Talk) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            await asyncio.to_thread(server.shutdown)
            thread.join()


def tls(make: Make, shape: Callable[[ssl.SSLContext, Yard], None] | None = None) -> Serve:
    """A TLS server with these credentials; ``shape`` changes its context."""

    @contextlib.asynccontextmanager
    async def serve(yard: Yard) -> AsyncIterator[int]:
        context = context_of(make(yard))
        if shape:
            shape(context, yard)
        async with shaking_hands(context) as port:
            yield port

    return serve


def context_of(made: Credentials) -> ssl.SSLContext:
    return server_context(made.chain, made.key, newest=made.newest, weak=made.weak)


def by_name(makes: dict[str, Make], default: str | None) -> Serve:
    """Several sites on one address, told apart by the name asked for; without a ``default`` others are sent away."""

    @contextlib.asynccontextmanager
    async def serve(yard: Yard) -> AsyncIterator[int]:
        contexts = {name: context_of(make(yard)) for name, make in makes.items()}

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> int | None:
            if name in contexts:
                connection.context = contexts[name]
                return None
            return None if default else ssl.AlertDescription.ALERT_DESCRIPTION_UNRECOGNIZED_NAME

        first = contexts[default or next(iter(contexts))]
        first.sni_callback = choose
        async with shaking_hands(first) as port:
            yield port

    return serve


def in_turn(*makes: Make) -> Serve:
    """Another certificate at each connection, in a circle."""

    @contextlib.asynccontextmanager
    async def serve(yard: Yard) -> AsyncIterator[int]:
        contexts = itertools.cycle([context_of(make(yard)) for make in makes])
        first = context_of(makes[0](yard))

        def choose(connection: ssl.SSLObject, _: str | None, __: ssl.SSLContext) -> None:
            connection.context = next(contexts)

        first.sni_callback = choose
        async with shaking_hands(first) as port:
            yield port

    return serve


def stapling(make: Make) -> Serve:
    """A TLS server that staples what its credentials say, and nothing when they say nothing."""

    @contextlib.asynccontextmanager
    async def serve(yard: Yard) -> AsyncIterator[int]:
        made = make(yard)
        async with listening(_wait) as inner:
            handler = stapling_handler(made.chain, made.key, made.staple, inner, newest=made.newest)
            async with listening(handler) as port:
                yield port

    return serve


def stapling_anything(make: Make) -> Serve:
    """The command line tool as a server: it staples an answer about whatever certificate."""

    @contextlib.asynccontextmanager
    async def serve(yard: Yard) -> AsyncIterator[int]:
        made = make(yard)
        leaf, *others = x509.load_pem_x509_certificates(made.chain)
        place = yard.new_place(leaf=as_pem(leaf), others=as_pem(*others), key=made.key, staple=made.staple)
        command = "openssl s_server -accept 127.0.0.1:0 -cert leaf -cert_chain others -key key -status_file staple"
        tool = await asyncio.create_subprocess_exec(
            *command.split(), "-naccept", "9", cwd=place, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
        assert tool.stdout
        try:
            while not (line := await tool.stdout.readline()).startswith(b"ACCEPT"):
                assert line, "the command line tool does not serve"
            yield int(line.rsplit(b":", 1)[1])
        finally:
            tool.kill()
            await tool.communicate()

    return serve


def saying(words: bytes, *, reset: bool = False) -> Serve:
    """Waits for the visitor's first bytes, says these and leaves; ``reset`` breaks the connection instead."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(words)
        if reset:
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()
            return
        await reader.read(4_096)  # what is left unread would turn the farewell into a reset
        writer.close()

    return lambda _: listening(handle)


def speaking_first(words: bytes) -> Serve:
    """A service that greets whoever comes."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(words)
        await reader.read()

    return lambda _: listening(handle)


def knowing_only(*ciphers: int) -> Serve:
    """An old server: reads the visitor's list of ciphers and breaks off when none of its own is in it."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readexactly(5)
        hello = await reader.readexactly(int.from_bytes(head[3:5], "big"))
        start = 39 + hello[38]
        length = int.from_bytes(hello[start : start + 2], "big")
        offered = struct.unpack_from(f"!{length // 2}H", hello, start + 2)
        assert not set(ciphers) & set(offered), "this library can speak what no browser does"
        writer.write(alert(HANDSHAKE_FAILURE))
        writer.close()

    return lambda _: listening(handle)


def silent() -> Serve:
    """Takes the connection and says nothing."""
    return lambda _: listening(_wait)


@contextlib.asynccontextmanager
async def closed(_: Yard) -> AsyncIterator[int]:
    """A port that is somebody's and answers nobody."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def protocols(least: ssl.TLSVersion, most: ssl.TLSVersion) -> Callable[[ssl.SSLContext, Yard], None]:
    def shape(context: ssl.SSLContext, _: Yard) -> None:
        context.minimum_version, context.maximum_version = least, most

    return shape


def ciphers(names: str) -> Callable[[ssl.SSLContext, Yard], None]:
    """TLS 1.2 with these ciphers and no others."""

    def shape(context: ssl.SSLContext, _: Yard) -> None:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(f"{names}:@SECLEVEL=0")

    return shape


def wanting_certificates(
    mode: ssl.VerifyMode, newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
) -> Callable[[ssl.SSLContext, Yard], None]:
    def shape(context: ssl.SSLContext, yard: Yard) -> None:
        context.maximum_version = newest
        context.verify_mode = mode
        context.load_verify_locations(yard.folder / "roots.pem")

    return shape


async def _wait(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def hand_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, change: tuple[int, int] | None = None
) -> None:
    """Carries bytes both ways between a visitor and another server, until one of them leaves.

    ``change`` is which byte of the server's to change, and the bits to turn in it.
    """
    there, back = await asyncio.open_connection("127.0.0.1", port)

    async def carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        carried = 0
        with contextlib.suppress(OSError):
            while piece := bytearray(await source.read(4_096)):
                if change and source is there and carried <= change[0] < carried + len(piece):
                    piece[change[0] - carried] ^= change[1]
                carried += len(piece)
                target.write(piece)

    ways = [asyncio.create_task(carry(reader, back)), asyncio.create_task(carry(there, writer))]
    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    back.transport.abort()
    writer.transport.abort()
    await asyncio.gather(*ways)
