"""The limits that rules ask for, as the sources print them; each with its unit, its source and what it rests on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. ``basis`` is source, schema, law, or own where the figure is Clearline's own."""

    value: int
    unit: str
    source: str
    basis: str


@lru_cache(maxsize=1)
def limits() -> Mapping[str, Limit]:
    """Every limit by its name."""
    text = resources.files("portal.rules.rulebook").joinpath("limits.json").read_text()
    return {name: Limit(**told) for name, told in json.loads(text)["limits"].items()}
