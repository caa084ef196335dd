"""Test worlds: names that exist only on this machine, given by a file and to a door's constructor.

    {"hosts": {"good.test": {"address": "127.0.0.1", "http_port": 8080, "https_port": 8443}}, "roots": "ca.pem"}

An optional ``"rdap": {"test": "https://registry.test/"}`` says which of its hosts knows the age of its domains.

A world may name only hosts under ``.test`` (reserved by RFC 6761) with addresses in 127.0.0.0/8, and opens exactly
those end points; every other name is judged as always. Who reads the settings
(``portal.egress.opening``) gives it to a door only where the settings module itself names a world.
"""

from __future__ import annotations

import dataclasses
import functools
import ipaddress
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from portal.egress.names.addresses import Address
from portal.egress.names.policy import Dial, Policy, PublicOnly
from portal.egress.names.resolving import DnsResolver, Resolver
from portal.egress.tls.roots import Roots

_LOOPBACK: Final = ipaddress.ip_network("127.0.0.0/8")


class WrongWorld(ValueError):
    """The file is not a world: says which line of it breaks which rule."""


@dataclasses.dataclass(frozen=True, slots=True)
class WorldHost:
    """Where a name lives in the world. A port of 0 means that nothing answers there."""

    address: str
    http_port: int
    https_port: int

    def port_for(self, port: int) -> int:
        """The port that stands for 80 or 443."""
        return {80: self.http_port, 443: self.https_port}.get(port, 0)


@dataclasses.dataclass(frozen=True, slots=True)
class World:
    """The names of a world and its own root certificate."""

    hosts: Mapping[str, WorldHost]
    roots_file: Path | None
    rdap: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Who is asked how old a domain of the world is, by its ending."""

    def resolver(self, beyond: Resolver | None = None) -> Resolver:
        """Answers the world's names itself and asks ``beyond`` (DNS) for all others."""
        return _WorldResolver(self, beyond or DnsResolver())

    def policy(self, beyond: Policy | None = None) -> Policy:
        """Dials the world's own end points and leaves all others to ``beyond`` (public addresses only)."""
        return _WorldPolicy(self, beyond or PublicOnly())

    def roots(self) -> Roots:
        """The public roots and the world's; read once, like the public ones."""
        return _roots(self.roots_file, self.roots_file.stat().st_mtime_ns if self.roots_file else 0)


@functools.lru_cache(maxsize=4)
def _roots(file: Path | None, changed: int) -> Roots:
    """``changed`` is when the file was, so that a world made anew is read anew."""
    return Roots(file)


def load_world(path: Path) -> World:
    """The world written in a JSON file. Raises WrongWorld for anything that is not one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongWorld(f"{path.name} cannot be read as JSON: {error}") from error
    hosts = data.get("hosts") if isinstance(data, dict) else None
    if not isinstance(hosts, dict) or not hosts:
        raise WrongWorld(f"{path.name} has no object 'hosts'")
    roots = data.get("roots")
    if roots is not None and not isinstance(roots, str):
        raise WrongWorld(f"{path.name}: 'roots' is the name of a PEM file")
    named = {host: _host(host, row) for host, row in hosts.items()}
    return World(named, path.parent / roots if roots else None, _registries(data.get("rdap"), named))


def _registries(rows: Any, hosts: Mapping[str, WorldHost]) -> dict[str, str]:
    """The services of the world that answer for the age of its domains; only hosts of the world may be named."""
    if rows is None:
        return {}
    if not isinstance(rows, dict):
        raise WrongWorld("'rdap' is an object of endings and addresses")
    for ending, base in rows.items():
        if ending != "test" or not isinstance(base, str) or not base.startswith(_addresses_of(hosts)):
            raise WrongWorld(f"rdap: {ending} is not the ending test with an address of one of the hosts")
    return {**rows}


def _addresses_of(hosts: Mapping[str, WorldHost]) -> tuple[str, ...]:
    return tuple(f"https://{host}/" for host in hosts)


def _host(name: str, row: Any) -> WorldHost:
    if not name.endswith(".test") or name != name.lower():
        raise WrongWorld(f"{name}: a world may only name lower-case hosts that end in .test")
    if not isinstance(row, dict):
        raise WrongWorld(f"{name}: give an object with address, http_port and https_port")
    try:
        address = ipaddress.ip_address(str(row.get("address", "")))
    except ValueError as error:
        raise WrongWorld(f"{name}: {error}") from error
    if address.version != 4 or address not in _LOOPBACK:
        raise WrongWorld(f"{name}: {address} is not in 127.0.0.0/8")
    ports = [row.get("http_port") or 0, row.get("https_port") or 0]
    if not all(isinstance(port, int) and 0 <= port <= 65_535 for port in ports):
        raise WrongWorld(f"{name}: a port is a whole number up to 65535")
    return WorldHost(str(address), ports[0], ports[1])


class _WorldResolver:
    def __init__(self, world: World, beyond: Resolver) -> None:
        self._world = world
        self._beyond = beyond

    async def addresses(self, host: str) -> tuple[Address, ...]:
        found = self._world.hosts.get(host)
        return (ipaddress.ip_address(found.address),) if found else await self._beyond.addresses(host)


class _WorldPolicy:
    def __init__(self, world: World, beyond: Policy) -> None:
        self._world = world
        self._beyond = beyond

    def dials(self, host: str, port: int, addresses: Sequence[Address]) -> tuple[Dial, ...]:
        found = self._world.hosts.get(host)
        if not found or [str(address) for address in addresses] != [found.address]:
            return self._beyond.dials(host, port, addresses)
        return (Dial(found.address, found.port_for(port)),)
