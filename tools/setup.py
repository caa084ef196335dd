"""Makes `.venv` from the hashed requirements: `python3 tools/setup.py embedded|dev`. Needs the standard library alone.

Does nothing when `.venv` was made of the same file before. Uses uv when it is there. Looks for Pango, which draws PDFs;
as root on Debian it installs it, elsewhere it names the command: the portal starts without.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
MARK = VENV / "made-of"
PANGO = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
LARGER = {"embedded": ["embedded", "dev"], "dev": ["dev"]}
"""What is asked for -> the requirement files that hold all of it."""


def main() -> int:
    """Status 2, with the command to run, when something is missing that only the system's own packages can bring."""
    wanted = sys.argv[1] if len(sys.argv) == 2 else ""
    if wanted not in LARGER:
        return refuse("Say what for: python3 tools/setup.py embedded, or dev.")
    if sys.version_info < (3, 11):  # noqa: UP036 - the machine's own python3 may be older
        return refuse(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Set PYTHON=python3.13, say.")
    if not any(made_of(name) == (MARK.read_text() if MARK.exists() else None) for name in LARGER[wanted]):
        status = install(wanted)
        if status:
            return status
    look_for_pango()
    return 0


def install(wanted: str) -> int:
    """Makes the environment and installs into it."""
    requirements = ROOT / "requirements" / f"{wanted}.txt"
    print(f"Installing {requirements.relative_to(ROOT)} into .venv ...", flush=True)
    python = VENV / "bin" / "python"
    if uv := shutil.which("uv"):
        commands = [[uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(python), str(requirements)]]
        if not python.exists():
            commands.insert(0, [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)])
    else:
        if not python.exists() and not importlib.util.find_spec("ensurepip"):
            return refuse("Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv")
        # Not compiled: Python does that for the third of the modules that is ever imported, when it is.
        options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile", "--require-hashes"]
        commands = [[str(python), "-m", "pip", "install", *options, "-r", str(requirements)]]
        if not python.exists():
            commands.insert(0, [sys.executable, "-m", "venv", str(VENV)])
    for command in commands:
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return refuse(f"This failed: {' '.join(command)}")
    MARK.write_text(made_of(wanted))
    return 0


def made_of(name: str) -> str:
    """What a whole `.venv` of a requirement file would say of itself."""
    digest = hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()
    return f"{name} {digest} python {sys.version_info.major}.{sys.version_info.minor}\n"


def look_for_pango() -> None:
    """Installs Pango where that needs no question, else says how."""
    if ctypes.util.find_library("pango-1.0") or any(Path("/usr/lib").glob("*/libpango-1.0.so.0")):
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *PANGO]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Pango for PDFs ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["apt-get", "update", "-qq"], [*command[:2], "-qq", *command[2:]]):
            subprocess.run(step, env=quiet, check=False, stdout=subprocess.DEVNULL)
        if any(Path("/usr/lib").glob("*/libpango-1.0.so.0")):
            return
    print(f"PDFs are off, for want of Pango. To have them: {' '.join(command)}", flush=True)


def refuse(sentence: str) -> int:
    """One line for people, and status 2."""
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
