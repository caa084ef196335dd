"""The demo world as a process of its own: ready when it says so, gone when told to."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from portal.egress.opening import open_door
from portal.egress.world import load_world
from portal.webchecks.world.sites import SITES, site_of

ROOT = Path(__file__).resolve().parents[2]


def test_it_writes_its_world_serves_it_and_ends_on_a_signal(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    os.mkfifo(ready)  # opening it waits for the other side: no polling
    command = [sys.executable, "-m", "portal.webchecks.world", "--var", str(tmp_path), "--ready-file", str(ready)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        assert ready.read_text() == "ready\n"
        world = load_world(tmp_path / "world.json")

        async def knock() -> int:
            async with open_door(world) as door:
                return (await door.fetch("https://goodleaf-dental.test/")).status  # type: ignore[union-attr]

        assert asyncio.run(knock()) == 200
        assert set(world.hosts) == {site.host for site in SITES}
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
        watchdog.cancel()


def test_a_site_is_found_by_its_host() -> None:
    assert site_of("goodleaf-dental.test").dba == "Goodleaf Dental"
    with pytest.raises(KeyError):
        site_of("nowhere.test")
