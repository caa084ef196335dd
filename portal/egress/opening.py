"""The door as this installation's settings give it.

Only the modules ``portal.settings.demo`` and ``portal.settings.test`` say that worlds may be used (``EGRESS_WORLDS``),
and the demo names one (``EGRESS_WORLD``). Neither is read from the environment, and production has neither, so nothing
in production opens an address that is not public.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from portal.egress.door import Door
from portal.egress.rdap import RDAP_BASES
from portal.egress.tunnel.proxy import Tunnel, TunnelBudget
from portal.egress.world import World, WrongWorld, load_world


def open_door(world: World | None = None) -> Door:
    """A door for one visit: to the public internet, and to the world of the demo where there is one."""
    contact = settings.PUBLIC_URL
    chosen = world or world_of_settings()
    if chosen is None:
        return Door(contact=contact)
    return Door(
        policy=chosen.policy(),
        resolver=chosen.resolver(),
        roots=chosen.roots(),
        contact=contact,
        rdap={**RDAP_BASES, **chosen.rdap},
    )


def open_tunnel(seconds: float, world: World | None = None) -> Tunnel:
    """A tunnel for one browser job of so many seconds, judging as ``open_door`` does."""
    budget = TunnelBudget(total=seconds)
    chosen = world or world_of_settings()
    if chosen is None:
        return Tunnel(budget=budget)
    return Tunnel(policy=chosen.policy(), resolver=chosen.resolver(), budget=budget)


def world_from_file(path: Path) -> World:
    """The world a person named on the command line. Raises WrongWorld, under production settings always."""
    if not getattr(settings, "EGRESS_WORLDS", False):
        raise WrongWorld("these settings allow no test worlds; use the demo's or the tests' settings")
    return load_world(path)


def world_of_settings() -> World | None:
    """The demo's world under the demo's settings; None everywhere else."""
    path: Path | None = getattr(settings, "EGRESS_WORLD", None)
    if path is None or not getattr(settings, "EGRESS_WORLDS", False) or not Path(path).exists():
        return None
    return load_world(Path(path))
