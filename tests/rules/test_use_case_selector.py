"""The use-case selector on descriptions as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.rulebook import load
from portal.rules.use_cases import rank_use_cases
from tests.rules.described import DESCRIPTIONS

EVERY = [(text, code) for code, texts in DESCRIPTIONS.items() for text in texts]


@pytest.mark.source(157, 282)
@pytest.mark.parametrize(("text", "code"), EVERY)
def test_a_description_leads_to_its_use_case(text: str, code: str) -> None:
    best = rank_use_cases(text)[0]
    assert best["code"] == code, best
    assert best["because"]


def test_every_use_case_with_words_is_described_at_least_twice() -> None:
    worded = {code for code, entry in load().use_cases.items() if entry["words"]}
    assert {code for code, texts in DESCRIPTIONS.items() if len(texts) >= 2} == worded


@pytest.mark.parametrize(
    ("denied", "code"),
    [
        ("Reminders of visits. We never send promotions, discounts or sales.", "MARKETING"),
        ("Our parcels' status, without any advertising or special offers.", "MARKETING"),
        ("We don't do giveaways or contests, only weekly deals.", "SWEEPSTAKE"),
        ("Non-political news about road closures.", "POLITICAL"),
    ],
)
def test_what_is_denied_does_not_count(denied: str, code: str) -> None:
    assert code not in {entry["code"] for entry in rank_use_cases(denied, limit=8)}


def test_a_no_show_is_no_denial() -> None:
    because = rank_use_cases("Appointment reminders for no-show reduction and seasonal offers")
    assert "MARKETING" in {entry["code"] for entry in because}


@given(st.text(max_size=400))
def test_any_text_is_ranked_by_falling_shares(text: str) -> None:
    scores = [entry["score"] for entry in rank_use_cases(text, limit=30) if entry["code"] != "MIXED"]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
