"""Every rule is proved by the samples it carries."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.engine import lint
from portal.rules.profiles import DEFAULT
from portal.rules.registry import all_rules
from portal.rules.rule import GROUPS, Rule
from portal.rules.rulebook import load

CASES = [
    pytest.param(rule, sample, drawn, id=f"{rule.id}-{'bad' if drawn else 'good'}-{place}")
    for rule in all_rules()
    for drawn, samples in ((False, rule.good), (True, rule.bad))
    for place, sample in enumerate(samples)
]


@pytest.mark.parametrize(("rule", "sample", "drawn"), CASES)
def test_a_sample_draws_its_rule_or_does_not(rule: Rule, sample: dict[str, Any], drawn: bool) -> None:
    profile = sample.get("profile", DEFAULT)
    report = lint(sample["kind"], sample, profile=profile, context=sample.get("context"))
    found = [finding for finding in report.findings if finding.rule == rule.id]
    assert bool(found) is drawn, [finding.message for finding in report.findings]
    assert all(code in load().codes for finding in found for code in finding.codes)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_rule_tells_everything_a_reader_needs(rule: Rule) -> None:
    assert rule.group in GROUPS
    assert all((rule.what, rule.why, rule.fix, rule.citation, rule.good, rule.bad))
    assert all(code in load().codes for code in rule.codes)
    assert not rule.field or rule.field in load().fields


def test_there_are_rules_of_every_kind_of_subject() -> None:
    groups = {rule.group for rule in all_rules()}
    assert groups == set(GROUPS)
    assert len(all_rules()) >= 30
