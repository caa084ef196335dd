"""A public page for every rule of the linter: what it looks for, why, how to mend it, and samples with their answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from portal.common.errors import NotFound
from portal.rules.command.docs import AUTHORITIES
from portal.rules.engine import lint
from portal.rules.profiles import DEFAULT, PROFILES
from portal.rules.registry import all_rules
from portal.rules.rule import GROUPS, Rule


@dataclass(frozen=True)
class Sample:
    """One sample of a rule as it is shown: its source, whether it passes, and what the linter says about it."""

    source: str
    passes: bool
    messages: tuple[str, ...]


def rules_found(text: str = "", group: str = "", authority: str = "", code: str = "") -> list[Rule]:
    """Rules that hold every word of ``text`` in what they say, of one group, authority and code where named."""
    words = text.casefold().split()
    return [
        rule
        for rule in all_rules()
        if (not group or rule.group == group)
        and (not authority or rule.authority == authority)
        and (not code or code in rule.codes)
        and all(word in _said(rule.id) for word in words)
    ]


def rule_named(rule_id: str) -> Rule:
    """One rule. Raises NotFound with a hint where to look."""
    found = next((rule for rule in all_rules() if rule.id == rule_id.upper()), None)
    if found is None:
        raise NotFound(f"There is no rule {rule_id}. Search for it under Rules.")
    return found


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, str]:
    return {
        rule.id: " ".join(
            (rule.id, rule.name, rule.what, rule.why, rule.fix, rule.citation, AUTHORITIES[rule.authority], *rule.codes)
        ).casefold()
        for rule in all_rules()
    }


def _said(rule_id: str) -> str:
    return _texts()[rule_id]


@lru_cache(maxsize=512)
def samples_of(rule_id: str) -> tuple[Sample, ...]:
    """The samples of a rule, those it draws first, with what the linter answers."""
    rule = rule_named(rule_id)
    return tuple(
        Sample(json.dumps(sample, ensure_ascii=False, indent=1), passes, _answer(rule, sample))
        for passes, samples in ((False, rule.bad), (True, rule.good))
        for sample in samples
    )


def _answer(rule: Rule, sample: Mapping[str, Any]) -> tuple[str, ...]:
    report = lint(sample["kind"], sample, profile=sample.get("profile", DEFAULT), context=sample.get("context"))
    return tuple(dict.fromkeys(finding.message for finding in report.findings if finding.rule == rule.id))


def _neighbours(rule: Rule) -> Iterable[Rule]:
    return (other for other in all_rules() if other.group == rule.group and other.id != rule.id)


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All rules by group, with search."""
    asked = {name: request.GET.get(name, "")[:200] for name in ("q", "group", "authority", "code")}
    group = asked["group"] if asked["group"] in GROUPS else ""
    authority = asked["authority"] if asked["authority"] in AUTHORITIES else ""
    found = rules_found(asked["q"].replace("\0", ""), group, authority, asked["code"])
    grouped = [(title, [rule for rule in found if rule.group == key]) for key, title in GROUPS.items()]
    context = {
        "q": asked["q"],
        "group": group,
        "authority": authority,
        "code": asked["code"],
        "groups": GROUPS,
        "authorities": AUTHORITIES,
        "grouped": [(title, members) for title, members in grouped if members],
        "count": len(found),
    }
    return render(request, "tools/rules.html", context)


@login_not_required
@require_GET
def page(request: HttpRequest, rule_id: str) -> HttpResponse:
    """The permanent page of one rule. NotFound for none."""
    rule = rule_named(rule_id)
    if rule.id != rule_id:
        return redirect("tools:rule", rule_id=rule.id)
    context = {
        "rule": rule,
        "group": GROUPS[rule.group],
        "authority": AUTHORITIES[rule.authority],
        "today": PROFILES["current"].differences.get(rule.id, ""),
        "samples": samples_of(rule.id),
        "neighbours": list(_neighbours(rule)),
    }
    return render(request, "tools/rule.html", context)
