"""The browser's way out judges every request like the door: each refusal is proved by a server that was not reached."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest

from portal.egress.names.addresses import Address
from portal.egress.names.policy import Dial, PublicOnly
from portal.egress.names.resolving import FixedResolver
from portal.egress.tunnel.proxy import USER, Tunnel, TunnelBudget
from tests.egress.conftest import Town

Ask = Callable[..., Awaitable[bytes]]


class Secret:
    """A server inside, on both loopback addresses; it counts who comes."""

    def __init__(self) -> None:
        self.reached = 0

    async def serve(self, address: str = "127.0.0.1") -> int:
        async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.reached += 1
            await reader.read(1_000)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
            await writer.drain()
            await reader.read(1_000)
            writer.close()

        self.server = await asyncio.start_server(meet, address, 0)
        port: int = self.server.sockets[0].getsockname()[1]
        return port


class Mapped:
    """Dials what a policy allows, at the port where the secret listens: were it allowed, it would be reached."""

    def __init__(self, port: int, inner: PublicOnly | None) -> None:
        self.port, self.inner = port, inner

    def dials(self, host: str, port: int, addresses: Sequence[Address]) -> tuple[Dial, ...]:
        found = self.inner.dials(host, port, addresses) if self.inner else [Dial(str(a), port) for a in addresses]
        return tuple(Dial(dial.address, self.port) for dial in found)


def head(line: str, tunnel: Tunnel, password: str | None = None) -> bytes:
    token = base64.b64encode(f"{USER}:{password if password is not None else tunnel.password}".encode()).decode()
    return f"{line} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic {token}\r\nX-Kept: 1\r\n\r\n".encode()


async def ask(tunnel: Tunnel, line: str, *, password: str | None = None, then: bytes = b"") -> bytes:
    """What comes back until the tunnel closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", tunnel.port)
    writer.write(head(line, tunnel, password) + then)
    answer = await reader.read()
    writer.close()
    return answer


QUICK = TunnelBudget(idle=0.2)


def in_tunnel(do: Callable[[Tunnel], Awaitable[Any]], **options: Any) -> tuple[Any, Tunnel]:
    options.setdefault("budget", QUICK)

    async def go() -> tuple[Any, Tunnel]:
        async with Tunnel(**options) as tunnel:
            return await do(tunnel), tunnel

    return asyncio.run(go())


def test_a_plain_request_is_passed_on_with_its_own_path_and_the_connection_ends(town: Town) -> None:
    twice = b"GET http://goodleaf-dental.test/two HTTP/1.1\r\n\r\n"
    answer, tunnel = in_tunnel(
        lambda tunnel: ask(tunnel, "GET http://goodleaf-dental.test/texts?a=1", then=twice),
        policy=town.world.policy(),
        resolver=town.world.resolver(),
    )
    assert answer.count(b"HTTP/1.1 301") == 1
    assert b"Location: https://goodleaf-dental.test/texts" in answer
    assert b"Connection: close" in answer
    assert tunnel.dialled("goodleaf-dental.test") == "127.0.0.1"


