"""One real Chromium for every test that needs a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
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
NEED_BROWSER = {"browser_page", "browser_probe", "chromium"}
"""Fixtures that open one."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without Chromium the browser's tests are left out and one line says so; on CI they then fail."""
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
    with sync_playwright() as playwright:
        assert CHROMIUM.exists(), f"Chromium is needed at {CHROMIUM} (or at $CHROMIUM)"
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()
