"""Many visits in one loop, one visit, or one in the caller's own loop: the same steps, the same verdict."""

from __future__ import annotations

import asyncio
import threading

import pytest

from portal.egress.door import Door
from portal.egress.opening import open_door
from portal.egress.world import World
from portal.webchecks.looking import Arrived, Asked, Fault, Step, look, look_async, visit_site, visits
from portal.webchecks.visiting.order import Order
from portal.webchecks.visiting.visit import Visit
from portal.webchecks.world.sites import GOOD, SITES, site_of
from tests.webchecks.conftest import order_of

HOSTS = [site.host for site in GOOD] + ["oldtown-hardware.test", "sunrise-cafe.test", "nowhere.test"]


def asked(world: World, host: str) -> Asked:
    known = {site.host for site in SITES}
    return Asked(order_of(site_of(host)) if host in known else Order(host), open_door(world), pause=0)


def test_many_visits_in_one_loop_see_what_each_sees_alone(world: World) -> None:
    ended: dict[str, Visit] = {}
    steps: dict[str, list[int]] = {}
    for host, came in visits({host: asked(world, host) for host in HOSTS}, at_once=4):
        match came:
            case Step():
                steps.setdefault(host, []).append(came.done)
            case Visit():
                ended[host] = came
    assert set(ended) == set(HOSTS)
    assert all(done == sorted(done) and done[0] == 0 for done in steps.values())
    for host in ("goodleaf-dental.test", "oldtown-hardware.test", "nowhere.test"):
        alone, together = visit_site(asked(world, host)).facts(), ended[host].facts()
        assert (alone.tls, alone.refused) == (together.tls, together.refused)
        assert [page.text for page in alone.pages] == [page.text for page in together.pages]


def test_a_loop_of_ones_own_gives_the_same_judgement(world: World) -> None:
    site = site_of("brightside-salon.test")
    brand = {"legal_name": site.legal_name}

    async def go() -> dict[str, str]:
        _, found = await look_async(
            order_of(site), brand, "as_documented", kind="campaign", door=open_door(world), pause=0
        )
        return {row["check"]: row["verdict"] for row in found.checks}

    _, alone = look(order_of(site), brand, "as_documented", kind="campaign", door=open_door(world), pause=0)
    assert asyncio.run(go()) == {row["check"]: row["verdict"] for row in alone.checks}


def test_a_visit_turned_away_on_arrival_asks_the_site_nothing(world: World) -> None:
    ended = []
    for host, came in visits({host: asked(world, host) for host in HOSTS[:3]}):
        if isinstance(came, Arrived):
            assert came.addresses == ("127.0.0.1",)
            came.turned_away = host == HOSTS[1]
        elif isinstance(came, Visit):
            ended.append(host)
    assert sorted(ended) == sorted([HOSTS[0], HOSTS[2]])


def test_who_stops_listening_ends_the_visits(world: World) -> None:
    class Enough(Exception):
        pass

    def admit(_addresses: object) -> None:
        raise Enough

    before = threading.active_count()
    with pytest.raises(Enough):
        visit_site(asked(world, "goodleaf-dental.test"), admit=admit)
    coming = visits({host: asked(world, host) for host in HOSTS})
    next(coming)
    coming.close()
    assert threading.active_count() == before


def test_a_fault_of_ours_in_one_visit_is_told_and_leaves_the_others_alone(world: World) -> None:
    class Stuck(Door):
        async def aclose(self) -> None:
            raise RuntimeError("stuck")

    broken = Asked(Order("https://nowhere.test/"), Stuck(), pause=0)
    came = list(visits({"broken": broken, "good": asked(world, HOSTS[0])}))
    ends = {host: type(thing) for host, thing in came if isinstance(thing, Visit | Fault)}
    assert ends == {"broken": Fault, "good": Visit}
    with pytest.raises(RuntimeError, match="stuck"):
        visit_site(Asked(Order("https://nowhere.test/"), Stuck(), pause=0))