def test_a_tunnel_carries_bytes_both_ways(town: Town) -> None:
    answer, tunnel = in_tunnel(
        lambda tunnel: ask(
            tunnel, "CONNECT goodleaf-dental.test:80", then=b"GET / HTTP/1.1\r\nConnection: close\r\n\r\nx"
        ),
        policy=town.world.policy(),
        resolver=town.world.resolver(),
    )
    assert answer.startswith(b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 301")
    row = json.loads(tunnel.as_json())["asked"][0]
    assert (row["host"], row["port"], row["outcome"], row["address"]) == (
        "goodleaf-dental.test", 80, "dialled", "127.0.0.1",
    )  # fmt: skip
    assert row["sent"] > 0 < row["received"]


@pytest.mark.parametrize("password", ["", "wrong"])
def test_without_the_secret_of_the_job_nothing_is_even_resolved(password: str) -> None:
    answer, tunnel = in_tunnel(
        lambda tunnel: ask(tunnel, "GET http://good.example.com/", password=password),
        resolver=FixedResolver({"good.example.com": ["93.184.216.34"]}),
    )
    assert answer.startswith(b"HTTP/1.1 407")
    assert (tunnel.asked, tunnel.strangers) == ([], 1)
    assert json.loads(tunnel.as_json())["names"] == {}


INSIDE = {
    "loopback": ["127.0.0.1"],
    "private": ["10.1.2.3"],
    "metadata": ["169.254.169.254"],
    "mixed_answers": ["93.184.216.34", "127.0.0.1"],
    "embedded_ipv4": ["::ffff:127.0.0.1"],
}


@pytest.mark.entry("web-checks-private-network-safe")
@pytest.mark.parametrize("verb", ["CONNECT {}:443", "CONNECT {}:80", "GET http://{}/"])
@pytest.mark.parametrize("reason", INSIDE)
def test_a_name_that_leads_inside_is_refused(verb: str, reason: str) -> None:
    secret = Secret()

    async def do(tunnel: Tunnel) -> bytes:
        tunnel._judge._policy.port = await secret.serve()  # type: ignore[attr-defined]
        return await ask(tunnel, verb.format("inside.example.com"))

    options = {"policy": Mapped(0, PublicOnly()), "resolver": FixedResolver({"inside.example.com": INSIDE[reason]})}
    answer, tunnel = in_tunnel(do, **options)
    assert answer.startswith(b"HTTP/1.1 403")
    assert tunnel.asked[0].reason == reason
    assert secret.reached == 0


def test_the_same_server_would_have_been_reached_had_it_been_allowed() -> None:
    secret = Secret()

    async def do(tunnel: Tunnel) -> bytes:
        tunnel._judge._policy.port = await secret.serve()  # type: ignore[attr-defined]
        return await ask(tunnel, "GET http://inside.example.com/")

    resolver = FixedResolver({"inside.example.com": ["127.0.0.1"]})
    answer, _ = in_tunnel(do, policy=Mapped(0, None), resolver=resolver)
    assert answer.endswith(b"secret")
    assert secret.reached == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("CONNECT 127.0.0.1:443", "loopback"),
        ("CONNECT [::1]:443", "loopback"),
        ("CONNECT [::ffff:127.0.0.1]:443", "embedded_ipv4"),
        ("CONNECT 169.254.169.254:80", "metadata"),
        ("CONNECT 2130706433:443", "not_a_name"),
        ("CONNECT 0x7f.1:443", "not_a_name"),
        ("CONNECT 127.1:80", "not_a_name"),
        ("CONNECT localhost:443", "not_a_name"),
        ("CONNECT printer.local:443", "not_a_name"),
        ("CONNECT good.example.com:22", "bad_port"),
        ("CONNECT good.example.com:8080", "bad_port"),
        ("CONNECT good.example.com:0", "bad_port"),
        ("CONNECT good.example.com", "unreadable"),
        ("CONNECT good.example.com/a:443", "unreadable"),
        ("GET http://127.0.0.1/", "loopback"),
        ("GET http://good.example.com:6379/", "bad_port"),
        ("GET http://user:pw@good.example.com/", "credentials_in_url"),
        ("GET https://good.example.com/", "unreadable"),
        ("GET /", "unreadable"),
        ("POST http://good.example.com/", "unreadable"),
        ("TRACE http://good.example.com/", "unreadable"),
    ],
)
def test_what_is_no_website_is_refused_before_it_is_resolved(line: str, reason: str) -> None:
    answer, tunnel = in_tunnel(lambda tunnel: ask(tunnel, line), resolver=FixedResolver({}))
    assert answer.startswith(b"HTTP/1.1 403")
    assert [(row.outcome, row.reason) for row in tunnel.asked] == [("refused", reason)]
    assert json.loads(tunnel.as_json())["names"] == {}


class Rebinding:
    """Says one address first, and ever after the one where the secret is."""

    def __init__(self) -> None:
        self.asked = 0

    async def addresses(self, host: str) -> tuple[Address, ...]:
        self.asked += 1
        await asyncio.sleep(0)  # others ask meanwhile
        return await FixedResolver({host: ["127.0.0.1" if self.asked == 1 else "127.0.0.2"]}).addresses(host)


