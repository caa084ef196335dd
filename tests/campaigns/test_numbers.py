"""A campaign's numbers: refused until approval, active half an hour after association."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from campaigns.models import CampaignNumber
from campaigns.numbering import number_add, number_associate, number_record_test, number_remove
from campaigns.selectors import standing_of
from consent.models import Program
from consent.scope import scope
from portal.common.errors import NotFound, WrongInput, WrongState
from tests.campaigns.scenes import approved, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db

LOCAL = "(614) 280-2001"


@pytest.mark.source(55, 201)
def test_a_number_may_be_named_early_and_is_associated_after_approval_only(cast: Cast) -> None:
    _, campaign = opened(cast)
    number = number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=LOCAL)
    assert (number.number, number.state) == ("+16142802001", "requested")
    with pytest.raises(WrongState, match="not approved"):
        number_associate(actor=cast.alice.actor, number_id=number.id)


def test_replies_to_a_number_added_after_approval_reach_the_consent_program(cast: Cast) -> None:
    _, campaign = approved(cast)
    number = number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=LOCAL)
    with scope(campaign.business_id):
        assert Program.objects.get(owner_id=campaign.id).numbers == ["+16142802001"]
    number_remove(actor=cast.alice.actor, number_id=number.id)
    with scope(campaign.business_id):
        assert Program.objects.get(owner_id=campaign.id).numbers == []


@pytest.mark.entry("traffic-propagation-15-30min")
@pytest.mark.source(201, 202)
def test_carriers_know_it_half_an_hour_later(cast: Cast) -> None:
    _, campaign = approved(cast)
    number = number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=LOCAL)
    number = number_associate(actor=cast.alice.actor, number_id=number.id)
    assert number.associated_at is not None
    assert standing_of(number, number.associated_at + dt.timedelta(minutes=29)) == "propagating"
    assert standing_of(number, number.associated_at + dt.timedelta(minutes=30)) == "active"


@pytest.mark.source(203)
def test_a_test_message_on_each_carrier_is_recorded_once_active(cast: Cast) -> None:
    _, campaign = approved(cast)
    number = number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=LOCAL)
    number = number_associate(actor=cast.alice.actor, number_id=number.id)
    results = {"t_mobile": "delivered", "att": "delivered", "verizon": "failed"}
    with pytest.raises(WrongState):
        number_record_test(actor=cast.alice.actor, number_id=number.id, results=results)
    CampaignNumber.objects.filter(id=number.id).update(active_from=number.associated_at)
    tested = number_record_test(actor=cast.alice.actor, number_id=number.id, results=results)
    assert (tested.result_t_mobile, tested.result_verizon) == ("delivered", "failed")


def test_a_number_is_on_one_campaign_until_it_is_removed(cast: Cast) -> None:
    _, first = opened(cast)
    _, second = opened(cast)
    number = number_add(actor=cast.alice.actor, campaign_id=first.id, number=LOCAL)
    with pytest.raises(WrongInput):
        number_add(actor=cast.alice.actor, campaign_id=second.id, number="614-280-2001")
    number_remove(actor=cast.alice.actor, number_id=number.id)
    assert number_add(actor=cast.alice.actor, campaign_id=second.id, number=LOCAL).campaign == second


@pytest.mark.parametrize("typed", ["(833) 555-0142", "+44 20 7946 0958", "12"])
def test_toll_free_foreign_and_broken_numbers_are_refused(cast: Cast, typed: str) -> None:
    _, campaign = opened(cast)
    with pytest.raises(WrongInput) as refusal:
        number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=typed)
    assert "number" in refusal.value.fields


def test_another_tenant_s_number_is_nowhere(cast: Cast) -> None:
    _, campaign = opened(cast)
    number = number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=LOCAL)
    with pytest.raises(NotFound):
        number_remove(actor=cast.charlie.actor, number_id=number.id)
    assert cast.client(cast.charlie).get(reverse("campaigns:numbers", args=[campaign.id])).status_code == 404


def test_the_page_adds_associates_and_tells_why_not(cast: Cast) -> None:
    _, campaign = opened(cast)
    client, page = cast.client(cast.alice), reverse("campaigns:numbers", args=[campaign.id])
    assert "phone number" in client.post(page, {"number": "12"}).content.decode()
    assert client.post(page, {"number": LOCAL}).status_code == 302
    number = CampaignNumber.objects.get()
    act = reverse("campaigns:number", args=[campaign.id, number.id])
    response = client.post(act, {"act": "associate"}, follow=True)
    assert "not approved" in response.content.decode()
