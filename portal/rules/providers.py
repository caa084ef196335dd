"""What each provider's own form takes: limits, required answers and lists, each with its source and its first day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from portal.rules.result import Verdict

FORMS = ("brand", "campaign", "toll_free")


@dataclass(frozen=True, slots=True)
class Field:
    """One answer of a provider's form.

    ``least`` and ``most`` are characters (of each text, where there are several; of a keyword list written with
    commas). ``required_from`` is the first day on which the form refuses an empty answer, ``unless_entity`` the kind of
    entity that is not asked. ``values`` is the provider's whole list, in the registry's spelling.
    """

    source: str
    least: int = 0
    most: int | None = None
    required: bool = False
    required_from: date | None = None
    unless_entity: str = ""
    values: tuple[str, ...] = ()

    def is_required(self, day: date) -> bool:
        """Whether the form refuses an empty answer on this day."""
        return self.required and (self.required_from is None or self.required_from <= day)


@dataclass(frozen=True)
class Provider:
    """One provider's limits, severities and forms. ``sources`` says where each limit and severity was read."""

    name: str
    title: str
    limits: Mapping[str, int] = field(default_factory=dict)
    limits_from: Mapping[str, date] = field(default_factory=dict)
    severities: Mapping[str, Verdict] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, Field]] = field(default_factory=dict)


@lru_cache(maxsize=1)
def providers() -> Mapping[str, Provider]:
    """Every provider of the rulebook's table, by its profile's name."""
    text = resources.files("portal.rules.rulebook").joinpath("providers.json").read_text()
    return {name: _provider(name, told) for name, told in json.loads(text)["providers"].items()}


def _provider(name: str, told: Mapping[str, Any]) -> Provider:
    limits, severities = told["limits"], told["severities"]
    return Provider(
        name=name,
        title=told["title"],
        limits={key: int(limit["value"]) for key, limit in limits.items()},
        limits_from={key: date.fromisoformat(limit["from"]) for key, limit in limits.items() if "from" in limit},
        severities={rule: Verdict(one["severity"]) for rule, one in severities.items()},
        sources={key: one["source"] for key, one in (*limits.items(), *severities.items())},
        forms={form: {key: _field(one) for key, one in told["fields"][form].items()} for form in FORMS},
    )


def _field(told: Mapping[str, Any]) -> Field:
    since = told.get("required_from")
    return Field(
        source=told["source"],
        least=told.get("least", 0),
        most=told.get("most"),
        required=told.get("required", False),
        required_from=date.fromisoformat(since) if since else None,
        unless_entity=told.get("unless_entity", ""),
        values=tuple(told.get("values", ())),
    )
