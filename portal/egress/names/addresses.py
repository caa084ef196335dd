"""Which addresses are public: our own table, because the standard library's answer differs between versions.

The rows are the IANA special-purpose registries for IPv4 and IPv6, plus multicast, the metadata services of cloud
providers, and every form of IPv6 address that carries an IPv4 address inside. The first row that contains an address
decides. IPv6 outside 2000::/3 is not assigned to anyone and counts as reserved.
"""

from __future__ import annotations

import ipaddress
from typing import Final, NamedTuple

from portal.egress.reasons import AddressReason as Why

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Range(NamedTuple):
    """A range of addresses nobody may be sent to; ``name`` is what the registry calls it."""

    network: ipaddress.IPv4Network | ipaddress.IPv6Network
    reason: Why
    name: str


def _rows(*rows: tuple[str, Why, str]) -> tuple[Range, ...]:
    return tuple(Range(ipaddress.ip_network(network), reason, name) for network, reason, name in rows)


IPV4: Final = _rows(
    ("169.254.169.254/32", Why.METADATA, "cloud metadata"),
    ("169.254.170.2/32", Why.METADATA, "container credentials"),
    ("169.254.170.23/32", Why.METADATA, "container credentials"),
    ("100.100.100.200/32", Why.METADATA, "cloud metadata"),
    ("168.63.129.16/32", Why.METADATA, "cloud platform agent"),
    ("192.0.0.192/32", Why.METADATA, "cloud metadata"),
    ("0.0.0.0/8", Why.RESERVED, "this network, RFC 791"),
    ("10.0.0.0/8", Why.PRIVATE, "private use, RFC 1918"),
    ("100.64.0.0/10", Why.CARRIER_NAT, "shared address space, RFC 6598"),
    ("127.0.0.0/8", Why.LOOPBACK, "loopback, RFC 1122"),
    ("169.254.0.0/16", Why.LINK_LOCAL, "link local, RFC 3927"),
    ("172.16.0.0/12", Why.PRIVATE, "private use, RFC 1918"),
    ("192.0.0.0/24", Why.RESERVED, "protocol assignments, RFC 6890"),
    ("192.0.2.0/24", Why.RESERVED, "documentation, RFC 5737"),
    ("192.31.196.0/24", Why.RESERVED, "AS112, RFC 7535"),
    ("192.52.193.0/24", Why.RESERVED, "AMT, RFC 7450"),
    ("192.88.99.0/24", Why.RESERVED, "6to4 relay anycast, RFC 7526"),
    ("192.168.0.0/16", Why.PRIVATE, "private use, RFC 1918"),
    ("192.175.48.0/24", Why.RESERVED, "AS112, RFC 7534"),
    ("198.18.0.0/15", Why.RESERVED, "benchmarking, RFC 2544"),
    ("198.51.100.0/24", Why.RESERVED, "documentation, RFC 5737"),
    ("203.0.113.0/24", Why.RESERVED, "documentation, RFC 5737"),
    ("224.0.0.0/4", Why.MULTICAST, "multicast, RFC 5771"),
    ("240.0.0.0/4", Why.RESERVED, "reserved and broadcast, RFC 1112"),
)

IPV6: Final = _rows(
    ("fd00:ec2::254/128", Why.METADATA, "cloud metadata"),
    ("fd20:ce::254/128", Why.METADATA, "cloud metadata"),
    ("::1/128", Why.LOOPBACK, "loopback, RFC 4291"),
    ("::/128", Why.RESERVED, "unspecified, RFC 4291"),
    ("::ffff:0:0/96", Why.EMBEDDED_IPV4, "IPv4-mapped, RFC 4291"),
    ("::ffff:0:0:0/96", Why.EMBEDDED_IPV4, "IPv4-translated, RFC 2765"),
    ("::/96", Why.EMBEDDED_IPV4, "IPv4-compatible, RFC 4291"),
    ("64:ff9b:1::/48", Why.EMBEDDED_IPV4, "local NAT64, RFC 8215"),
    ("100::/64", Why.RESERVED, "discard only, RFC 6666"),
    ("100:0:0:1::/64", Why.RESERVED, "dummy prefix, RFC 9780"),
    ("2001::/32", Why.EMBEDDED_IPV4, "Teredo, RFC 4380"),
    ("2001::/23", Why.RESERVED, "protocol assignments, RFC 2928"),
    ("2001:db8::/32", Why.RESERVED, "documentation, RFC 3849"),
    ("2002::/16", Why.EMBEDDED_IPV4, "6to4, RFC 3056"),
    ("2620:4f:8000::/48", Why.RESERVED, "AS112, RFC 7534"),
    ("3fff::/20", Why.RESERVED, "documentation, RFC 9637"),
    ("5f00::/16", Why.RESERVED, "segment routing, RFC 9602"),
    ("fc00::/7", Why.PRIVATE, "unique local, RFC 4193"),
    ("fe80::/10", Why.LINK_LOCAL, "link local, RFC 4291"),
    ("fec0::/10", Why.PRIVATE, "site local, RFC 3879"),
    ("ff00::/8", Why.MULTICAST, "multicast, RFC 4291"),
)

_GLOBAL_UNICAST: Final = ipaddress.ip_network("2000::/3")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_ISATAP: Final = frozenset({0x0000_5EFE, 0x0200_5EFE})


def why_not_public(address: Address) -> tuple[Why, str] | None:
    """The reason an address may not be dialled and the name of its range, or None when it is public.

    A NAT64 address (RFC 6052) stands for the IPv4 address inside and is judged by it; all other embedded forms are
    refused whatever they carry.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return _first(address, IPV4)
    found = _first(address, IPV6)
    if found:
        return found
    if address in _NAT64:
        inner = _first(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF), IPV4)
        return (Why.EMBEDDED_IPV4, f"NAT64 of {inner[1]}") if inner else None
    if address not in _GLOBAL_UNICAST or address.scope_id:
        return Why.RESERVED, "not assigned"
    if (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return Why.EMBEDDED_IPV4, "ISATAP, RFC 5214"
    return None


def _first(address: Address, table: tuple[Range, ...]) -> tuple[Why, str] | None:
    for row in table:
        if address in row.network:
            return row.reason, row.name
    return None
