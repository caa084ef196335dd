"""A name that turns from a public address to one inside while a real browser shows its page."""

from __future__ import annotations

import asyncio
import concurrent.futures
import dataclasses
import json

import pytest

from portal.egress.names.policy import Policy, PublicOnly
from portal.egress.names.resolving import DnsResolver, Resolver
from portal.egress.world import World
from portal.webchecks.browser.drawing import Drawn
from tests.egress.internet import HERE, Careless, Internet, Mapped, Server, internet, ok
from tests.webchecks.browser.conftest import Draw

pytestmark = pytest.mark.e2e

PUBLIC = "93.184.216.34"
HOST = "turning.example.com"
ORDER = [("home", f"http://{HOST}/")]
ZONE = {HOST: [f"A {PUBLIC}", "turn", f"A {HERE}"]}
PAGE = f"""<!doctype html><html lang="en"><head><title>Public</title></head><body><h1>Shop</h1><p id="told">running</p>
<iframe src="http://{HOST}/frame"></iframe><img src="http://{HOST}/picture" alt="">
<script>(async () => {{ const said = [];
for (let i = 0; i < 12; i++) said.push(await (await fetch("/try" + i, {{ cache: "no-store" }})).text());
told.textContent = "over: " + said.join(" "); }})()</script></body></html>"""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Turning(World):
    """The names of a small internet; what the policy would dial is led to the server that stands there."""

    net: Internet
    judge: Policy

    def resolver(self, beyond: Resolver | None = None) -> Resolver:
        return DnsResolver(name_servers=[HERE], port=self.net.names.port)

    def policy(self, beyond: Policy | None = None) -> Policy:
        return Mapped(self.judge, self.net.servers)


@dataclasses.dataclass(frozen=True)
class Turned:
    """Two jobs as the portal does them, one that judges nothing, and what the servers and the names wrote down."""

    first: Drawn
    second: Drawn
    shop: Server
    asked_first: list[tuple[str, str]]
    reached_by_both: bool
    careless: Drawn

    @property
    def dialled(self) -> set[tuple[str, str]]:
        log = json.loads(next(each.data for each in self.first.evidence if each.kind == "tunnel"))
        return {(row["host"], row["address"]) for row in log["asked"] if row["outcome"] == "dialled"}


@pytest.fixture(scope="module")
def turned(browser_probe: Draw) -> Turned:
    shop = Server(lambda path: ok(PAGE if path == "/" else "public"))
    trap = Server(lambda _: ok("<title>Inside</title><p>secret</p>"))

    async def go() -> Turned:
        async with internet(ZONE, {PUBLIC: shop, HERE: trap}) as net:
            world = Turning(hosts={}, roots_file=None, net=net, judge=PublicOnly())
            first = await asyncio.to_thread(browser_probe, ORDER, world)
            asked = list(net.names.asked)
            second = await asyncio.to_thread(browser_probe, ORDER, world)
            reached = trap.was_reached
            careless = dataclasses.replace(world, judge=Careless())
            third = await asyncio.to_thread(browser_probe, ORDER, careless)
            return Turned(first, second, shop, asked, reached, third)

    with concurrent.futures.ThreadPoolExecutor(1) as thread:  # other tests' browser has an event loop here
        return thread.submit(asyncio.run, go()).result()


@pytest.mark.entry("web-checks-private-network-safe")
def test_all_that_a_page_asks_goes_where_its_name_was_judged_at_first(turned: Turned) -> None:
    page = turned.first.pages[0]
    assert (page.reason, page.title) == (None, "Public")
    assert "over: " + " ".join(["public"] * 12) in page.text
    assert len(turned.shop.heads) >= 14  # each over a connection of its own
    assert {host for host, _ in turned.dialled} == {HOST}
    assert sorted(turned.asked_first) == [(HOST, "A"), (HOST, "AAAA")]


def test_a_name_that_has_turned_is_not_shown(turned: Turned) -> None:
    page = turned.second.pages[0]
    assert (page.reason, page.html, page.screenshot_sha256) == ("loopback", "", None)
    assert not turned.reached_by_both


def test_a_browser_that_nobody_judges_for_is_led_inside(turned: Turned) -> None:
    page = turned.careless.pages[0]
    assert (page.reason, page.title) == (None, "Inside")
    assert "secret" in page.text
