"""Which addresses are public."""

from __future__ import annotations

import ipaddress

import pytest

from portal.egress.names.addresses import IPV4, IPV6, why_not_public

NOT_PUBLIC = {
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1", "fec0::1"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "link_local": ["169.254.0.1", "169.254.169.253", "fe80::1", "febf::1"],
    "carrier_nat": ["100.64.0.1", "100.127.255.255"],
    "metadata": [
        "169.254.169.254",
        "169.254.170.2",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "fd00:ec2::254",
    ],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
    "embedded_ipv4": [
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2606:4700::5efe:127.0.0.1",
        "2606:4700::200:5efe:10.0.0.1",
    ],
    "reserved": [
        "0.0.0.0",
        "0.1.2.3",
        "192.0.0.9",
        "192.0.2.1",
        "192.31.196.1",
        "192.52.193.1",
        "192.88.99.1",
        "192.175.48.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "100::1",
        "2001:2::1",
        "2001:db8::1",
        "2001:10::1",
        "2620:4f:8000::1",
        "3fff::1",
        "5f00::1",
        "4000::1",
        "a::1",
    ],
}
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808"]


@pytest.mark.parametrize(
    ("address", "reason"), [(address, reason) for reason, addresses in NOT_PUBLIC.items() for address in addresses]
)
def test_an_address_that_is_not_public_is_named_for_what_it_is(address: str, reason: str) -> None:
    found = why_not_public(ipaddress.ip_address(address))
    assert found is not None, f"{address} counts as public"
    assert found[0] == reason


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_let_through(address: str) -> None:
    assert why_not_public(ipaddress.ip_address(address)) is None


def test_an_address_with_a_zone_is_never_dialled() -> None:
    assert why_not_public(ipaddress.ip_address("2606:4700::1%eth0")) is not None


def test_the_edges_of_every_range_are_inside() -> None:
    for row in (*IPV4, *IPV6):
        for edge in (row.network[0], row.network[-1]):
            assert why_not_public(edge) is not None, f"{edge} of {row.name} counts as public"
