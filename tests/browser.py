"""One real Chromium for every test that needs a browser."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zlib import crc32

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
WINDOWLESS = Path("/usr/bin/chromium-headless-shell")
"""The same engine of the same package, without the windows and menus that Chromium builds for every context even when
nobody sees them: opening a page in a context of its own takes a quarter of the work. Used where it is installed."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]
"""As root Chromium refuses its sandbox; and it keeps to the portal's address."""
PATIENCE = 60_000
"""Milliseconds in which a page opens on a busy machine; what it is to say is waited for half as long."""
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
Theme = Literal["light", "dark"]
LOOKS: tuple[tuple[tuple[int, int, Theme], ...], ...] = (
    ((1280, 800, "light"), (390, 844, "dark")),
    ((1280, 800, "dark"), (390, 844, "light")),
)
"""Width, height and colours in which a page is judged. Pages differ in which theme is the wide one: what they are made
of is seen in all four, in half the time.
"""
NEED_BROWSER = {"browser_page", "browser_probe", "chromium"}
"""Fixtures that open one."""


def faults(page: Page) -> list[str]:
    """What axe finds on the page as it stands in the window, and whether it scrolls sideways."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(all => all.violations)")
    told = [f"{one['id']}: {'; '.join(node['html'][:140] for node in one['nodes'][:3])}" for one in found]
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [*told, f"scrolls sideways: {wide} in {room}"] if wide > room else told


def looks_at(page: Page) -> Iterator[str]:
    """Shows the page wide, then narrow, in the themes that are its own; gives a name to each look."""
    named = "".join(step for step in urlsplit(page.url).path.split("/") if not re.search(r"\d", step))
    for width, height, theme in LOOKS[crc32(named.encode()) % 2]:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        yield f"{width}-{theme}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests with a browser are `e2e`; without Chromium they are left out and one line says so, on CI they then fail."""
    for item in items:
        if NEED_BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.e2e)
    if CHROMIUM.exists() or os.environ.get("CI") == "true":
        return
    wanted = [item for item in items if not NEED_BROWSER & set(getattr(item, "fixturenames", ()))]
    left_out = [item for item in items if item not in wanted]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = wanted
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line(f"{len(left_out)} browser tests left out: no Chromium at {CHROMIUM}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the run."""
    expect.set_options(timeout=PATIENCE / 2)
    with sync_playwright() as playwright:
        assert CHROMIUM.exists(), f"Chromium is needed at {CHROMIUM} (or at $CHROMIUM)"
        program = WINDOWLESS if WINDOWLESS.exists() and "CHROMIUM" not in os.environ else CHROMIUM
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()
