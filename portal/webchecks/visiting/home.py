"""The home page, and the same address asked for without encryption."""

from __future__ import annotations

from typing import Final

from portal.egress.names.targets import Target
from portal.egress.reasons import CertificateReason, PageReason
from portal.rules.web_facts import PageFacts
from portal.webchecks.visiting.certificate import look_at_tls
from portal.webchecks.visiting.name import turn_to, twin
from portal.webchecks.visiting.scene import Scene
from portal.webchecks.visiting.social import social_links

_REFUSES: Final = frozenset({PageReason.CONNECTION_RESET, PageReason.NO_ADDRESS})


async def open_home(scene: Scene) -> None:
    """Opens the home page; where the name refuses, the one with or without ``www.`` is tried and noted."""
    if not scene.may_go_on or scene.target is None:
        return
    page = await scene.read("home", _address(scene, scene.target))
    other = twin(scene.target) if page.reason in _REFUSES else None
    if other is not None:
        page = await _at_the_other_name(scene, scene.target, other) or page
    scene.pages.append(page)
    scene.social_links = social_links(page)


async def ask_plainly(scene: Scene) -> None:
    """Asks for the home page by http, to see whether it leads to https."""
    if scene.may_go_on and scene.target is not None:
        plain = scene.target.with_scheme("http").with_path("/")
        scene.pages.append(await scene.read("http_redirect", plain.url))


def _address(scene: Scene, target: Target) -> str:
    """A site whose port 443 is closed is asked without encryption: that it is has a check of its own."""
    closed = scene.tls is not None and scene.tls.reason == CertificateReason.NO_TLS
    return (target.with_scheme("http") if closed and target.scheme == "https" else target).url


async def _at_the_other_name(scene: Scene, asked: Target, other: Target) -> PageFacts | None:
    """The home page at the other name when it answers there; the site is then looked at under that name."""
    before = (scene.target, scene.addresses, scene.tls, list(scene.notes))
    if await turn_to(scene, other, f"{asked.host} refuses the connection"):
        await look_at_tls(scene)
        page = await scene.read("home", _address(scene, other))
        if page.reason is None:
            return page
        scene.target, scene.addresses, scene.tls, scene.notes = before
    return None
