"""Serves the demo world until it is told to stop.

    python -m portal.webchecks.world --var var/world [--ready-file var/world/ready]

Writes `ca.pem` and `world.json` into the folder, serves every site of ``sites.SITES`` on the loopback, then writes the
ready file, and ends with status 0 on SIGTERM or SIGINT. It needs no settings, no database and no network.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
from collections.abc import Sequence
from pathlib import Path

from portal.webchecks.world.serving import serving


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the command line and serves."""
    parser = argparse.ArgumentParser(prog="python -m portal.webchecks.world", description="Serves the demo websites.")
    parser.add_argument("--var", type=Path, required=True, help="folder for world.json and ca.pem")
    parser.add_argument("--ready-file", type=Path, help="written once everything is served")
    options = parser.parse_args(arguments)
    asyncio.run(_serve(options.var, options.ready_file))
    return 0


async def _serve(folder: Path, ready: Path | None) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serving(folder):
        if ready:
            ready.write_text("ready\n", encoding="utf-8")
        await stop.wait()
    if ready:
        with contextlib.suppress(FileNotFoundError):
            ready.unlink()


if __name__ == "__main__":
    raise SystemExit(main())
