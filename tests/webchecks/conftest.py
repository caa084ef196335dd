"""The demo world, served for the whole run of tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.egress.opening import open_door
from portal.egress.world import World, load_world
from portal.webchecks.judging import Judgement
from portal.webchecks.looking import look
from portal.webchecks.visiting.order import Order
from portal.webchecks.visiting.visit import Visit
from portal.webchecks.world.serving import served_in_thread
from portal.webchecks.world.sites import Site, site_of

Look = Callable[[str], tuple[Visit, Judgement]]


@pytest.fixture(scope="session")
def world_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with served_in_thread(tmp_path_factory.mktemp("world")) as path:
        yield path


@pytest.fixture(scope="session")
def world(world_file: Path) -> World:
    return load_world(world_file)


@pytest.fixture
def demo_world(world_file: Path, settings: object) -> World:
    """The world as the settings' own: what a worker's door opens."""
    settings.EGRESS_WORLD = world_file  # type: ignore[attr-defined]
    return load_world(world_file)


def order_of(site: Site) -> Order:
    return Order(site.url, site.privacy_url, site.terms_url, site.opt_in_url)


@pytest.fixture
def look_at(world: World) -> Look:
    """Visits a demo site with all its addresses and judges it."""

    def visit(host: str) -> tuple[Visit, Judgement]:
        site = site_of(host)
        brand = {"legal_name": site.legal_name, "dba_name": site.dba}
        return look(order_of(site), brand, "as_documented", kind="campaign", door=open_door(world), pause=0)

    return visit
