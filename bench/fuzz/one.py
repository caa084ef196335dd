"""One target under the fuzzer, in a process of its own: ``python -m bench.fuzz.one TARGET [options of libFuzzer]``."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["portal.rules", "bench.fuzz.targets"]):
    from bench.fuzz.targets import TARGETS
    from portal.rules.registry import all_rules

    all_rules()  # the rules too are watched for coverage

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
