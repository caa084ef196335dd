"""Whether there is a browser here, and which."""

from __future__ import annotations

import functools
import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from django.conf import settings

from portal.egress.reasons import PageReason

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
"""What the browser's program is called on the systems we know; never Playwright's own download."""


def chromium_path() -> Path | None:
    """The browser of the settings (`CHROMIUM`), else the first on the PATH; None when there is none to run."""
    named = shutil.which(settings.CHROMIUM) if settings.CHROMIUM else None
    found = named if settings.CHROMIUM else next((path for path in map(shutil.which, NAMES) if path), None)
    return Path(found) if found else None


def browser_available() -> str:
    """Empty when pages can be drawn, here or by a worker of the queue `browser`; else the reason: `no_browser`."""
    return "" if settings.BROWSER == "queue" else browser_here()


def browser_here() -> str:
    """Empty when this very process can draw pages, else the reason: `no_browser`."""
    usable = settings.BROWSER != "off" and importlib.util.find_spec("playwright") and chromium_path()
    return "" if usable else PageReason.NO_BROWSER.value


@functools.lru_cache(maxsize=4)
def major_version(path: Path) -> str:
    """The browser's main version as it says itself, for the User-Agent; empty when it does not say."""
    try:
        told = subprocess.run(  # noqa: S603 - the operator's own program
            [path, "--version"], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    found = re.search(r"\b(\d{2,4})\.\d+\.\d+", told.stdout)
    return found.group(1) if found else ""
