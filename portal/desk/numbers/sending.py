"""Can this number send now, and why: a pure answer read from a table.

``RULES`` is the whole table, tried from top to bottom; a test prints it into `docs/can-send.md`. Profiles answer apart:
`as_documented` by the handbook (source 003), `current` by the carriers' rule since 31 January 2024. ``answer_today``
takes the stricter of the two, because a message that either stops does not arrive.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping
from typing import Final

from django.utils.translation import gettext as _

from portal.desk.numbers.rules import DIMENSIONS, RULES, STATE_STEPS, Rule

DOCUMENTED: Final = "as_documented"
CURRENT: Final = "current"


@dataclasses.dataclass(frozen=True, slots=True)
class NumberFacts:
    """What the answer depends on, each a word of ``DIMENSIONS``; the other fields only fill its sentences.

    ``left`` are the messages that the handbook's limits let through yet, ``resets_at`` when the limit that is used up
    starts anew, ``active_from`` when carriers know the number, ``temporary_until`` when the temporary one ends.
    """

    number_class: str
    state: str
    propagation: str = "not_needed"
    temporary: str = "none"
    brand: str = "in_force"
    profile: str = DOCUMENTED
    destination: str = "US"
    traffic: str = "left"
    left: int | None = None
    resets_at: dt.datetime | None = None
    active_from: dt.datetime | None = None
    temporary_until: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class SendAnswer:
    """Yes or no, why, what to do next, and until when it holds; ``beside`` is what the milder profile says."""

    can: bool
    why: str
    step: str = ""
    until: dt.datetime | None = None
    rule: str = ""
    beside: str = ""


def rule_for(facts: NumberFacts) -> Rule:
    """The first row of the table that fits. The table is total: a test walks every combination."""
    return next(rule for rule in RULES if _fits(rule.when, facts))


def can_send(facts: NumberFacts) -> SendAnswer:
    """The answer of the facts' own profile."""
    rule = rule_for(facts)
    left = f"{facts.left:,}" if facts.left is not None else ""
    step = rule.step or STATE_STEPS[facts.state]
    until = getattr(facts, rule.until) if rule.until else None
    return SendAnswer(rule.can, _(rule.why).format(left=left), _(step), until, rule.name)


def answer_today(facts: NumberFacts) -> SendAnswer:
    """The stricter of the handbook's answer and today's; the handbook's words stand beside a no that it would not give.

    Where the reseller's profile is `current`, only today's rule is asked.
    """
    today = can_send(dataclasses.replace(facts, profile=CURRENT))
    if facts.profile == CURRENT:
        return today
    documented = can_send(dataclasses.replace(facts, profile=DOCUMENTED))
    if documented.can and not today.can:
        return dataclasses.replace(today, beside=documented.why)
    return documented


def _fits(when: Mapping[str, Collection[str]], facts: NumberFacts) -> bool:
    return all(getattr(facts, name) in wanted for name, wanted in when.items())


def table_for_docs() -> str:
    """The table as Markdown, row by row in the order in which rows are tried."""
    lines = [
        "| row | " + " | ".join(DIMENSIONS) + " | sends | why | what to do |",
        "| --- |" + " --- |" * (len(DIMENSIONS) + 3),
    ]
    for rule in RULES:
        cells = [" ".join(sorted(rule.when[name])) if name in rule.when else "" for name in DIMENSIONS]
        step = rule.step or "as the state asks, below"
        line = [f"`{rule.name}`", *cells, "**yes**" if rule.can else "no", rule.why.replace("{left}", "…"), step]
        lines.append(f"| {' | '.join(line)} |")
    lines += ["", "| state | what to do |", "| --- | --- |"]
    lines += [f"| {state} | {step} |" for state, step in STATE_STEPS.items()]
    return "\n".join(lines) + "\n"
