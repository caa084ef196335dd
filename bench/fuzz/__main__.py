"""`make fuzz`: every target in turn, each for its share of the time; exit status 1 when one finds something.

What was found lies in ``var/fuzz``, and is tried again at the start of the next run.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

from bench.fuzz.targets import TARGETS, seeds

ROOT = Path(__file__).resolve().parents[2]
FOUND = ROOT / "var" / "fuzz"
_DONE = re.compile(r"#(\d+)\s+DONE\s+cov: (\d+) ft: (\d+)")
_LIMITS = ("-timeout=20", "-rss_limit_mb=3000", "-max_len=6000", "-print_final_stats=0", "-verbosity=1")


def main() -> int:
    """Run the targets; print executions and coverage of each."""
    options = _arguments()
    if importlib.util.find_spec("atheris") is None:
        print("make fuzz needs atheris: run make setup with Python 3.11 to 3.13 on 64-bit Linux.")
        return 2
    share = max(1, options.seconds // len(TARGETS))
    statuses = [_run(name, share) for name in TARGETS]
    return 1 if any(statuses) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="for all targets together")
    return parser.parse_args()


def _run(name: str, seconds: int) -> int:
    """One target for so many seconds; gives the exit status of the fuzzer."""
    corpus = FOUND / name
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(name):
        (corpus / hashlib.sha256(seed).hexdigest()[:32]).write_bytes(seed)
    command = [sys.executable, "-m", "bench.fuzz.one", name, f"-max_total_time={seconds}", *_LIMITS]
    command += [f"-artifact_prefix={FOUND}/{name}-", str(corpus)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    told = done.stderr + done.stdout
    if done.returncode == 0 and (line := _DONE.search(told)):
        print(f"{name:<6} {int(line[1]):>9,} executions, {int(line[2]):>6,} edges covered, nothing found", flush=True)
        return 0
    print(told[-4_000:], f"{name}: exit status {done.returncode}; the input lies in {FOUND}", sep="\n", flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
