"""Watches children: starts them in order, restarts the one that dies, stops all in reverse order."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from portal.embedded.processes import tail
from portal.embedded.servers import CannotStart, stop

_TURN = 0.2
_LONGEST_PAUSE = 30.0
_CALM = 60.0
"""A child that ran this long starts its pauses afresh; deaths are counted within as many seconds."""
_MOST_DEATHS = 5


@dataclasses.dataclass
class Child:
    """One process to keep alive. ``start`` gives the running process; ``stop_signal`` asks it to end well."""

    name: str
    log: Path
    start: Callable[[], subprocess.Popen[bytes]]
    stop_signal: int = signal.SIGTERM
    stop_seconds: float = 15
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: list[float] = dataclasses.field(default_factory=list)
    next_start: float = 0.0


class GaveUp(Exception):
    """A child died five times in a minute."""


class Supervisor:
    """Children in the order of their start. ``say`` prints a line for the person at the terminal.

    ``state_file`` names the running processes as JSON; ``first_pause`` is in seconds and doubles with each death.
    """

    def __init__(self, state_file: Path, say: Callable[[str], None], *, first_pause: float = 1.0) -> None:
        self.children: list[Child] = []
        self.state_file, self.say, self.first_pause = state_file, say, first_pause
        self.stopping = False

    def on_signals(self) -> None:
        """Lets Ctrl-C, TERM and HUP end the loop; a second Ctrl-C changes nothing."""

        def ask(_number: int, _frame: FrameType | None) -> None:
            self.stopping = True

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, ask)

    def add(self, child: Child) -> None:
        """Starts a child and watches it from now on."""
        self.children.append(child)
        self._start(child)

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Restarts what dies until a signal comes or ``until`` says yes. Raises GaveUp."""
        while not self.stopping and not until():
            for child in self.children:
                self._look_at(child)
            time.sleep(_TURN)

    def stop(self) -> None:
        """Stops the children, the last started first."""
        for child in reversed(self.children):
            if child.process is not None:
                stop(child.process, signal_number=child.stop_signal, seconds=child.stop_seconds)
                end_group(child.process)
        if self.children:  # else the file is another supervisor's
            self.state_file.unlink(missing_ok=True)

    def _look_at(self, child: Child) -> None:
        if child.process is None:
            if time.monotonic() >= child.next_start:
                self._start(child)
            return
        if child.process.poll() is None:
            return
        end_group(child.process)
        self._mourn(child, f"{child.name} ended ({describe(child.process.returncode)})")

    def _start(self, child: Child) -> None:
        child.started = time.monotonic()
        try:
            child.process = child.start()
        except CannotStart as error:
            if not child.deaths:
                raise
            self._mourn(child, str(error))
        self._write_state()

    def _mourn(self, child: Child, what: str) -> None:
        moment = time.monotonic()
        if moment - child.started > _CALM:
            child.deaths.clear()
        child.process = None
        child.deaths = [death for death in child.deaths if moment - death < _CALM] + [moment]
        if len(child.deaths) >= _MOST_DEATHS:
            raise GaveUp(
                f"{child.name} died {_MOST_DEATHS} times in a minute. Last lines of {child.log}:\n{tail(child.log)}"
            )
        pause = min(_LONGEST_PAUSE, self.first_pause * 2.0 ** (len(child.deaths) - 1))
        child.next_start = moment + pause
        self.say(f"{what}; starting it again in {pause:.0f} s. Last lines of {child.log}:\n{tail(child.log, 5)}")

    def _write_state(self) -> None:
        running = {child.name: child.process.pid for child in self.children if child.process is not None}
        part = self.state_file.with_suffix(".part")
        part.write_text(json.dumps({"supervisor": os.getpid(), **running}))
        part.replace(self.state_file)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kills what an ended child left behind in its process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def describe(status: int) -> str:
    """An exit status in words."""
    if status >= 0:
        return f"status {status}"
    with contextlib.suppress(ValueError):
        return f"killed by {signal.Signals(-status).name}"
    return f"killed by signal {-status}"
