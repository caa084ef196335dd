"""The page of carriers' policies, rates and times shows every row with its source and whether it is confirmed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from portal.rules.rulebook import load
from portal.tools import carriers

pytestmark = pytest.mark.django_db
ADDRESS = "/tools/carriers/"


@pytest.mark.entry("tool-policy-tracker")
@pytest.mark.source(274, 275, 276, 277, 278, 293)
def test_every_policy_and_notice_is_shown_with_its_source() -> None:
    page = Client().get(ADDRESS)
    text = page.content.decode()
    documents = load().documents
    for entry in (*documents["carrier_policies"]["policies"], *documents["notices"]["notices"]):
        assert f'id="{entry["slug"]}"' in text, entry["slug"]
    assert page.status_code == 200
    assert text.count("unconfirmed</span>") >= sum(
        not one["confirmed"] for one in documents["carrier_policies"]["policies"]
    )


@pytest.mark.source(227, 228)
def test_rates_times_and_hours_are_shown() -> None:
    text = Client().get(ADDRESS).content.decode()
    for words in (
        "200,000",
        "4,500",
        "60-225 / 30-60 / 6",
        "3 to 7 business days",
        "15 to 30 minutes",
        "12:00 - 21:00",
    ):
        assert words in text, words
    assert all(row["subject"].split("'")[0] in text for row in load().documents["conflicts"]["conflicts"])


def test_one_carrier_alone() -> None:
    page = Client().get(ADDRESS, {"carrier": "att"})
    assert {row.entry["carrier"] for row in page.context["policies"]} == {"AT&T"}
    assert [row.entry["slug"] for row in page.context["charges"]] == ["att_fee_replacement"]


@pytest.mark.parametrize("query", ["carrier=sprint", "carrier=%00", "carrier=&x=1"])
def test_odd_questions_get_the_whole_page(query: str) -> None:
    page = Client().get(f"{ADDRESS}?{query}")
    assert page.status_code == 200
    assert len(page.context["policies"]) == 24


def test_what_is_to_come_is_told_apart() -> None:
    before, after = dt.date(2027, 1, 30), dt.date(2027, 1, 31)
    assert next(row for row in carriers.notices(before) if row.entry["slug"] == "revoke_all").standing == "to_come"
    assert next(row for row in carriers.notices(after) if row.entry["slug"] == "revoke_all").standing == "in_force"


def test_tables_nobody_looked_at_are_named() -> None:
    assert carriers.stale_tables(dt.date(2026, 12, 1)) == []
    assert "carrier policies" in carriers.stale_tables(dt.date(2027, 3, 1))


@pytest.mark.parametrize(
    ("least", "most", "unit", "words"),
    [(3, 7, "business_days", "3 to 7 business days"), (0, 24, "hours", "up to 24 hours"), (30, 30, "days", "30 days")],
)
def test_spans_in_words(least: int, most: int, unit: str, words: str) -> None:
    assert carriers.amount(least, most, unit) == words
