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

PATIENT = 120.0
"""Seconds for one browser: tests run beside others, and what a page may take is not their subject."""


class OwnPagesOnly(Launcher):
    """For machines whose kernel lets nobody build a sandbox: the tests' own pages, drawn without one."""

    def flags(self) -> list[str]:
        return [*super().flags(), "--no-sandbox"]


@pytest.fixture(scope="session")
def browser_probe() -> Draw:
    """Draws pages as the portal does; only where the sandbox cannot start at all, our own pages without it."""

    def drawing(order: Sequence[tuple[str, str]], world: World) -> Drawn:
        with override_settings(BROWSER="on", CHROMIUM=os.fspath(CHROMIUM)):
            drawn = draw_with(order, Launcher, world=world, seconds=PATIENT)
            if all(page.reason == "browser_refused" for page in drawn.pages):
                drawn = draw_with(order, OwnPagesOnly, world=world, seconds=PATIENT)
            return drawn

    return drawing
