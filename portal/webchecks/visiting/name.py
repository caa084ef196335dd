"""The name in DNS: which addresses it has, and whether its twin with or without ``www.`` stands in for it."""

from __future__ import annotations

import dataclasses

from portal.egress.door import Refused
from portal.egress.names.targets import Target, parse_target
from portal.egress.reasons import AddressReason, CannotReach, PageReason
from portal.rules.facts.hosts import registrable
from portal.webchecks.visiting.order import Sighting
from portal.webchecks.visiting.reading import read_answer
from portal.webchecks.visiting.scene import Scene
from portal.webchecks.visiting.social import is_social

_WWW = "www."


async def look_up(scene: Scene) -> None:
    """Finds the addresses of the website; a name without any is tried with or without ``www.`` before it is given up.

    A website address that is a page at a social network means that there is no website.
    """
    try:
        target = parse_target(scene.order.url)
    except CannotReach as error:
        scene.refused, scene.detail = error.reason, error.detail
        return
    if is_social(target.host):
        scene.notes.append(f"{target.host} is a social network: there is no website to look at.")
        return
    scene.target = target
    found = await _addresses(scene, target)
    if found is None or found.reason != PageReason.NO_ADDRESS:
        return
    other = twin(target)
    if other is None or not await turn_to(scene, other, f"{target.host} has no address"):
        scene.pages.append(read_answer("home", target.url, found, None))


async def turn_to(scene: Scene, other: Target, why: str) -> bool:
    """Goes on with another name of the site when it has addresses that may be dialled; ``why`` begins the note."""
    found = await scene.door.addresses(other.host)
    if isinstance(found, Refused):
        return False
    scene.target, scene.addresses = other, tuple(str(address) for address in found)
    scene.notes.append(f"{why}; {other.host} is looked at instead. Let both names answer.")
    return True


def twin(target: Target) -> Target | None:
    """The same address with ``www.`` where it had none, or without; ``None`` for names below another."""
    if target.host.startswith(_WWW):
        bare = target.host.removeprefix(_WWW)
        return dataclasses.replace(target, host=bare) if "." in bare else None
    return dataclasses.replace(target, host=_WWW + target.host) if target.host == registrable(target.host) else None


async def _addresses(scene: Scene, target: Target) -> Refused | None:
    """Notes the addresses of a name; gives the refusal when it has none or may not be dialled."""
    found = await scene.door.addresses(target.host)
    if not isinstance(found, Refused):
        scene.addresses = tuple(str(address) for address in found)
        return None
    scene.detail = found.detail
    if found.reason in set(AddressReason):
        scene.refused = found.reason
    elif found.reason != PageReason.NO_ADDRESS:
        scene.pages.append(read_answer("home", target.url, found, None))
    scene.note(Sighting("dns", target.url, (), "", None, found.reason, 0, 0, None))
    return found
