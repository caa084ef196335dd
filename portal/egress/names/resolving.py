"""Names to addresses: the portal asks DNS itself, for absolute names only, without search lists or a hosts file."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Mapping, Sequence
from typing import Protocol

import dns.asyncresolver
import dns.exception
import dns.name
import dns.resolver

from portal.egress.names.addresses import Address
from portal.egress.reasons import CannotReach, PageReason


class Resolver(Protocol):
    """Anything that answers all addresses of a name. Raises CannotReach when there are none."""

    async def addresses(self, host: str) -> tuple[Address, ...]:
        """IPv4 addresses first, then IPv6."""


class DnsResolver:
    """Asks the machine's name servers (or those given) for A and AAAA records; ``seconds`` bounds both look-ups."""

    def __init__(self, *, name_servers: Sequence[str] = (), port: int = 53, seconds: float = 3.0) -> None:
        self._name_servers = list(name_servers)
        self._port = port
        self._seconds = seconds

    async def addresses(self, host: str) -> tuple[Address, ...]:
        """Every address of both families, each once."""
        resolver = self._asking()
        found = await asyncio.gather(self._ask(resolver, host, "A"), self._ask(resolver, host, "AAAA"))
        answers = tuple(dict.fromkeys(address for family in found if family for address in family))
        if answers:
            return answers
        if any(family is None for family in found):
            raise CannotReach(PageReason.TIMED_OUT, f"The name servers gave no answer for {host}.")
        raise CannotReach(PageReason.NO_ADDRESS, f"{host} has no address: the name does not exist in DNS.")

    def _asking(self) -> dns.asyncresolver.Resolver:
        try:
            resolver = dns.asyncresolver.Resolver(configure=not self._name_servers)
        except dns.exception.DNSException as error:  # a machine without a list of name servers
            raise CannotReach(PageReason.TIMED_OUT, "This installation has no name server to ask.") from error
        if self._name_servers:
            resolver.nameservers = list(self._name_servers)
            resolver.port = self._port
        return resolver

    async def _ask(self, resolver: dns.asyncresolver.Resolver, host: str, kind: str) -> tuple[Address, ...] | None:
        """The answers of one family; None when nobody answered."""
        try:
            answer = await resolver.resolve(
                dns.name.from_text(f"{host}."), kind, search=False, lifetime=self._seconds, raise_on_no_answer=False
            )
        except (dns.resolver.NXDOMAIN, dns.resolver.YXDOMAIN):
            return ()
        except (dns.exception.DNSException, OSError):
            return None
        return tuple(ipaddress.ip_address(record.to_text()) for record in answer.rrset or ())


class FixedResolver:
    """Answers from a table: for worlds and tests."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        self._table = {host: tuple(ipaddress.ip_address(text) for text in texts) for host, texts in table.items()}

    async def addresses(self, host: str) -> tuple[Address, ...]:
        """The addresses written in the table."""
        found = self._table.get(host)
        if not found:
            raise CannotReach(PageReason.NO_ADDRESS, f"{host} has no address: the name does not exist in DNS.")
        return found
