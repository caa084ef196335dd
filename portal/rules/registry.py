"""What a rule is, and the list of all of them.

A rule is one small file in ``packs/<authority>/`` that holds ``RULE``. Its samples are run by a test, its words
become a page of ``docs/rules``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from portal.rules import packs
from portal.rules.profiles import Profile
from portal.rules.result import Hit, Verdict
from portal.rules.rulebook import Rulebook

GROUPS: Mapping[str, str] = {
    "BR": "Brand",
    "CD": "Campaign description",
    "CM": "Campaign as a whole",
    "SM": "Sample message",
    "UC": "Use case",
    "OW": "Opt-in wording",
    "OF": "Opt-in form",
    "PP": "Privacy policy",
    "TS": "Terms",
    "WS": "Website and certificate",
    "TF": "Toll-free brief",
    "KW": "Keyword replies",
    "CT": "Prohibited content",
    "VT": "Vertical",
}


@dataclass(frozen=True)
class Context:
    """What a rule may know beside its subject. ``whole`` is the registration that the subject is part of."""

    profile: Profile
    rulebook: Rulebook
    on: date
    channel: str = "10dlc"
    whole: Any = None
    others: tuple[Mapping[str, Any], ...] = ()

    def limit(self, name: str) -> int:
        """A limit of the profile in use."""
        return self.profile.limit(name)


def _always(subject: Any, context: Context) -> bool:
    return True


@dataclass(frozen=True)
class Rule:
    """One rule with everything a reader wants to know about it.

    ``good`` and ``bad`` are inputs of :func:`portal.rules.engine.lint`; a bad one draws this rule, a good one does
    not. ``in_force_from`` and ``in_force_until`` bound the days on which the rule counts.
    """

    id: str
    name: str
    authority: str
    citation: str
    severity: Verdict
    subjects: tuple[type, ...]
    check: Callable[[Any, Context], Iterable[Hit]]
    what: str
    why: str
    fix: str
    good: tuple[dict[str, Any], ...]
    bad: tuple[dict[str, Any], ...]
    codes: tuple[str, ...] = ()
    field: str = ""
    applies: Callable[[Any, Context], bool] = _always
    in_force_from: date | None = None
    in_force_until: date | None = None
    enforced: bool = True

    @property
    def group(self) -> str:
        """The two letters that say what the rule judges."""
        return self.id[:2]

    def in_force(self, day: date) -> bool:
        """Whether the rule counts on this day."""
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_until is None or day <= self.in_force_until
        )


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by id; raises ``ValueError`` when two files claim one id or a file's name does not fit its rule."""
    rules: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(packs.__path__, f"{packs.__name__}."):
        if module.ispkg:
            continue
        rule: Rule = importlib.import_module(module.name).RULE
        expected = f"{rule.id.lower()}_{rule.name.replace('-', '_')}"
        if module.name.rsplit(".", 1)[-1] != expected:
            raise ValueError(f"{module.name} holds {rule.id} {rule.name}; its file is called {expected}.py")
        if rule.id in rules:
            raise ValueError(f"{rule.id} is there twice")
        rules[rule.id] = rule
    return tuple(rules[key] for key in sorted(rules))


@lru_cache(maxsize=64)
def rules_for(subject: type) -> tuple[Rule, ...]:
    """The rules that judge subjects of this type."""
    return tuple(rule for rule in all_rules() if subject in rule.subjects)


def rule_by_id(rule_id: str) -> Rule:
    """One rule; raises ``KeyError``."""
    return next((rule for rule in all_rules() if rule.id == rule_id), None) or _missing(rule_id)


def _missing(rule_id: str) -> Rule:
    raise KeyError(rule_id)
