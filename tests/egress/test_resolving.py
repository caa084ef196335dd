"""Names are resolved by asking a name server, for the absolute name, both families."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Callable

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest

from portal.egress.names.addresses import IPV4, IPV6, Address
from portal.egress.names.policy import PublicOnly
from portal.egress.names.resolving import DnsResolver
from portal.egress.reasons import CannotReach
from tests.egress.internet import Internet, inside
from tests.egress.names import RECORDS
from tests.egress.names import ZONE as NAMES

ZONE = {
    ("both.example.com.", "A"): ["93.184.216.34", "93.184.216.35"],
    ("both.example.com.", "AAAA"): ["2606:4700::1111"],
    ("four.example.com.", "A"): ["93.184.216.34"],
    ("inside.example.com.", "A"): ["10.0.0.1"],
    ("silent.example.com.", "AAAA"): ["2606:4700::1111"],
}
SILENT = {("silent.example.com.", "A"), ("mute.example.com.", "A"), ("mute.example.com.", "AAAA")}
KNOWN = {name for name, _ in [*ZONE, *SILENT]}


class NameServer(asyncio.DatagramProtocol):
    """Answers from the zone; some questions it never answers."""

    def __init__(self, asked: list[str]) -> None:
        self._asked = asked

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        name, kind = query.question[0].name.to_text(), dns.rdatatype.to_text(query.question[0].rdtype)
        self._asked.append(name)
        if (name, kind) in SILENT:
            return
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if name not in KNOWN:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        if (name, kind) in ZONE:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *ZONE[name, kind]))
        self._transport.sendto(answer.to_wire(), address)  # type: ignore[attr-defined]


@pytest.fixture
def resolve() -> Callable[[str], tuple[list[str], list[str]]]:
    def ask(host: str) -> tuple[list[str], list[str]]:
        async def go() -> tuple[list[str], list[str]]:
            asked: list[str] = []
            transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
                lambda: NameServer(asked), local_addr=("127.0.0.1", 0)
            )
            port = transport.get_extra_info("sockname")[1]
            resolver = DnsResolver(name_servers=["127.0.0.1"], port=port, seconds=0.5)
            try:
                return [str(address) for address in await resolver.addresses(host)], asked
            finally:
                transport.close()

        return asyncio.run(go())

    return ask


def test_both_families_are_asked_and_ipv4_comes_first(resolve: Callable[[str], tuple[list[str], list[str]]]) -> None:
    found, asked = resolve("both.example.com")
    assert sorted(found[:2]) == ["93.184.216.34", "93.184.216.35"]
    assert found[2:] == ["2606:4700::1111"]
    assert set(asked) == {"both.example.com."}


def test_one_family_is_enough(resolve: Callable[[str], tuple[list[str], list[str]]]) -> None:
    assert resolve("four.example.com")[0] == ["93.184.216.34"]


def test_a_family_that_does_not_answer_does_not_hide_the_other(
    resolve: Callable[[str], tuple[list[str], list[str]]],
) -> None:
    assert resolve("silent.example.com")[0] == ["2606:4700::1111"]


@pytest.mark.parametrize(("host", "reason"), [("gone.example.com", "no_address"), ("mute.example.com", "timed_out")])
def test_no_answer_has_a_reason(resolve: Callable[[str], tuple[list[str], list[str]]], host: str, reason: str) -> None:
    with pytest.raises(CannotReach) as refusal:
        resolve(host)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("name", RECORDS)
def test_a_name_that_resolves_to_what_is_not_public_is_refused(name: str) -> None:
    async def go(net: Internet) -> tuple[str, str]:
        async with net.door() as door:
            answer = await door.fetch(f"https://{name}.names.example.com/")
            sight = await door.tls(f"{name}.names.example.com")
            return str(answer.reason), str(sight.reason)

    assert inside(go, NAMES, {}) == (RECORDS[name][1],) * 2


def test_every_range_of_our_table_has_a_name_that_points_into_it() -> None:
    texts = [record.split()[1] for records, _ in RECORDS.values() for record in records if not record.startswith("C")]
    addresses = [ipaddress.ip_address(text) for text in texts]
    missed = [row.name for row in (*IPV4, *IPV6) if not any(address in row.network for address in addresses)]
    assert missed == []


def test_a_hundred_answers_are_all_judged_and_three_are_tried() -> None:
    zone = {"crowd.example.com": [f"A 93.184.216.{number}" for number in range(1, 121)]}

    async def go(net: Internet) -> tuple[Address, ...]:
        async with net.door() as door:
            return await door.addresses("crowd.example.com")  # type: ignore[return-value]

    found = inside(go, zone, {})
    assert len(found) == 120
    assert len(PublicOnly().dials("crowd.example.com", 443, found)) == 3


def test_a_name_is_asked_for_as_it_stands_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "LOCALDOMAIN": "evil.example.com",
        "RES_OPTIONS": "ndots:9",
        "HOSTALIASES": "/dev/null",
    }.items():
        monkeypatch.setenv(name, value)

    async def go(net: Internet) -> set[str]:
        async with net.door() as door:
            await door.addresses("gone.example.com")
        return {name for name, _ in net.names.asked}

    assert inside(go, {}, {}) == {"gone.example.com"}
