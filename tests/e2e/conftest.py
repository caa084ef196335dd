"""A browser in front of a portal served by the test itself, and the demo's websites beside it."""

from __future__ import annotations

from tests.pages.conftest import accessible, browser_page
from tests.webchecks.conftest import demo_world, world_file

__all__ = ["accessible", "browser_page", "demo_world", "world_file"]
