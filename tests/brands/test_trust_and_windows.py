"""What a brand's answers bring: its window of approval, its estimate, and the paper that proves it."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse

from brands.models import Brand
from brands.services import brand_update, brand_window
from campaigns.models import Campaign
from campaigns.services import campaign_dossier, campaign_window
from portal.lifecycle.clocks import is_manual_review, manual_window
from tests.campaigns.scenes import BRAND, filled, letter, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.entry("life-brand-timelines")
@pytest.mark.source(174)
@pytest.mark.parametrize(
    ("answers", "days"),
    [
        ({"duns": "801234567", "website": "https://greenleaf.example"}, (1, 3)),
        ({"website": "https://greenleaf.example"}, (3, 5)),
        ({"duns": "801234567"}, (3, 5)),
        ({"duns": "801234567", "website": "https://greenleaf.example", "vertical": "healthcare"}, (5, 10)),
        ({"vertical": "financial"}, (5, 10)),
        ({"entity_type": "government", "vertical": "healthcare"}, (1, 15)),
    ],
)
def test_a_brand_is_answered_in_the_days_of_its_kind(answers: dict[str, str], days: tuple[int, int]) -> None:
    assert brand_window(Brand(**answers)) == days


@pytest.mark.source(253)
def test_low_scores_finance_health_and_politics_are_looked_at_by_people_and_take_longer() -> None:
    assert (is_manual_review(24), is_manual_review(25), is_manual_review(None)) == (True, False, False)
    by_people = manual_window(1, 3)
    assert by_people == (5, 10)
    for industry in ("financial", "healthcare", "political"):
        assert brand_window(Brand(vertical=industry)) == by_people
    assert campaign_window(Campaign(use_case="POLITICAL")) == by_people


@pytest.mark.entry("life-brand-timelines")
@pytest.mark.source(174)
def test_the_window_of_the_brand_stands_on_the_ladder_that_is_handed_in(cast: Cast) -> None:
    application, campaign = filled(cast)
    brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values={"vertical": "healthcare"})
    parts = campaign_dossier(cast.alice.actor, application).parts
    assert (parts[0].kind, parts[0].window_low, parts[0].window_high) == ("brand", 5, 10)


@pytest.mark.entry("web-reviews")
@pytest.mark.source(156)
def test_three_reviews_of_four_stars_told_by_the_business_add_to_its_estimate(cast: Cast) -> None:
    application, campaign = opened(cast)
    page = reverse("desk:readiness", args=[application.reference])

    def estimate(count: int, stars: str) -> tuple[tuple[int, int], tuple[int, int]]:
        values = {"ein": "12-3456789", "reviews_count": count, "reviews_rating": stars}
        values |= {"website": BRAND["website"], "social_urls": BRAND["social_urls"]}
        assert not brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values=values).problems
        found = cast.client(cast.alice).get(page).context["estimate"]
        factor = next(one for one in found.factors if one.slug == "reviews")
        return tuple(factor.now), (found.least, found.most)

    (points, (least, most)) = estimate(2, "4.9")
    assert points == (0, 0)
    assert estimate(3, "3.9") == (points, (least, most))
    assert estimate(3, "4.0") == ((5, 10), (least + 5, most + 10))


@pytest.mark.entry("brand-ein-document")
@pytest.mark.source(141)
def test_the_irs_letter_has_its_place_and_its_absence_is_told_before_the_submit(cast: Cast) -> None:
    application, campaign = filled(cast)
    client = cast.client(cast.alice)
    topic = reverse("brands:topic", args=[campaign.brand_id, "identity"])
    assert "IRS letter" in client.get(topic).content.decode()
    pages = [reverse(f"desk:{name}", args=[application.reference]) for name in ("check_answers", "submit")]
    for page in pages:
        text = html.unescape(client.get(page).content.decode())
        assert "The IRS letter (CP-575 or 147C) is not uploaded" in text
        assert topic in text
    letter(cast, campaign)
    assert not any("is not uploaded" in client.get(page).content.decode() for page in pages)
