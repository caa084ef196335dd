"""Once the brand is approved the campaign is to be sent; the queue and the pages of both sides say so."""

from __future__ import annotations

import re

import pytest

from portal.lifecycle import services
from tests.campaigns.scenes import submitted
from tests.cast import Cast
from tests.lifecycle.scenes import Scene, scene

pytestmark = pytest.mark.django_db

AWAITED = "The registry and the carriers have it."
SENT_NEXT = "The brand is approved. Your provider sends the campaign to the registry next."


def read(cast: Cast, address: str, *, by: str = "rae") -> str:
    answer = cast.client(getattr(cast, by)).get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def approve(cast: Cast, made: Scene) -> str:
    data = {"part": f"brand:{made.brand.id}", "external_id": "B7XK21", "submission_number": 1}
    address = f"/review/{made.application.reference}/do/record_approval/"
    return re.sub(r"\s+", " ", cast.client(cast.rae).post(address, data, follow=True).content.decode())


def test_recording_the_brands_approval_names_what_goes_next_and_the_page_shows_it(cast: Cast) -> None:
    made = scene(cast).submit().forward()
    page = approve(cast, made)
    assert f"{made.application.reference}: recorded. Next: send campaign Order updates to the registry." in page
    assert "Campaign to be sent" in page
    assert "in 4 weeks" not in page.partition("</header>")[0]
    assert "Campaign Order updates is to be sent" in page


def test_a_campaign_held_up_by_its_brand_is_named_with_the_cause(cast: Cast) -> None:
    made = scene(cast).submit(data={"brand.entity_type": "public_profit"}).forward()
    page = approve(cast, made)
    assert "recorded. Brand GreenLeaf Gardens LLC waits for the answer to the letter sent to the company" in page
    assert "Campaign held up by its brand" in page


def test_the_queue_says_that_a_campaign_is_to_be_sent_and_has_a_filter_for_it(cast: Cast) -> None:
    made, waits = scene(cast).submit().forward(), scene(cast).submit().forward()
    made.approve(made.brand)
    page = read(cast, "/review/?tab=registry")
    assert page.count("Campaign to be sent") == 1
    found = read(cast, "/review/?tab=registry&to_send=1")
    assert made.application.reference in found
    assert waits.application.reference not in found


def test_the_business_reads_that_its_brand_is_approved_and_the_campaign_goes_next(cast: Cast) -> None:
    application, campaign = submitted(cast)
    made = Scene(
        cast, application, services.Part("brand", campaign.brand_id, ""), services.Part("campaign", campaign.id, "")
    )
    address = f"/registrations/{application.reference}/"
    made.forward()
    assert AWAITED in read(cast, address, by="alice")
    made.approve(made.brand)
    page = read(cast, address, by="alice")
    assert SENT_NEXT in page
    assert AWAITED not in page
    made.forward(made.campaign)
    assert AWAITED in read(cast, address, by="alice")
