"""Real servers on the loopback: a world with one site for every fault of a certificate and every hostile trick."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from portal.egress.door import Door
from portal.egress.world import World, load_world
from portal.webchecks.world.serving import served_in_thread
from portal.webchecks.world.sites import GOOD, HOSTILE, Site

FLAWS = (
    "expired",
    "not_yet_valid",
    "wrong_host",
    "self_signed",
    "untrusted_root",
    "incomplete_chain",
    "weak_key",
    "no_san",
    "not_a_ca_issuer",
    "old_protocol",
    "revoked",
    "no_tls",
)


@dataclasses.dataclass(frozen=True)
class Town:
    """A world that is being served, and doors into it."""

    world: World

    def door(self, **options: Any) -> Door:
        given = {"policy": self.world.policy(), "resolver": self.world.resolver(), "roots": self.world.roots()}
        return Door(**{**given, **options})

    def visit(self, do: Callable[[Door], Awaitable[Any]], **options: Any) -> Any:
        """What ``do`` gives inside one door."""

        async def go() -> Any:
            async with self.door(**options) as door:
                return await do(door)

        return asyncio.run(go())


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    flawed = tuple(Site(f"{flaw.replace('_', '-')}.test", "Flawed LLC", tls=flaw) for flaw in FLAWS)
    with served_in_thread(tmp_path_factory.mktemp("town"), (GOOD[0], *flawed, *HOSTILE)) as path:
        yield Town(load_world(path))
