"""The browser that the portal itself uses, for a whole module at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import pytest
from django.test import override_settings

from portal.egress.world import World
from portal.webchecks.browser.drawing import Drawn, draw_with
from portal.webchecks.browser.launching import Launcher
from tests.browser import CHROMIUM

Draw = Callable[[Sequence[tuple[str, str]], World], Drawn]

PATIENT = {"seconds": 120.0, "page_seconds": 60.0}
"""For one browser and for each of its pages: tests run beside others, and what a page takes is not their subject."""


class OwnPagesOnly(Launcher):
    """For machines whose kernel lets nobody build a sandbox: the tests' own pages, drawn without one."""

    def flags(self) -> list[str]:
        return [*super().flags(), "--no-sandbox"]


@pytest.fixture(scope="session")
def browser_probe() -> Draw:
    """Draws pages as the portal does; only where the sandbox cannot start at all, our own pages without it."""

    def drawing(order: Sequence[tuple[str, str]], world: World) -> Drawn:
        with override_settings(BROWSER="on", CHROMIUM=os.fspath(CHROMIUM)):
            drawn = draw_with(order, Launcher, world=world, **PATIENT)
            if all(page.reason == "browser_refused" for page in drawn.pages):
                drawn = draw_with(order, OwnPagesOnly, world=world, **PATIENT)
            return drawn

    return drawing
