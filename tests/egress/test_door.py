"""The door: what is dialled is what was judged, and no server takes more than its budget."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any

import pytest

from portal.egress.budgets import Budget
from portal.egress.door import Door, Fetched, Refused
from portal.egress.names.addresses import Address
from portal.egress.names.policy import Dial, PublicOnly
from portal.egress.names.resolving import FixedResolver
from portal.egress.reasons import CannotReach
from tests.egress.conftest import Town

QUICK = Budget(total=1.0)
GOOD = "https://goodleaf-dental.test/"


class TurningResolver:
    """Answers something else at every look-up, as in DNS rebinding."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked = 0

    async def addresses(self, host: str) -> tuple[Address, ...]:
        self.asked += 1
        return tuple(ipaddress.ip_address(text) for text in self._answers[min(self.asked, len(self._answers)) - 1])


class Watching:
    """Lets the world's policy decide and writes down what it was asked."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.seen: list[str] = []

    def dials(self, host: str, port: int, addresses: Sequence[Address]) -> tuple[Dial, ...]:
        self.seen.append(f"{host}:{port}")
        found: tuple[Dial, ...] = self._inner.dials(host, port, addresses)
        return found


def test_a_page_is_fetched_with_what_proves_it(town: Town) -> None:
    answer = town.visit(lambda door: door.fetch(GOOD))
    assert isinstance(answer, Fetched)
    assert (answer.status, answer.final_url, answer.reason) == (200, GOOD, None)
    assert b"Goodleaf Dental" in answer.body
    assert answer.exchanges[0].addresses == ("127.0.0.1",)
    assert answer.exchanges[0].dialled == "127.0.0.1"


def test_a_redirect_is_followed_and_remembered(town: Town) -> None:
    answer = town.visit(lambda door: door.fetch("http://goodleaf-dental.test/privacy"))
    assert answer.final_url == f"{GOOD}privacy"
    assert answer.redirects == ("http://goodleaf-dental.test/privacy",)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (["127.0.0.1"], "loopback"),
        (["10.1.2.3"], "private"),
        (["169.254.169.254"], "metadata"),
        (["93.184.216.34", "10.0.0.1"], "mixed_answers"),
        (["2606:4700::1111", "::1"], "mixed_answers"),
        (["::ffff:127.0.0.1"], "embedded_ipv4"),
        (["64:ff9b::7f00:1"], "embedded_ipv4"),
        (["0.0.0.0"], "reserved"),
    ],
)
def test_a_name_that_points_inside_is_refused(town: Town, answers: list[str], reason: str) -> None:
    resolver = FixedResolver({"evil.example.com": answers})
    options = {"policy": PublicOnly(), "resolver": resolver}
    fetched = town.visit(lambda door: door.fetch("https://evil.example.com/"), **options)
    looked = town.visit(lambda door: door.tls("evil.example.com"), **options)
    assert (fetched.reason, looked.reason) == (reason, reason)
    assert isinstance(looked, Refused)


def test_a_name_is_resolved_once_a_visit_so_that_it_cannot_turn(town: Town) -> None:
    resolver = TurningResolver(["93.184.216.34"], ["127.0.0.1"])

    async def twice(door: Door) -> tuple[Any, Any]:
        return await door.addresses("turning.example.com"), await door.addresses("turning.example.com")

    first, second = town.visit(twice, policy=PublicOnly(), resolver=resolver)
    assert first == second == (ipaddress.ip_address("93.184.216.34"),)
    assert resolver.asked == 1


def test_the_next_visit_judges_the_new_answer(town: Town) -> None:
    resolver = TurningResolver(["93.184.216.34"], ["127.0.0.1"])
    options = {"policy": PublicOnly(), "resolver": resolver}
    town.visit(lambda door: door.addresses("turning.example.com"), **options)
    later = town.visit(lambda door: door.fetch("https://turning.example.com/"), **options)
    assert later.reason == "loopback"


def test_every_connection_is_judged_redirects_included(town: Town) -> None:
    policy = Watching(town.world.policy())
    town.visit(lambda door: door.fetch("http://goodleaf-dental.test/"), policy=policy)
    assert {"goodleaf-dental.test:80", "goodleaf-dental.test:443"} <= set(policy.seen)


@pytest.mark.parametrize(("trick", "inner"), [("redirect-loopback", "loopback"), ("redirect-metadata", "metadata")])
def test_a_redirect_into_the_inside_is_refused(town: Town, trick: str, inner: str) -> None:
    answer = town.visit(lambda door: door.fetch(f"https://{trick}.hostile.test/", QUICK))
    assert (answer.reason, answer.inner) == ("redirect_refused", inner)
    assert answer.exchanges[0].status == 302


def test_a_body_is_cut_at_the_budget_and_says_so(town: Town) -> None:
    answer = town.visit(lambda door: door.fetch(GOOD, Budget(wire_bytes=100)))
    assert (answer.reason, len(answer.body), answer.exchanges[0].cut) == ("too_large", 100, True)


def test_headers_have_a_budget_too(town: Town) -> None:
    answer = town.visit(lambda door: door.fetch(GOOD, Budget(header_bytes=20)))
    assert answer.reason == "too_large"


def test_a_name_without_address_says_so(town: Town) -> None:
    answer = town.visit(lambda door: door.fetch("https://nowhere.example.com/"), resolver=FixedResolver({}))
    assert answer.reason == "no_address"


def test_a_proxy_in_the_environment_is_not_used(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert town.visit(lambda door: door.fetch(GOOD)).status == 200


def test_a_body_can_be_sent_and_its_redirect_is_not_followed(town: Town) -> None:
    sent = town.visit(lambda door: door.post(f"{GOOD}texts", b"{}", {"Content-Type": "application/json"}))
    moved = town.visit(lambda door: door.post("http://goodleaf-dental.test/texts", b"{}", {}))
    assert (sent.status, moved.status, len(moved.exchanges)) == (200, 301, 1)


def test_the_policy_refuses_a_name_as_a_whole() -> None:
    addresses = [ipaddress.ip_address(text) for text in ("8.8.8.8", "192.168.0.1")]
    with pytest.raises(CannotReach, match="mixed_answers"):
        PublicOnly().dials("half.example.com", 443, addresses)
