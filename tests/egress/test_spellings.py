"""Every way to write an address that leads elsewhere is refused before anything is looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.egress.reasons import CannotReach
from portal.egress.targets import join_target, parse_target

REFUSED = {
    "loopback": ["http://127.0.0.1/", "http://127.1.2.3/", "http://[::1]/", "127.0.0.1", "https://127。0。0。1/"],
    "private": ["http://10.0.0.1/", "http://192.168.0.1/", "http://172.16.5.5", "http://[fc00::1]/", "[fd00::1]"],
    "metadata": ["http://169.254.169.254/latest/", "http://100.100.100.200/", "http://[fd00:ec2::254]/"],
    "link_local": ["http://169.254.1.1/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/"],
    "carrier_nat": ["http://100.64.0.1/"],
    "multicast": ["http://224.0.0.1/", "http://[ff02::1]/"],
    "reserved": ["http://0.0.0.0/", "http://255.255.255.255/", "http://[::]/", "http://192.0.2.1/"],
    "embedded_ipv4": [
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::1]/",
        "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    ],
    "bad_scheme": [
        "file:///etc/passwd",
        "ftp://example.com/",
        "gopher://example.com/",
        "dict://example.com:11211/",
        "javascript:alert(1)",
        "data:text/html,hi",
        "ws://example.com/",
        "mailto:someone@example.com",
    ],
    "bad_port": [
        "http://example.com:22/",
        "http://example.com:6379/",
        "https://example.com:8443/",
        "http://example.com:65535/",
        "http://example.com:99999/",
        "example.com:5432",
    ],
    "credentials_in_url": [
        "http://user:secret@example.com/",
        "http://user@example.com/",
        "https://example.com@127.0.0.1/",
        "https://127.0.0.1@example.com/",
        "https://@example.com/",
        "http://:@example.com/",
    ],
    "not_a_name": [
        "",
        "   ",
        "http://",
        "http:///path",
        "http://localhost/",
        "http://localhost./",
        "http://LOCALHOST:80/",
        "http://foo.localhost/",
        "http://server/",
        "http://db.internal/",
        "http://printer.local/",
        "http://router.lan/",
        "http://x.onion/",
        "http://1.0.0.127.in-addr.arpa/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0x7f.0x0.0x0.0x1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://0/",
        "http://0x7f.1/",
        "http://017700000001/",
        "http://①②⑦.⓪.⓪.①/",
        "http://example.127/",
        "http://example.0x1/",
        "http://8.8.8.8/",
        "http://[2606:4700::1]/",
        "http://[::1",
        "http://exa mple.com/",
        "http://example.com\\@127.0.0.1/",
        "http://example.com\t.evil.com/",
        "http://example.com\r\nHost: evil/",
        "http://example\u200b.com/",
        "http://exam%70le.com/",
        "http://%31%32%37.0.0.1/",
        "http://-example.com/",
        "http://example-.com/",
        "http://exa!mple.com/",
        "http://..example.com/",
        "http://" + "a" * 64 + ".com/",
        "http://" + "a." * 130 + "com/",
        "https://example.com/" + "a" * 2_048,
    ],
}


@pytest.mark.parametrize(("text", "reason"), [(text, reason) for reason, texts in REFUSED.items() for text in texts])
def test_a_trick_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(CannotReach) as refusal:
        parse_target(text)
    assert refusal.value.reason == reason


def test_there_are_at_least_sixty_tricks() -> None:
    assert sum(map(len, REFUSED.values())) >= 60


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("example.com", "https://example.com/"),
        ("example.com/a?b=1#c", "https://example.com/a?b=1"),
        ("HTTP://Example.COM:80/A", "http://example.com/A"),
        ("https://example.com./", "https://example.com/"),
        (" https://münchen.example.de/ä ", "https://xn--mnchen-3ya.example.de/%C3%A4"),
        ("//example.com/x", "https://example.com/x"),
        ("example.com:443/x", "https://example.com/x"),
    ],
)
def test_an_ordinary_address_gets_one_canonical_form(text: str, url: str) -> None:
    assert parse_target(text).url == url


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1/", "//169.254.169.254/", "https://a:b@example.com/", "ftp://x.org/"]
)
def test_a_link_is_judged_like_a_typed_address(location: str) -> None:
    with pytest.raises(CannotReach):
        join_target(parse_target("https://example.com/a/b"), location)


def test_a_relative_link_stays_on_its_site() -> None:
    base = parse_target("https://example.com/a/b")
    assert join_target(base, "../c?d#e").url == "https://example.com/c?d"


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_target_or_a_refusal(text: str) -> None:
    for address in (text, f"https://{text}", f"http://{text}/"):
        try:
            target = parse_target(address)
        except CannotReach:
            continue
        assert parse_target(target.url) == target
