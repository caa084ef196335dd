"""Which rules have to run over a text: worked out once for each kind of subject, day and set of signs seen.

A rule may name the patterns it needs (``Rule.needs``). When the gate knows that none of them matches anywhere in the
text, the rule has nothing to find, and its answer stands without running its check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from portal.rules.facts.patterns import Family
from portal.rules.facts.text import normalize
from portal.rules.registry import rules_for
from portal.rules.result import Verdict
from portal.rules.rule import Rule, always
from portal.rules.subjects import CampaignDescription, KeywordReply, OptInWording, SampleMessage, VerbalScript

_TEXTS = frozenset({SampleMessage, CampaignDescription, OptInWording, VerbalScript, KeywordReply})
_MOST_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class Work:
    """What one subject asks for: answers that stand already, rules with nothing to find, rules that have to run."""

    answered: Mapping[str, Verdict]
    quiet: tuple[Rule, ...]
    run: tuple[Rule, ...]


class _Desk:
    """The rules on one type of subject on one day."""

    def __init__(self, rules: tuple[Rule, ...], day: date) -> None:
        self.asleep = {rule.id: Verdict.NOT_IN_FORCE for rule in rules if not rule.in_force(day)}
        self.awake = tuple(rule for rule in rules if rule.id not in self.asleep)
        self.needs = {rule.id: Family(rule.needs()) for rule in self.awake if rule.needs is not None}
        self.family = Family(one for rule in self.awake if rule.needs is not None for one in rule.needs())
        self.known: dict[frozenset[int] | None, Work] = {}

    def work(self, held: frozenset[int] | None) -> Work:
        """The work on a text in which these of the needed patterns match; all of it where nobody can tell."""
        found = self.known.get(held)
        if found is None:
            if len(self.known) >= _MOST_KEPT:
                self.known.clear()
            found = self.known[held] = self._sorted(held)
        return found

    def _sorted(self, held: frozenset[int] | None) -> Work:
        if held is None:
            return Work(self.asleep, (), self.awake)
        still = {name for name, family in self.needs.items() if family.numbers.isdisjoint(held)}
        silent = [rule for rule in self.awake if rule.id in still]
        answered = self.asleep | {rule.id: Verdict.PASS for rule in silent if rule.applies is always}
        quiet = tuple(rule for rule in silent if rule.applies is not always)
        return Work(answered, quiet, tuple(rule for rule in self.awake if rule.id not in still))


@lru_cache(maxsize=64)
def _desk(subject: Any, day: date) -> _Desk:
    return _Desk(rules_for(subject.__name__), day)


def work_on(subject: Any, day: date) -> Work:
    """The rules that have to run over this subject on a day, and the answers of those that need not."""
    kind: Any = type(subject)
    desk = _desk(kind, day)
    return desk.work(desk.family.held(normalize(subject.text).folded) if kind in _TEXTS else None)
