"""Pages that take more than their share end with a reason, and what is theirs goes with them."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest
from django.test import override_settings

from portal.webchecks.browser.drawing import draw_with
from portal.webchecks.browser.hunger import memory_of
from tests.browser import CHROMIUM
from tests.webchecks.browser.conftest import PATIENT, Draw, OwnPagesOnly
from tests.webchecks.browser.street import page, served

pytestmark = pytest.mark.e2e

FORM = '<form><input type="tel" name="phone"><input type="checkbox" id="a"><label for="a">Text me offers</label></form>'
GREEDY = page(
    f"{FORM}<script>const held = []; setInterval(() => {{ held.push(new Uint8Array(5e7).fill(7)) }}, 100)</script>"
)
MANY_TREES = page(
    f"""{FORM}<script>for (let i = 0; i < 3000; i++) {{ const host = document.createElement("div");
 document.body.append(host); host.attachShadow({{ mode: "closed" }}).innerHTML = "<p>Text me</p>" }}</script>"""
)


@dataclasses.dataclass(frozen=True)
class Frugal(OwnPagesOnly):
    memory: int = 600_000_000


def test_a_page_that_takes_more_memory_than_a_browser_may_is_ended(tmp_path: Path) -> None:
    order = [("home", "http://shop.test/usual"), ("opt_in", "http://shop.test/"), ("terms", "http://shop.test/usual")]
    here = override_settings(BROWSER="on", CHROMIUM=os.fspath(CHROMIUM))
    with served(tmp_path, {"shop.test": {"/": GREEDY, "/usual": page(FORM)}}) as world, here:
        drawn = draw_with(order, Frugal, world=world, **PATIENT)
    assert [each.reason for each in drawn.pages] == [None, "browser_refused", "browser_refused"]
    assert [each.screenshot_sha256 is None for each in drawn.pages] == [False, True, True]


def test_what_a_group_of_processes_holds_is_its_own_memory() -> None:
    held = b"\1" * 50_000_000
    assert memory_of(os.getpgid(0)) > len(held)
    assert memory_of(2**22 + 1) == 0


def test_a_page_of_very_many_closed_trees_is_still_measured(browser_probe: Draw, tmp_path: Path) -> None:
    with served(tmp_path, {"shop.test": {"/": MANY_TREES}}) as world:
        (drawn,) = browser_probe([("opt_in", "http://shop.test/")], world).pages
    assert (drawn.reason, [box.ticked for box in drawn.boxes]) == (None, [False])
    assert drawn.text.count("Text me") > 100
