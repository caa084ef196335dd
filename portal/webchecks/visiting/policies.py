"""The privacy policy, the terms and the opt-in page: as given, else as linked, else at the usual addresses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from portal.egress.budgets import Budget
from portal.egress.names.targets import Target
from portal.rules.web_facts import PageFacts
from portal.webchecks.visiting.links import policy_link
from portal.webchecks.visiting.scene import Scene, address_key

GUESS_BUDGET: Final = Budget(read=4.0, total=5.0)
"""For addresses that were guessed, not given."""
USUAL_PATHS: Final = {
    "privacy_policy": ("/privacy-policy", "/privacy", "/legal/privacy"),
    "terms": ("/terms", "/terms-of-service", "/terms-and-conditions"),
}


def policy(role: str, given: str) -> Callable[[Scene], Awaitable[None]]:
    """The step that reads a policy (`privacy_policy` or `terms`) at the address given, or looks for it."""

    async def step(scene: Scene) -> None:
        if not scene.may_go_on and not given:
            return
        url = given or policy_link(scene.home, role)
        if url:
            scene.pages.append(await scene.read(role, url))
        elif scene.target is not None:
            await _guess(scene, role, scene.target)

    return step


async def open_opt_in(scene: Scene) -> None:
    """Opens the page with the opt-in form, when there is one."""
    if scene.order.opt_in_url:
        scene.pages.append(await scene.read("opt_in", scene.order.opt_in_url))


async def _guess(scene: Scene, role: str, site: Target) -> None:
    """Tries the usual addresses. One that cannot be read says that it is not known whether there is a policy."""
    for path in USUAL_PATHS[role]:
        page = await scene.read(role, site.with_path(path).url, GUESS_BUDGET)
        if page.reason or page.kind in {"bot_wall", "login_wall", "needs_browser"}:
            scene.pages.append(page)
            return
        if page.status == 200 and page.kind == "page" and not _shows_home(scene, page):
            scene.pages.append(page)
            return


def _shows_home(scene: Scene, page: PageFacts) -> bool:
    """Whether a guessed address only led to the home page: then there is no policy there."""
    home = scene.home
    if home is None:
        return False
    led = address_key(page.final_url or page.url) == address_key(home.final_url or home.url)
    return led or (bool(page.text) and page.text == home.text)