def test_an_answer_that_changes_between_two_requests_changes_nothing() -> None:
    resolver, shown, secret = Rebinding(), Secret(), Secret()

    async def do(tunnel: Tunnel) -> list[bytes]:
        port = await shown.serve("127.0.0.1")
        secret.server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.2", port)
        tunnel._judge._policy.port = port  # type: ignore[attr-defined]
        line = "GET http://rebind.example.com/"
        return [*await asyncio.gather(*(ask(tunnel, line) for _ in range(4))), await ask(tunnel, line)]

    answers, tunnel = in_tunnel(do, policy=Mapped(0, None), resolver=resolver)
    assert [answer[-6:] for answer in answers] == [b"secret"] * 5
    assert (resolver.asked, shown.reached, secret.reached) == (1, 5, 0)
    assert {row.address for row in tunnel.asked} == {"127.0.0.1"}


@pytest.mark.parametrize("junk", [b"\x16\x03\x01\x02\x00\r\n\r\n", b"GET  HTTP/1.1\r\n\r\n", b"\r\n\r\n", b""])
def test_what_is_no_request_gets_no_answer(junk: bytes) -> None:
    async def do(tunnel: Tunnel) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", tunnel.port)
        writer.write(junk)
        writer.write_eof()
        return await reader.read()

    answer, tunnel = in_tunnel(do)
    assert answer == b""
    assert tunnel.asked == []


@pytest.mark.parametrize(
    ("budget", "host"),
    [
        (TunnelBudget(idle=0.2, traffic=300_000), "endless-body.hostile.test"),
        (TunnelBudget(idle=5.0, total=0.4), "slow-body.hostile.test"),
        (TunnelBudget(idle=0.2), "not-http.hostile.test"),
    ],
    ids=["bytes", "seconds", "idle"],
)
def test_a_server_that_never_ends_is_cut_off(town: Town, budget: TunnelBudget, host: str) -> None:
    parts = {"policy": town.world.policy(), "resolver": town.world.resolver(), "budget": budget}
    answer, tunnel = in_tunnel(lambda tunnel: ask(tunnel, f"GET http://{host}/"), **parts)
    assert len(answer) <= 300_000
    assert tunnel.asked[0].outcome == "dialled"
    assert json.loads(tunnel.as_json())["bytes"] <= 400_000


def test_a_server_that_says_nothing_is_a_failure_with_a_reason(town: Town) -> None:
    parts = {"policy": town.world.policy(), "resolver": town.world.resolver(), "budget": TunnelBudget(idle=0.2)}
    answer, tunnel = in_tunnel(lambda tunnel: ask(tunnel, "GET http://silent.hostile.test/"), **parts)
    assert (answer.startswith(b"HTTP/1.1 502"), b"X-Reason: timed_out" in answer) == (True, True)
    refused = tunnel.refusal_of("silent.hostile.test")
    assert refused is not None
    assert (refused.outcome, refused.reason) == ("failed", "timed_out")


def test_a_job_that_has_used_up_its_bytes_or_connections_gets_no_more(town: Town) -> None:
    async def do(tunnel: Tunnel) -> list[bytes]:
        return [await ask(tunnel, "GET http://goodleaf-dental.test/") for _ in range(3)]

    parts = {"policy": town.world.policy(), "resolver": town.world.resolver()}
    for budget in (TunnelBudget(idle=0.2, traffic=150), TunnelBudget(idle=0.2, connections=1)):
        answers, tunnel = in_tunnel(do, budget=budget, **parts)
        assert answers[-1].startswith(b"HTTP/1.1 403")
        assert tunnel.asked[-1].reason == "too_large"


def test_a_closed_port_is_a_failure_with_a_reason(town: Town) -> None:
    async def do(tunnel: Tunnel) -> bytes:
        port = await (secret := Secret()).serve()
        secret.server.close()
        tunnel._judge._policy.port = port  # type: ignore[attr-defined]
        return await ask(tunnel, "CONNECT closed.example.com:443")

    resolver = FixedResolver({"closed.example.com": ["127.0.0.1"]})
    answer, tunnel = in_tunnel(do, policy=Mapped(0, None), resolver=resolver)
    assert answer.startswith(b"HTTP/1.1 502")
    refused = tunnel.refusal_of("closed.example.com")
    assert refused is not None
    assert (refused.outcome, refused.reason) == ("failed", "connection_reset")
