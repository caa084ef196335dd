"""`make bench-webchecks`: websites per second of one core, beside a bare loop over the same pages in the same run.

The servers run on another core. Every site has words of its own, so that no cache of answers helps. With a slow line
the figure is held against the ceiling: as many sites at once, each taking what one alone takes; so many that a check
waits for the line and not for the core. There each site has a process of its own on the one core, as the children of a
worker have. The memory is that of a forked process: its own and its part of what it shares with its parent.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from bench.webchecks import settled
from bench.webchecks.floor import fetch_site
from bench.webchecks.sites import DOMAIN
from portal.common.collecting import settle

_CORES: Final = os.sched_getaffinity(0)
SITES: Final = 200
AT_ONCE: Final = 1
"""A child of a worker checks one site at a time."""
SLOW_AT_ONCE: Final = 6
SLOW_SITES: Final = 25
"""Sites that each process checks over the slow line."""
ROUND_TRIP_MS: Final = 50
AIM_SHARE: Final = 0.10
AIM_OF_CEILING: Final = 0.70
AIM_MEGABYTES: Final = 150

Result = TypeVar("Result")
Check = Callable[[int], Awaitable[object]]


class Pace(NamedTuple):
    """How a number of sites went: seconds of this process's own time, and of the clock, for each."""

    cpu: float
    wall: float


@contextlib.contextmanager
def servers(milliseconds: int) -> Iterator[Path]:
    """The sites in a process of their own, on the last core; gives the path of their world."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.webchecks.sites", folder, str(SITES), str(milliseconds)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            os.sched_setaffinity(process.pid, {max(_CORES)})
            try:
                yield Path(folder, "world.json")
            finally:
                process.kill()


async def pace(check: Check, sites: range, at_once: int) -> Pace:
    """Checks the sites, some at once."""
    waiting = list(sites)
    cpu, clock = time.process_time(), time.monotonic()

    async def one_after_the_other() -> None:
        while waiting:
            await check(waiting.pop())

    await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))
    return Pace((time.process_time() - cpu) / len(sites), (time.monotonic() - clock) / len(sites))


def measured(world_file: Path, at_once: int) -> tuple[Pace, Pace]:
    """The floor, and the whole check."""
    world = settled.world(world_file)
    port = next(iter(json.loads(world_file.read_text(encoding="utf-8"))["hosts"].values()))["https_port"]
    context = world.roots().trusting

    def bare(number: int) -> Awaitable[object]:
        return fetch_site(f"s{number}.{DOMAIN}", port, context)

    def whole(number: int) -> Awaitable[object]:
        return settled.check(world, number)

    async def run() -> tuple[Pace, Pace]:
        warm = range(10)
        await pace(bare, warm, 1)
        await pace(whole, warm, 1)
        floor = await pace(bare, range(10, SITES), at_once)
        return floor, await pace(whole, range(20, SITES), at_once)

    return asyncio.run(run())


def forked(work: Callable[[], Result]) -> tuple[Result, float]:
    """What the work gives in a forked process, and that process's memory in MB at its end."""
    receiver, sender = multiprocessing.Pipe(duplex=False)

    def child() -> None:
        settle()  # as the children of a worker do
        done = work()
        rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
        kilobytes = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        sender.send((done, kilobytes / 1_024))

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    found: tuple[Result, float] = receiver.recv()
    process.join()
    return found


def side_by_side(world_file: Path, processes: int) -> list[float]:
    """Seconds of the clock for a site, in each of some forked processes that start together and check one at a time."""
    world, start = settled.world(world_file), multiprocessing.get_context("fork").Barrier(processes)

    def child(first: int, sender: Connection) -> None:
        settle()
        asyncio.run(pace(lambda number: settled.check(world, number), range(3), 1))
        start.wait()
        sites = range(first, first + SLOW_SITES)
        sender.send(asyncio.run(pace(lambda number: settled.check(world, number), sites, 1)).wall)

    ends = []
    for number in range(processes):
        receiver, sender = multiprocessing.Pipe(duplex=False)
        first = 20 + number * SLOW_SITES
        process = multiprocessing.get_context("fork").Process(target=child, args=(first, sender))
        process.start()
        ends.append((process, receiver))
    walls = [float(receiver.recv()) for _, receiver in ends]
    for process, _ in ends:
        process.join()
    return walls


def main() -> None:
    """Prints the table with what is aimed at."""
    os.sched_setaffinity(0, {min(_CORES)})
    with servers(0) as world:
        (floor, whole), megabytes = forked(lambda: measured(world, AT_ONCE))
    _row("bare loop, 4 pages a site", f"{floor.cpu * 1e3:.1f} ms of a core, {1 / floor.cpu:.0f} sites/s")
    _row("whole check with all rules", f"{whole.cpu * 1e3:.1f} ms of a core, {1 / whole.cpu:.0f} sites/s")
    _row("share of the bare loop", f"{floor.cpu / whole.cpu:.3f} (aim: {AIM_SHARE})")
    with servers(ROUND_TRIP_MS) as world:
        (alone,), together = side_by_side(world, 1), side_by_side(world, SLOW_AT_ONCE)
    slowed = statistics.mean(together)
    _row(f"{ROUND_TRIP_MS} ms a round trip, one site alone", f"{alone:.2f} s")
    _row(f"{SLOW_AT_ONCE} sites at once, a process each", f"{SLOW_AT_ONCE / slowed:.1f} sites/s")
    _row("share of that line's ceiling", f"{alone / slowed:.2f} (aim: {AIM_OF_CEILING})")
    _row("memory of the worker", f"{megabytes:.0f} MB (aim: {AIM_MEGABYTES})")


def _row(what: str, figure: str) -> None:
    print(f"{what:<40}{figure}")


if __name__ == "__main__":
    main()
