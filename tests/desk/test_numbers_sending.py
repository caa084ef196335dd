"""Can this number send now: every row of the truth table, its order, its totality, and the page it is printed on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from portal.desk.numbers.rules import DIMENSIONS, RULES, STATE_STEPS
from portal.desk.numbers.sending import NumberFacts, answer_today, can_send, rule_for, table_for_docs

END = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
PAGE = Path(__file__).parents[2] / "docs" / "can-send.md"

CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("local-orphan", {"number_class": "local", "state": "none"}, False),
    ("local-suspended", {"number_class": "local", "state": "suspended", "temporary": "active"}, False),
    ("local-over", {"number_class": "local", "state": "withdrawn"}, False),
    ("local-brand-suspended", {"number_class": "local", "state": "approved", "brand": "suspended"}, False),
    ("local-brand-retired", {"number_class": "local", "state": "approved", "brand": "retired"}, False),
    ("local-failed", {"number_class": "local", "state": "approved", "propagation": "failed"}, False),
    ("local-not-associated", {"number_class": "local", "state": "approved", "propagation": "requested"}, False),
    ("local-propagating", {"number_class": "local", "state": "approved", "propagation": "propagating"}, False),
    ("local-active", {"number_class": "local", "state": "approved", "propagation": "active"}, True),
    ("local-temporary", {"number_class": "local", "state": "forwarded", "temporary": "active"}, True),
    ("local-temporary-over", {"number_class": "local", "state": "rejected", "temporary": "ended"}, False),
    ("local-temporary-ended", {"number_class": "local", "state": "forwarded", "temporary": "ended"}, False),
    ("local-temporary-second", {"number_class": "local", "state": "forwarded", "temporary": "second"}, False),
    ("local-temporary-requested", {"number_class": "local", "state": "pending", "temporary": "requested"}, False),
    ("local-temporary-refused", {"number_class": "local", "state": "pending", "temporary": "refused"}, False),
    ("local-draft", {"number_class": "local", "state": "draft"}, False),
    ("local-on-its-way", {"number_class": "local", "state": "pending"}, False),
    ("local-back", {"number_class": "local", "state": "changes_requested"}, False),
    ("local-ineligible", {"number_class": "local", "state": "ineligible"}, False),
    ("toll-free-suspended", {"number_class": "verified", "state": "suspended"}, False),
    ("verified-retired", {"number_class": "verified", "state": "retired"}, False),
    ("verified", {"number_class": "verified", "state": "approved", "destination": "CA"}, True),
    ("current-pending", {"number_class": "pending", "state": "forwarded", "profile": "current"}, False),
    (
        "current-restricted-waiting",
        {"number_class": "restricted", "state": "forwarded", "profile": "current", "temporary": "active"},
        False,
    ),
    ("current-restricted", {"number_class": "restricted", "state": "draft", "profile": "current"}, False),
    ("pending", {"number_class": "pending", "state": "forwarded", "destination": "CA"}, True),
    ("restricted-canada", {"number_class": "restricted", "state": "draft", "destination": "CA"}, False),
    ("restricted-temporary", {"number_class": "restricted", "state": "pending", "temporary": "active"}, True),
    ("restricted-used-up", {"number_class": "restricted", "state": "none", "traffic": "used_up"}, False),
    ("restricted-within", {"number_class": "restricted", "state": "none", "left": 1400}, True),
]


@pytest.mark.source(55, 73, 112, 140)
@pytest.mark.entry("traffic-unregistered-blocked", "tf-status-filtering", "tf-unverified-blocked")
@pytest.mark.parametrize(("name", "facts", "can"), CASES, ids=[case[0] for case in CASES])
def test_each_row_answers_for_what_it_names(name: str, facts: dict[str, Any], can: bool) -> None:
    answer = can_send(NumberFacts(**facts))
    assert (answer.rule, answer.can) == (name, can)
    assert answer.why
    assert answer.step
    assert "{" not in answer.why


def test_every_row_is_tested() -> None:
    assert [case[0] for case in CASES] == [rule.name for rule in RULES]


def test_every_combination_has_an_answer_and_every_row_is_needed() -> None:
    used: Counter[str] = Counter()
    for words in itertools.product(*DIMENSIONS.values()):
        rule = rule_for(NumberFacts(**dict(zip(DIMENSIONS, words, strict=True))))
        used[rule.name] += 1
    assert set(used) == {rule.name for rule in RULES}
    assert set(STATE_STEPS) == set(DIMENSIONS["state"])


def test_rows_speak_the_words_of_the_dimensions_only() -> None:
    for rule in RULES:
        for name, words in rule.when.items():
            assert set(words) <= set(DIMENSIONS[name]), rule.name


@pytest.mark.entry("tf-unverified-blocked")
def test_the_stricter_of_handbook_and_carriers_is_told_with_the_other_beside() -> None:
    facts = NumberFacts("restricted", "draft", left=1400)
    answer = answer_today(facts)
    assert (answer.can, answer.rule) == (False, "current-restricted")
    assert "1,400 more messages" in answer.beside
    used_up = answer_today(NumberFacts("restricted", "draft", traffic="used_up", resets_at=END))
    assert (used_up.can, used_up.rule, used_up.until) == (False, "restricted-used-up", END)
    assert answer_today(NumberFacts("pending", "forwarded", profile="current")).beside == ""


@pytest.mark.source(33)
def test_a_temporary_registration_tells_its_end_and_helps_no_unverified_toll_free_number_today() -> None:
    local = answer_today(NumberFacts("local", "forwarded", temporary="active", temporary_until=END))
    assert (local.can, local.until) == (True, END)
    assert not answer_today(NumberFacts("restricted", "pending", temporary="active", temporary_until=END)).can


@pytest.mark.parametrize("brand", ["suspended", "retired"])
def test_no_number_of_a_brand_that_is_stopped_sends_and_toll_free_numbers_have_no_brand(brand: str) -> None:
    words = {name: words for name, words in DIMENSIONS.items() if name != "brand"}
    for chosen in itertools.product(*words.values()):
        facts = NumberFacts(**dict(zip(words, chosen, strict=True)))
        stopped = can_send(dataclasses.replace(facts, brand=brand))
        if facts.number_class == "local":
            assert not stopped.can
        else:
            assert stopped == can_send(facts)


def test_only_who_can_ask_is_told_to_ask_for_a_temporary_registration() -> None:
    assert not any("temporary" in step for step in STATE_STEPS.values())
    for word in DIMENSIONS["temporary"]:
        asked = "ask for a temporary" in can_send(NumberFacts("local", "pending", temporary=word)).step
        assert asked == (word == "none")


@pytest.mark.source(70, 71)
@pytest.mark.entry("tf-canada-requires-verification")
def test_canada_takes_verified_and_pending_numbers_by_the_handbook() -> None:
    answers = {
        name: can_send(NumberFacts(name, "forwarded", destination="CA")).can for name in DIMENSIONS["number_class"]
    }
    assert answers["verified"]
    assert answers["pending"]
    assert not answers["restricted"]


def test_the_page_shows_the_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    wanted = table_for_docs()
    assert text.partition("<!-- table -->\n")[2] == wanted, f"Put this below the mark in docs/can-send.md:\n{wanted}"
