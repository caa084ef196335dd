"""The use-case selector on descriptions as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.advice.selector import select_use_case
from portal.rules.facts.use_cases import rank_use_cases
from portal.rules.rulebook import load
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


@pytest.mark.source(157, 204, 282)
def test_time_and_throughput_stand_beside_each_suggestion() -> None:
    best = select_use_case("Weekly deals and coupon codes for shoppers who signed up").suggestions[0]
    assert (best.code, best.days) == ("MARKETING", (3, 7))
    assert [(band, rate and rate.most) for band, rate in best.rates] == [("high", 225), ("medium", 60), ("low", 6)]
    care = select_use_case("Appointment reminders for patients").suggestions[0]
    assert care.same_rate is not None
    assert care.same_rate.most == 4500


@pytest.mark.source(158)
def test_mixed_content_gets_two_campaigns_or_low_volume() -> None:
    text = "Appointment reminders and promotional offers for patients"
    many = select_use_case(text, daily=20_000)
    assert "two campaigns" in many.notes[0]
    assert many.suggestions[0].code != "LOW_VOLUME"
    assert select_use_case(text, daily=200).suggestions[0].code == "LOW_VOLUME"


@pytest.mark.source(144)
def test_a_sole_proprietor_has_a_path_of_its_own() -> None:
    found = select_use_case("Piano lesson reminders", sole_proprietor=True, daily=9_000)
    assert [one.code for one in found.suggestions[:2]] == ["SOLE_PROPRIETOR", "LOW_VOLUME"]
    assert any("more than" in note for note in found.notes)


@pytest.mark.source(258)
def test_a_sample_of_another_kind_is_told() -> None:
    found = select_use_case("Appointment reminders", ["Acme: FLASH SALE, 40% off with code X. Reply STOP to opt out."])
    assert any("Sample 1 reads as Marketing" in note for note in found.notes)


def test_nothing_telling_is_said_to_be_so() -> None:
    found = select_use_case("This campaign sends texts.")
    assert found.suggestions == ()
    assert "No word here" in found.notes[0]


def test_political_and_sweepstakes_are_reviewed_by_hand() -> None:
    assert select_use_case("Get out the vote texts to registered voters").suggestions[0].reviewed
