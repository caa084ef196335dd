"""The gate makes the linter fast and changes no answer; the linter needs no framework."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rules.engine import lint
from portal.rules.facts import consent_signs, content, names, patterns, policy_signs, signs, text, use_cases
from portal.rules.facts import reported as facts
from portal.rules.facts.patterns import Pattern, admit, every_pattern, gate, pattern
from portal.rules.registry import all_rules
from portal.rules.rule import Rule

_CACHING: tuple[ModuleType, ...] = (consent_signs, content, facts, names, policy_signs, signs, text, use_cases)
_PIECES = st.sampled_from(
    [
        "reply stop to opt out",
        "help",
        "msg & data rates may apply",
        "we do not share",
        "third parties",
        "phone numbers",
        "for marketing",
        "10% off",
        "harbor.com",
        "(217) 555-0142",
        "[name]",
        "up to 4 messages per month",
        "unless",
        ",",
        ".",
        "é",
        "\u200b",
        "not",
        "never",
        "privacy policy",
        "consent",
        "is not a condition of purchase",
        "emails",
        "calls",
        "texts",
        "and",
        "or",
        "sms",
        "\n",
        "4 years",
        "retained",
        "one",
        "http://",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=14).map(" ".join)


def told(compiled: Pattern, words: str) -> list[tuple[int, int]]:
    first = compiled.search(words)
    return [*([first.span()] if first else []), *(match.span() for match in compiled.finditer(words))]


@settings(max_examples=120)
@given(_TEXTS)
def test_every_pattern_answers_alike_with_and_without_the_gate(words: str) -> None:
    lint("campaign", {"brand": "Acme", "description": "Acme sends offers.", "sample_messages": ["Acme: hi"]})
    with gate(is_open=False):
        plainly = [told(one, words) for one in every_pattern()]
    with gate(is_open=True):
        assert [told(one, admit(words)) for one in every_pattern()] == plainly


def forget() -> None:
    """Drop every remembered answer about a text."""
    for module in _CACHING:
        for value in vars(module).values():
            if isinstance(value, functools._lru_cache_wrapper) and value.cache_info().maxsize not in {1, None}:
                value.cache_clear()


def judged(sample: dict[str, Any]) -> dict[str, Any]:
    forget()
    return lint(sample["kind"], sample, context=sample.get("context")).as_dict()


@pytest.mark.parametrize("group", sorted({rule.group for rule in all_rules()}))
def test_every_report_is_alike_with_and_without_the_gate(group: str) -> None:
    samples = [one for rule in all_rules() if rule.group == group for one in (*rule.good[:1], *rule.bad[:1])]
    for sample in samples:
        with gate(is_open=False):
            plainly = judged(sample)
        with gate(is_open=True):
            assert judged(sample) == plainly


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.needs is not None], ids=lambda rule: rule.id)
def test_a_rule_skipped_for_lack_of_signs_would_have_found_nothing(rule: Rule) -> None:
    for sample in (*rule.good, *rule.bad):
        with gate(is_open=False):
            plainly = judged(sample)
        with gate(is_open=True):
            assert judged(sample) == plainly


@settings(max_examples=120)
@given(_TEXTS)
def test_no_text_is_spared_a_rule_that_would_have_drawn_it(words: str) -> None:
    sample = {"kind": "sample_message", "text": words, "use_case": "CUSTOMER_CARE", "brand": "Harbor Dental Clinic"}
    with gate(is_open=False):
        plainly = judged(sample)
    with gate(is_open=True):
        assert judged(sample) == plainly


def test_a_set_that_ran_out_of_memory_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = pattern("harbor")
    with gate(is_open=True):
        lint("sample_message", {"text": "Acme: hi"})
        monkeypatch.setattr(patterns._GATE, "matcher", _Exhausted())
        assert compiled.search(admit("the harbor is open"))


class _Exhausted:
    """A set in the state in which RE2 says that nothing matches."""

    def Match(self, words: str) -> None:  # noqa: N802 - RE2's own name
        return None


_IMPORTED = """
import json, sys
import portal.rules.command.cli, portal.rules.engine, portal.rules.website
from portal.rules.registry import all_rules
from portal.rules.rule import Rule
all_rules()
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


def test_the_linter_imports_neither_the_framework_nor_the_queue() -> None:
    printed = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=True).stdout
    assert not {"django", "celery", "kombu", "redis", "psycopg2", "httpx", "hypothesis"} & set(json.loads(printed))
