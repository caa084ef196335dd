"""Shuts the way to the network: a test reaches the loopback and Unix sockets, nothing else."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any


class NetworkShut(AssertionError):
    """A test tried to reach something beyond the loopback."""


def shut() -> None:
    """Puts the guard into ``socket``; once is enough."""
    if getattr(socket, "_clearline_guard", False):
        return
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    socket.socket.sendmsg = _guarded_message(socket.socket.sendmsg)  # type: ignore[method-assign]
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
        setattr(socket, name, _guarded_names(getattr(socket, name)))
    socket._clearline_guard = True  # type: ignore[attr-defined]


def _guarded(method: Any) -> Any:
    def call(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(str(address[0])):
            raise NetworkShut(f"a test may reach the loopback only, not {address}")
        return method(self, *arguments)

    return call


def _guarded_message(method: Any) -> Any:
    def call(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[3] if len(arguments) > 3 else None
        if address and self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(str(address[0])):
            raise NetworkShut(f"a test may reach the loopback only, not {address}")
        return method(self, *arguments)

    return call


def _guarded_names(look_up: Any) -> Any:
    def call(host: Any, *arguments: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name and not _is_literal(name) and not _is_loopback(name):
            raise NetworkShut(f"a test may not look up {name}")
        return look_up(host, *arguments, **options)

    return call


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_literal(host) and ipaddress.ip_address(host).is_loopback)
