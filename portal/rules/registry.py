"""The list of all rules, found in the packs."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from portal.rules import packs
from portal.rules.rule import Rule


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
def rules_for(subject: str) -> tuple[Rule, ...]:
    """The rules that judge subjects of the type with this name."""
    return tuple(rule for rule in all_rules() if subject in {one.__name__ for one in rule.subjects})


def rule_by_id(rule_id: str) -> Rule:
    """One rule; raises ``KeyError``."""
    return next((rule for rule in all_rules() if rule.id == rule_id), None) or _missing(rule_id)


def _missing(rule_id: str) -> Rule:
    raise KeyError(rule_id)
