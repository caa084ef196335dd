"""Whose address a request comes from, when proxies stand before the portal."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ClientAddressMiddleware:
    """Puts the client's own address where everything reads it: consent records, the trail, limits per address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = request.META.get("REMOTE_ADDR", "")
        said = request.headers.get("X-Forwarded-For", "")
        request.META["REMOTE_ADDR"] = client_address(seen, said, settings.TRUSTED_PROXIES)
        return self.get_response(request)


def client_address(seen: str, said: str, trusted: Sequence[Network]) -> str:
    """The nearest address that is not a trusted proxy's.

    ``seen`` is who is connected, ``said`` the X-Forwarded-For header, to which every proxy adds the one it saw. What
    stands left of the first stranger may be invented and is not read; a word that is no address ends the search at the
    proxy that passed it on.
    """
    nearest = seen
    for word in reversed([*said.split(","), seen]):
        address = _address(word)
        if address is None:
            break
        nearest = str(address)
        if not any(address in network for network in trusted):
            break
    return nearest


def _address(word: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(word.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
