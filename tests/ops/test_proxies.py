"""Whose address is recorded when proxies stand before the portal."""

from __future__ import annotations

import ipaddress

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from portal.common.proxies import ClientAddressMiddleware, client_address

TRUSTED = [ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("seen", "said", "client"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("203.0.113.5", "198.51.100.7", "203.0.113.5"),
        ("10.0.0.2", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.2", "192.0.2.1, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.2", "192.0.2.1, 198.51.100.7, 10.0.0.9", "198.51.100.7"),
        ("::ffff:10.0.0.2", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.2", "192.0.2.1, unknown", "10.0.0.2"),
        ("10.0.0.2", "<script>", "10.0.0.2"),
        ("", "192.0.2.1", ""),
    ],
)
def test_the_nearest_address_that_is_no_proxy_s_counts(seen: str, said: str, client: str) -> None:
    assert client_address(seen, said, TRUSTED) == client


@given(said=st.text(max_size=200))
def test_a_stranger_cannot_say_where_it_comes_from(said: str) -> None:
    assert client_address("203.0.113.5", said, TRUSTED) == "203.0.113.5"


def test_everything_behind_it_reads_the_visitor_s_address(settings) -> None:  # type: ignore[no-untyped-def]
    settings.TRUSTED_PROXIES = TRUSTED
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.2", headers={"X-Forwarded-For": "198.51.100.7"})
    answer = ClientAddressMiddleware(lambda seen: HttpResponse(seen.META["REMOTE_ADDR"]))(request)
    assert answer.content == b"198.51.100.7"
