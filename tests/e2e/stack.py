"""The whole portal as `make run` starts it, in a folder of its own, for tests that walk through it from outside."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300
"""Seconds to wait for READY: a cold start on two busy cores, with the demo's story."""
_READY = re.compile(r"^READY after .*: (http://\S+)$", re.MULTILINE)


@dataclasses.dataclass
class Stack:
    """A running portal: its folder, process and address."""

    folder: Path
    process: subprocess.Popen[bytes]
    address: str = ""

    @property
    def password(self) -> str:
        """The password of all demo people."""
        return json.loads((self.folder / "demo.json").read_text())["password"]

    @property
    def output(self) -> str:
        """What the supervisor printed."""
        return (self.folder.parent / "output.txt").read_text()

    def pids(self, *words: str) -> list[int]:
        """Processes of this portal whose command line has all the words."""
        found = []
        for line in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                command = line.read_bytes().replace(b"\0", b" ").decode(errors="replace")
                environment = (line.parent / "environ").read_bytes()
            except OSError:
                continue
            if str(self.folder).encode() in environment + command.encode() and all(word in command for word in words):
                found.append(int(line.parent.name))
        return found

    def stop(self) -> None:
        """Ctrl-C, and wait for the end."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=120)


def start(folder: Path, *arguments: str) -> Stack:
    """Starts the portal in a folder and waits until it says READY. Fails with its output when it ends before."""
    output = folder.parent / "output.txt"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "portal.embedded", "--var", str(folder), *arguments],
            cwd=ROOT,
            env=kept,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    stack = Stack(folder, process)
    deadline = time.monotonic() + PATIENCE
    while not (ready := _READY.search(stack.output)):
        assert process.poll() is None, f"the portal ended before it was ready:\n{stack.output}"
        assert time.monotonic() < deadline, f"not ready after {PATIENCE} s:\n{stack.output}"
        _pause()
    stack.address = ready[1]
    return stack


_OURS = (
    "DATABASE_",
    "REDIS_URL",
    "DJANGO_",
    "SECRET_KEY",
    "FIELD_KEYS",
    "HASH_KEY",
    "SIGNING_KEY",
    "CLEARLINE_VAR",
    "PUBLIC_URL",
)


def until(told: object, *, seconds: float = 180) -> None:
    """Asks ``told()`` again and again until it is true; fails after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not told():  # type: ignore[operator]
        assert time.monotonic() < deadline, f"still not after {seconds} s"
        _pause()


def _pause() -> None:
    """Waits a moment for another process to get on."""
    signal.sigtimedwait([], 0.2)
