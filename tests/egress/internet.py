"""A small internet on the loopback: a name server that answers over UDP and TCP, and servers at addresses of any kind.

Each server writes down who came. A door with the real judgement is let loose in it, and beside it a careless one that
judges nothing: what the careless one reaches, the real one would have reached.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from portal.egress.door import Door
from portal.egress.names.addresses import Address
from portal.egress.names.policy import Dial, Policy, PublicOnly
from portal.egress.names.resolving import DnsResolver
from portal.egress.tls.roots import Roots

HERE: Final = "127.0.0.1"
LONGEST_DATAGRAM: Final = 512
Zone = Mapping[str, Sequence[str]]
"""Name to records such as `A 10.0.0.1` or `CNAME other.example.com.`; `turn` stands between one answer and the next."""


class Names:
    """A recursive name server: it follows its own CNAMEs, and cuts what does not fit into a datagram."""

    def __init__(self, zone: Zone) -> None:
        self._zone = zone
        self.asked: list[tuple[str, str]] = []
        self.port = 0

    def answer(self, wire: bytes, longest: int = 65_535) -> bytes:
        query = dns.message.from_wire(wire)
        name, kind = query.question[0].name.to_text().rstrip("."), dns.rdatatype.to_text(query.question[0].rdtype)
        self.asked.append((name, kind))
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if name not in self._zone:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self._follow(answer, name, kind, self.asked.count((name, kind)) - 1)
        packed = answer.to_wire(max_size=65_535)
        if len(packed) <= longest:
            return packed
        answer.answer.clear()
        answer.flags |= dns.flags.TC
        return answer.to_wire()

    def _follow(self, answer: dns.message.Message, name: str, kind: str, turn: int) -> None:
        for _ in range(20):
            turns = " | ".join(self._zone.get(name, ())).split("turn")
            rows = [row.split() for row in turns[min(turn, len(turns) - 1)].split("|") if row.strip()]
            found = [value for of, value in rows if of == kind]
            if found:
                answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", kind, *found))
            alias = next((value for of, value in rows if of == "CNAME"), None)
            if found or alias is None:
                return
            answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", alias))
            name = alias.rstrip(".")


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, names: Names) -> None:
        self._names = names

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        answer = self._names.answer(data, LONGEST_DATAGRAM)
        self._transport.sendto(answer, address)  # type: ignore[attr-defined]


@contextlib.asynccontextmanager
async def naming(zone: Zone) -> AsyncIterator[Names]:
    """The name server, listening on one port for both transports."""
    names = Names(zone)

    async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int.from_bytes(await reader.readexactly(2), "big")
        answer = names.answer(await reader.readexactly(length))
        writer.write(len(answer).to_bytes(2, "big") + answer)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(stream, HERE, 0) as server:
        names.port = server.sockets[0].getsockname()[1]
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: _Datagrams(names), local_addr=(HERE, names.port)
        )
        try:
            yield names
        finally:
            transport.close()


@dataclasses.dataclass
class Server:
    """One server and its record. ``answer`` is what it says to a request for a path; ``names`` are the SNIs it saw."""

    answer: Callable[[str], bytes]
    closes: bool = False
    port: int = 0
    connections: int = 0
    heads: list[str] = dataclasses.field(default_factory=list)
    names: list[str | None] = dataclasses.field(default_factory=list)

    @property
    def was_reached(self) -> bool:
        return self.connections > 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while not (self.closes and self.heads):
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                self.heads.append(head)
                writer.write(self.answer(head.split(" ")[1]))
                await writer.drain()
        writer.close()


def ok(body: str = "<p>public</p>", *headers: str) -> bytes:
    """A page, over a connection that is kept."""
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html", f"Content-Length: {len(body)}", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode("latin-1")


def moved(location: str, status: int = 302) -> bytes:
    """A redirect, over a connection that is kept."""
    return f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode("latin-1")


class Careless:
    """Judges nothing: shows what would be reached without a policy."""

    def dials(self, host: str, port: int, addresses: Sequence[Address]) -> tuple[Dial, ...]:
        return tuple(Dial(str(address), port) for address in addresses)


@dataclasses.dataclass
class Mapped:
    """Lets the policy decide, then leads each address it would dial to the server that stands at it."""

    inner: Policy
    servers: Mapping[str, Server]
    dialled: list[str] = dataclasses.field(default_factory=list)

    def dials(self, host: str, port: int, addresses: Sequence[Address]) -> tuple[Dial, ...]:
        chosen = self.inner.dials(host, port, addresses)
        self.dialled += [dial.address for dial in chosen]
        return tuple(Dial(HERE, self.servers[dial.address].port) for dial in chosen if dial.address in self.servers)


@dataclasses.dataclass
class Internet:
    """Its names, its servers by address, and doors into it."""

    names: Names
    servers: Mapping[str, Server]

    def door(self, policy: Policy | None = None, roots: Roots | None = None) -> Door:
        resolver = DnsResolver(name_servers=[HERE], port=self.names.port)
        return Door(policy=Mapped(policy or PublicOnly(), self.servers), resolver=resolver, roots=roots)

    def careless_door(self) -> Door:
        return self.door(Careless())


@contextlib.asynccontextmanager
async def internet(
    zone: Zone, servers: Mapping[str, Server], context: ssl.SSLContext | None = None
) -> AsyncIterator[Internet]:
    """Starts the servers, all with the TLS context given, and the name server."""
    async with contextlib.AsyncExitStack() as stack:
        for server in servers.values():
            if context:
                context.sni_callback = lambda _, name, __, server=server: server.names.append(name)
            listening = await asyncio.start_server(server.talk, HERE, 0, ssl=context)
            server.port = listening.sockets[0].getsockname()[1]
            stack.callback(listening.close)
        yield Internet(await stack.enter_async_context(naming(zone)), servers)


def inside(
    do: Callable[[Internet], Awaitable[Any]],
    zone: Zone,
    servers: Mapping[str, Server],
    context: ssl.SSLContext | None = None,
) -> Any:
    """What ``do`` gives inside a small internet."""

    async def go() -> Any:
        async with internet(zone, servers, context) as net:
            return await do(net)

    return asyncio.run(go())
