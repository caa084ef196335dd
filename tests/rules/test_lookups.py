"""Rates and windows are those of the source, with its boundaries."""

from __future__ import annotations

import pytest

from portal.rules.advice import lookups, tables
from portal.rules.rulebook import load


@pytest.mark.source(154, 227)
@pytest.mark.parametrize(("score", "band"), [(1, "low"), (49, "low"), (50, "medium"), (75, "medium"), (76, "high")])
def test_the_bands_of_the_trust_score(score: int, band: str) -> None:
    assert lookups.trust_band(score) == band


@pytest.mark.parametrize("score", [0, 101, -5])
def test_a_score_outside_its_range_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 100"):
        lookups.trust_band(score)


@pytest.mark.source(227, 228)
@pytest.mark.parametrize(
    ("use_case", "score", "least", "most"),
    [
        ("2FA", 10, 4500, 4500),
        ("CUSTOMER_CARE", 90, 4500, 4500),
        ("MARKETING", 90, 60, 225),
        ("MARKETING", 60, 30, 60),
        ("MARKETING", 20, 6, 6),
        ("LOW_VOLUME", 99, 60, 60),
    ],
)
def test_throughput_by_use_case_and_band(use_case: str, score: int, least: int, most: int) -> None:
    rate = lookups.throughput(use_case, score)
    assert rate is not None
    assert (rate.least, rate.most) == (least, most)
    assert rate.limiter == max(1, most * 80 // 100)


def test_where_the_source_gives_no_number_none_is_invented() -> None:
    assert lookups.throughput("POLITICAL", 80) is None


@pytest.mark.source(29, 74, 174, 204)
def test_windows_in_business_days() -> None:
    assert lookups.campaign_window("MARKETING") == (3, 7)
    assert lookups.brand_window("standard_with_duns") == (1, 3)
    assert lookups.brand_window("standard") == (3, 5)
    assert lookups.brand_window("high_scrutiny") == (5, 10)
    assert lookups.brand_window("government")[1] == 15
    assert tables.span("reseller_review") == (15, 20)
    assert (tables.span("toll_free_prevetting"), tables.span("toll_free_review")) == ((0, 1), (3, 4))


def test_each_span_stands_in_one_table_alone() -> None:
    book = load().documents
    times = {one["slug"] for one in book["approval_times"]["times"]}
    kinds = {one["slug"] for one in book["brand_windows"]["windows"]}
    assert kinds == {"standard_with_duns", "standard", "high_scrutiny", "government"}
    assert not times & (kinds | {code.lower() for code in load().use_cases})
    with pytest.raises(KeyError):
        tables.span("standard")
