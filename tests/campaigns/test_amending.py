"""Changes to an approved campaign: handed in, decided, taken over once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from campaigns.amending import amendment_request, amendments_take_over
from campaigns.models import Campaign
from portal.common.errors import WrongInput, WrongState
from portal.lifecycle.services import amendment_advance
from tests.campaigns.scenes import approved, filled
from tests.cast import Cast

pytestmark = pytest.mark.django_db

TERMS = {"terms_url": "https://www.greenleafgardens.com/rules"}


@pytest.mark.source(240)
def test_an_approved_change_is_taken_over_once_and_not_before(cast: Cast) -> None:
    _, campaign = approved(cast)
    amendment = amendment_request(actor=cast.alice.actor, campaign_id=campaign.id, values=TERMS)
    assert amendments_take_over() == 0
    for verb in ("forward", "approve"):
        amendment_advance(amendment_id=amendment.id, actor=cast.rae.actor, verb=verb, reference="T-1")
    assert Campaign.objects.get(id=campaign.id).terms_url != TERMS["terms_url"]
    assert (amendments_take_over(), amendments_take_over()) == (1, 0)
    assert Campaign.objects.get(id=campaign.id).terms_url == TERMS["terms_url"]


def test_nothing_changed_and_unusable_answers_are_told(cast: Cast) -> None:
    _, campaign = approved(cast)
    with pytest.raises(WrongInput):
        amendment_request(actor=cast.alice.actor, campaign_id=campaign.id, values={})
    with pytest.raises(WrongInput) as refusal:
        amendment_request(actor=cast.alice.actor, campaign_id=campaign.id, values={"terms_url": "nowhere"})
    assert "terms_url" in refusal.value.fields


def test_only_an_approved_campaign_is_changed_this_way(cast: Cast) -> None:
    _, campaign = filled(cast)
    with pytest.raises(WrongState):
        amendment_request(actor=cast.alice.actor, campaign_id=campaign.id, values=TERMS)


def test_the_page_hands_the_change_in(cast: Cast) -> None:
    application, campaign = approved(cast)
    client, page = cast.client(cast.alice), reverse("campaigns:amend", args=[campaign.id])
    assert client.get(page).status_code == 200
    data = {f"sample_messages_{place}": words for place, words in enumerate(campaign.sample_messages)}
    for name in ("opt_in_url", "opt_in_wording", "privacy_policy_url"):
        data[name] = getattr(campaign, name)
    response = client.post(page, {**data, **TERMS, "reason": "New address"})
    assert response["Location"] == reverse("desk:registration", args=[application.reference])
    assert application.amendments.get().state == "pending"
