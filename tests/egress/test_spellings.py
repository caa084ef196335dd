"""Every way to write an address that leads elsewhere is refused before anything is looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.egress.names.targets import join_target, parse_target
from portal.egress.reasons import CannotReach
from tests.egress.spellings import REFUSED


@pytest.mark.parametrize(("text", "reason"), [(text, reason) for reason, texts in REFUSED.items() for text in texts])
def test_a_trick_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(CannotReach) as refusal:
        parse_target(text)
    assert refusal.value.reason == reason


def test_there_are_at_least_two_hundred_tricks_and_none_twice() -> None:
    texts = [text for texts in REFUSED.values() for text in texts]
    assert len(texts) == len(set(texts)) >= 200


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
