"""`make run` as a person meets it: it starts, outlives the death of any part and of itself, and stops cleanly."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from portal.embedded.portal import ROOT

_PATIENCE = 180
_TAKEN_AWAY = ("DATABASE_", "REDIS_", "CLEARLINE_", "PUBLIC_URL", "DJANGO_", "PYTEST_", "SECRET_KEY", "FIELD_KEYS")


def wait_for(condition: Callable[[], object], what: str) -> None:
    pause, end = threading.Event(), time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end, f"{what} did not come about in {_PATIENCE} s"
        pause.wait(0.1)


class Run:
    """One `python -m portal.embedded`."""

    def __init__(self, var: Path) -> None:
        self.var = var
        clean = {name: value for name, value in os.environ.items() if not name.startswith(_TAKEN_AWAY)}
        command = [sys.executable, "-m", "portal.embedded", "--var", str(var), "--no-demo", "--port", "8400"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.address = ""

    def until_ready(self) -> None:
        told = []
        late = threading.Timer(_PATIENCE, self.process.kill)  # whoever never gets ready ends, and is told
        late.start()
        for line in self.process.stdout:
            told.append(line)
            if line.startswith("READY"):
                late.cancel()
                self.address = line.split("http://")[1].strip()
                threading.Thread(target=self.process.stdout.read, daemon=True).start()  # the pipe must not fill
                return
        raise AssertionError("".join(told))

    def processes(self) -> dict[str, int]:
        with contextlib.suppress(OSError, ValueError):
            return json.loads((self.var / "processes.json").read_text())
        return {}

    def is_ready(self) -> bool:
        link = HTTPConnection(self.address, timeout=5)
        try:
            link.request("GET", "/readyz")
            return link.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            link.close()


def everything_of(var: Path) -> list[str]:
    """Command lines and folders of processes that belong to a portal in ``var``."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"CLEARLINE_VAR={var}\0" in (place / "environ").read_text(errors="replace") or str(var) in (
                place / "cmdline"
            ).read_text(errors="replace"):
                found.append((place / "cmdline").read_text().replace("\0", " "))
    return found


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    # pytest's own temporary folders are shut to others, and as root PostgreSQL runs as nobody
    top = Path(tempfile.mkdtemp(dir=os.environ["CLEARLINE_TEST_FOLDER"]))
    top.chmod(0o711)
    started = Run(top / "var")
    try:
        started.until_ready()
        yield started
    finally:
        started.process.kill()
        started.process.wait()


def test_it_becomes_ready_and_names_its_parts(run):
    assert run.is_ready()
    assert list(run.processes()) == ["supervisor", "postgres", "valkey", "web", "worker", "beat"]


def test_a_second_start_in_the_same_folder_is_refused(run):
    second = Run(run.var)
    told, _ = second.process.communicate(timeout=_PATIENCE)
    assert second.process.returncode == 2
    assert f"process {run.process.pid}, http://{run.address}" in told


@pytest.mark.parametrize("part", ["worker", "web", "valkey", "postgres"])
def test_a_killed_part_comes_back(run, part):
    before = run.processes()[part]
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: run.processes().get(part) not in (None, before) and run.is_ready(), f"a new {part}")


def test_it_outlives_its_own_death_and_stops_cleanly(run):
    run.process.kill()
    run.process.wait()
    wait_for(lambda: not everything_of(run.var), "the end of every part")
    (run.var / "pg/18/postmaster.pid").write_text(f"{os.getpid()}\n")  # as if that number were another's by now
    again = Run(run.var)
    try:
        again.until_ready()
        again.process.send_signal(signal.SIGINT)
        assert again.process.wait(_PATIENCE) == 0
    finally:
        again.process.kill()
    assert everything_of(run.var) == []
