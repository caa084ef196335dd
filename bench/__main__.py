"""`make bench`: prints every measurement, each beside the floor of the same run."""

from __future__ import annotations

from bench import lint, sealing

print(f"{'what':<34}{'median':>13}{'floor':>13}{'ratio':>11}")
for room in (lint, sealing):
    for line in room.rows():
        print(line)
