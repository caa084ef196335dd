"""The browser runs unprivileged inside its sandbox, or not at all; and nothing of it is left behind."""

from __future__ import annotations

import asyncio
import concurrent.futures
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.egress.opening import open_tunnel
from portal.webchecks.browser import drawing
from portal.webchecks.browser.drawing import draw_with
from portal.webchecks.browser.launching import BrowserRefused, Launcher
from portal.webchecks.browser.leavings import PREFIX
from tests.browser import CHROMIUM
from tests.webchecks.browser.conftest import Draw, OwnPagesOnly
from tests.webchecks.browser.street import page, served

pytestmark = pytest.mark.e2e


class NoSandbox(Launcher):
    """As on a machine whose kernel lets nobody make the namespaces that the sandbox is built of."""

    def command(self) -> str:
        within = super().command().rpartition(" ")[0] or "env"
        return f"unshare -Ur sh -c 'echo 0 > /proc/sys/user/max_user_namespaces; exec \"$@\"' - {within} {self.program}"


class Broken(Launcher):
    """A browser that ends as soon as it starts."""

    def command(self) -> str:
        return "false"


def processes(words: str) -> list[Path]:
    """Every process with these words in its command line."""
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                if words.encode() in (place / "cmdline").read_bytes():
                    found.append(place)
            except OSError:
                continue
    return found


def status(place: Path) -> dict[str, str]:
    lines = (place / "status").read_text().splitlines()
    known = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return {**known, "Environment": (place / "environ").read_text()}


def folders() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*")}


async def looked_at(launcher: Launcher) -> tuple[list[dict[str, str]], list[str], str]:
    """The states and command lines of all processes of a running browser, and the folder they share.

    The browser is known by the door it was given: other tests' browsers run beside it.
    """
    async with open_tunnel(60) as tunnel, launcher.launched(tunnel) as context:
        await context.pages[0].set_content("<p>here</p>")
        lines = [(one / "cmdline").read_text() for one in processes(f"127.0.0.1:{tunnel.port}")]
        (folder,) = {folder for line in lines for folder in re.findall(rf"{PREFIX}\w+", line)}
        found = processes(folder)
        return [status(one) for one in found], [(one / "cmdline").read_text() for one in found], folder


@pytest.fixture(scope="module")
def seen(browser_probe: Draw) -> Iterator[tuple[list[dict[str, str]], list[str], str]]:
    with concurrent.futures.ThreadPoolExecutor(1) as thread:  # other tests' browser has an event loop here
        try:
            yield thread.submit(asyncio.run, looked_at(Launcher(CHROMIUM, "agent"))).result()
        except BrowserRefused:  # a kernel without user namespaces: the refusal is what there is to prove
            yield [], [], ""


def test_no_process_of_the_browser_is_root_or_could_become_it(seen: Any) -> None:
    states, lines, folder = seen
    assert all("0" not in state["Uid"].split() and state["NoNewPrivs"] == "1" for state in states)
    first = next((state for state, line in zip(states, lines, strict=True) if "--type=" not in line), None)
    assert first is not None or not folder
    assert first is None or int(first["CapEff"], 16) == 0


def test_what_runs_a_page_is_inside_the_sandbox(seen: Any) -> None:
    states, lines, folder = seen
    pages = [state for state, line in zip(states, lines, strict=True) if "--type=renderer" in line]
    assert bool(pages) == bool(folder)
    assert all(state["Seccomp"] == "2" for state in pages)
    assert not any("--no-sandbox" in line for line in lines)


def test_nothing_is_left_of_a_browser(seen: Any) -> None:
    assert not seen[2] or processes(seen[2]) == []
    assert seen[2] not in folders() or not seen[2]


def test_the_browser_knows_nothing_of_our_environment(seen: Any) -> None:
    states, _, folder = seen
    assert "SECRET_KEY" in os.environ
    assert not any("SECRET_KEY" in state["Environment"] for state in states)
    assert not folder or any(folder in state["Environment"] for state in states)


@pytest.mark.parametrize("make", [NoSandbox, Broken])
def test_a_browser_that_cannot_start_its_sandbox_draws_nothing(
    browser_probe: Draw, tmp_path: Path, make: type[Launcher]
) -> None:
    pages = {"/": page("<p>Hello</p>")}
    with served(tmp_path, {"shop.test": pages}) as world:
        drawn = draw_with([("home", "http://shop.test/"), ("opt_in", "http://shop.test/")], make, world=world)
    assert [page.reason for page in drawn.pages] == ["browser_refused"] * 2
    assert [each.kind for each in drawn.evidence] in ([], ["tunnel"])
    assert folders() == set() or not processes("shop.test")


def test_production_has_no_way_to_leave_the_sandbox_out() -> None:
    folder = Path(drawing.__file__).parent
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert "no-sandbox" not in sources
    assert "chromium_sandbox=True" in sources
    assert "--no-sandbox" in OwnPagesOnly(CHROMIUM, "").flags()
