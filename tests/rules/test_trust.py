"""The trust-score estimate: seven factors, honest about what nobody said, ranked improvements."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.advice.trust import Standing, estimate
from portal.rules.result import Verdict
from portal.rules.rulebook import load

BEST = Standing(
    duns="yes",
    https=True,
    domain_days=400,
    reviews_count=12,
    reviews_rating=4.5,
    social=True,
    ein=True,
    use_case="CUSTOMER_CARE",
    history_days=120,
)
WORST = Standing("no", False, 1, 0, 1.0, False, False, "POLITICAL", 0)


@pytest.mark.source(154, 281)
def test_all_seven_factors_are_counted_and_it_is_called_an_estimate() -> None:
    found = estimate(BEST)
    assert [factor.slug for factor in found.factors] == [
        "duns",
        "domain",
        "reviews",
        "social",
        "ein",
        "use_case",
        "history",
    ]
    assert "estimate" in found.label
    assert found.complete


@pytest.mark.source(154)
def test_the_ends_of_the_scale() -> None:
    assert estimate(WORST).least == 1
    assert estimate(BEST).most == 100
    assert estimate(BEST).improvements == ()


@pytest.mark.source(151, 155, 156)
@pytest.mark.parametrize(
    ("change", "factor", "gain"),
    [
        ({"duns": "no"}, "duns", (10, 15)),
        ({"duns": "applied"}, "duns", (10, 15)),
        ({"https": False}, "domain", (5, 10)),
        ({"reviews_count": 2}, "reviews", (5, 10)),
        ({"reviews_rating": 3.9}, "reviews", (5, 10)),
        ({"social": False}, "social", (5, 5)),
        ({"ein": False}, "ein", (10, 10)),
        ({"history_days": 89}, "history", (5, 15)),
    ],
)
def test_what_is_missing_is_offered_with_the_points_of_the_source(change: dict, factor: str, gain: tuple) -> None:
    (improvement,) = estimate(replace(BEST, **change)).improvements
    assert (improvement.factor, improvement.gain) == (factor, gain)
    assert improvement.effect


@pytest.mark.source(281)
def test_improvements_are_ranked_by_what_they_may_bring() -> None:
    gains = [one.gain[1] for one in estimate(WORST).improvements]
    assert gains == sorted(gains, reverse=True)
    assert len(gains) == 7


def test_what_nobody_said_widens_the_range_and_is_never_a_pass() -> None:
    found = estimate(replace(BEST, duns=""))
    assert found.factors[0].verdict is Verdict.COULD_NOT_CHECK
    assert not found.complete
    assert found.least < estimate(BEST).least
    assert [one.factor for one in found.improvements] == []


@pytest.mark.source(227)
def test_throughput_follows_from_the_range() -> None:
    outlook = estimate(replace(BEST, use_case="MARKETING")).outlook
    assert outlook is not None
    assert outlook.least is not None
    assert outlook.most is not None
    assert (outlook.least.least, outlook.most.most) == (30, 225)
    low_volume = estimate(replace(BEST, use_case="LOW_VOLUME")).outlook
    assert low_volume is not None
    assert low_volume.daily_cap == 6000
    assert estimate(replace(BEST, use_case="")).outlook is None


@pytest.mark.source(153, 159, 253)
def test_notes_for_new_businesses_marketing_without_history_and_low_scores() -> None:
    notes = " ".join(estimate(replace(WORST, use_case="MARKETING", business_days_old=20)).notes)
    assert "30 days later" in notes
    assert "manual review" in notes
    assert "90 clean days" in notes
    assert not estimate(replace(BEST, business_days_old=90)).notes


@given(
    st.builds(
        Standing,
        duns=st.sampled_from(["", "yes", "applied", "no"]),
        https=st.none() | st.booleans(),
        domain_days=st.none() | st.integers(-10, 9000),
        reviews_count=st.none() | st.integers(0, 99),
        reviews_rating=st.none() | st.floats(0, 5),
        social=st.none() | st.booleans(),
        ein=st.none() | st.booleans(),
        use_case=st.sampled_from(["", "no such", *load().use_cases]),
        history_days=st.none() | st.integers(-5, 900),
        business_days_old=st.none() | st.integers(0, 900),
    )
)
def test_any_standing_has_an_estimate_inside_the_scale(standing: Standing) -> None:
    found = estimate(standing)
    assert 1 <= found.least <= found.most <= 100
    assert found.bands
    assert all(0 <= one.gain[0] <= one.gain[1] for one in found.improvements)
