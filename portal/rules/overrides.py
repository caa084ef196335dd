"""A reseller's wishes: raise, lower or silence a rule, or put it in report mode, each with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.rules.result import Verdict

WISHES = ("error", "warning", "advice", "silenced", "report")


class BadOverride(ValueError):
    """An override that names no reason or an unknown wish."""


@dataclass(frozen=True, slots=True)
class Override:
    """One wish. ``silenced`` keeps the finding out of the verdict, ``report`` shows it without counting it."""

    wish: str
    reason: str

    @property
    def severity(self) -> Verdict | None:
        """The severity wished for, or ``None`` when the wish is about something else."""
        return Verdict(self.wish) if self.wish in {"error", "warning", "advice"} else None

    @property
    def silences(self) -> bool:
        """Whether the rule's findings do not count and stand apart."""
        return self.wish == "silenced"

    @property
    def reports(self) -> bool:
        """Whether the rule only reports."""
        return self.wish == "report"


def read_overrides(data: Mapping[str, Any]) -> dict[str, Override]:
    """Read ``{rule: {"severity": wish, "reason": why}}``; raises ``BadOverride``."""
    wishes: dict[str, Override] = {}
    for rule_id, entry in data.items():
        wish = str(entry.get("severity", "")) if isinstance(entry, Mapping) else ""
        reason = str(entry.get("reason", "")).strip() if isinstance(entry, Mapping) else ""
        if wish not in WISHES:
            raise BadOverride(f"{rule_id}: the severity is one of {', '.join(WISHES)}.")
        if not reason:
            raise BadOverride(f"{rule_id}: an override needs a reason.")
        wishes[rule_id] = Override(wish, reason)
    return wishes
