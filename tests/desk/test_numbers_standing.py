"""Brands that are suspended or given up, and each stage of a temporary registration, as pages of a business tell."""

from __future__ import annotations

import pytest
from django.urls import reverse

from campaigns.models import Campaign, CampaignNumber
from campaigns.numbering import number_add, number_associate
from portal.common.errors import WrongState
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application
from portal.lifecycle.services import Part
from tests.campaigns.scenes import approved, submitted
from tests.cast import Cast
from tests.lifecycle.scenes import Scene
from verification.models import TollFreeNumber

pytestmark = pytest.mark.django_db

ASK = "Ask for a temporary registration"
SUSPENDED = "The brand it stands on is suspended"
GIVEN_UP = "The brand it stands on was given up"


def text(cast: Cast, page: str, *args: object) -> str:
    answer = cast.client(cast.alice).get(reverse(f"desk:{page}", args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def sending(cast: Cast) -> tuple[Application, CampaignNumber]:
    """An approved campaign with a number that carriers know."""
    application, campaign = approved(cast)
    row = number_add(actor=cast.alice.actor, campaign_id=campaign.id, number="+16142802001")
    row = number_associate(actor=cast.alice.actor, number_id=row.id)
    CampaignNumber.objects.filter(id=row.id).update(active_from=row.associated_at)
    return application, row


def brand_of(cast: Cast, campaign: Campaign) -> Scene:
    """The brand's own registration, approved."""
    brand = Part("brand", campaign.brand_id, "GreenLeaf Gardens LLC")
    application = lifecycle.application_open(
        actor=cast.alice.actor, business=cast.greenleaf, kind="brand", subject_id=brand.id, parts=[brand]
    )
    return Scene(cast, application, brand, brand).submit(kind="brand").forward().approve(brand, "B7XK21")


def test_numbers_of_a_suspended_brand_do_not_send_until_it_is_reinstated(cast: Cast) -> None:
    application, row = sending(cast)
    brand = brand_of(cast, row.campaign)
    pages = [("home",), ("numbers",), ("number", row.id), ("what_now", application.reference)]
    lifecycle.application_suspend(application_id=brand.id, actor=cast.rae.actor, reason="Spam.")
    for page in pages:
        assert SUSPENDED in text(cast, *page)
    assert "Send a test message from" not in text(cast, "home")
    assert "Record a test message" not in text(cast, "number", row.id)
    assert "Its brand is suspended: do not send" in text(cast, "home")
    lifecycle.application_reinstate(application_id=brand.id, actor=cast.rae.actor, reason="Solved.")
    for page in pages:
        assert SUSPENDED not in text(cast, *page)
    assert "Its campaign is approved and carriers know the number." in text(cast, "number", row.id)


def test_a_brand_that_was_given_up_carries_its_campaigns_again_once_it_is_approved_anew(cast: Cast) -> None:
    _, row = sending(cast)
    brand = brand_of(cast, row.campaign)
    lifecycle.application_retire(application_id=brand.id, actor=cast.alice.actor, reason="Closed.")
    assert GIVEN_UP in text(cast, "number", row.id)
    brand.application = lifecycle.application_reapply(application_id=brand.id, actor=cast.alice.actor)
    brand.submit(kind="brand").forward()
    assert GIVEN_UP in text(cast, "number", row.id)
    brand.approve(brand.brand, "B7XK22")
    assert GIVEN_UP not in text(cast, "number", row.id)


def test_a_brand_in_its_first_registration_stops_nothing(cast: Cast) -> None:
    _, row = sending(cast)
    brand = Part("brand", row.campaign.brand_id, "GreenLeaf Gardens LLC")
    made = lifecycle.application_open(
        actor=cast.alice.actor, business=cast.greenleaf, kind="brand", subject_id=brand.id, parts=[brand]
    )
    Scene(cast, made, brand, brand).submit(kind="brand")
    assert "Its campaign is approved and carriers know the number." in text(cast, "number", row.id)


def test_a_suspended_brand_leaves_toll_free_numbers_and_other_businesses_alone(cast: Cast) -> None:
    _, row = sending(cast)
    free = TollFreeNumber.objects.create(business=cast.greenleaf, number="+18885550199", class_of_service="verified")
    brand = brand_of(cast, row.campaign)
    before = text(cast, "number", free.id)
    lifecycle.application_suspend(application_id=brand.id, actor=cast.rae.actor, reason="Spam.")
    assert SUSPENDED not in text(cast, "number", free.id)
    assert "The number is verified." in before


def test_an_approved_campaign_without_numbers_tells_of_its_suspended_brand_first(cast: Cast) -> None:
    application, campaign = approved(cast)
    lifecycle.application_suspend(application_id=brand_of(cast, campaign).id, actor=cast.rae.actor, reason="Spam.")
    page = cast.client(cast.alice).get(reverse("desk:registration", args=[application.reference]))
    assert page.context["answer"].rule == "local-brand-suspended"
    assert page.context["next_step"]["label"] == "Ask your provider why"
    assert "Stop every send now." in page.content.decode()
    assert "Associate each number" not in page.content.decode()


def test_each_stage_of_a_temporary_registration_has_its_own_words(cast: Cast) -> None:
    application, _ = submitted(cast)
    registration, now_what = ("registration", application.reference), ("what_now", application.reference)
    asked, rae = {"application_id": application.id, "actor": cast.alice.actor}, cast.rae.actor
    assert ASK.lower() in text(cast, *registration).lower()
    lifecycle.temporary_request(**asked)
    for page in (registration, now_what, ("home",)):
        assert ASK.lower() not in text(cast, *page).lower()
        assert "your provider has not decided on the temporary registration" in text(cast, *page)
    lifecycle.temporary_refuse(application_id=application.id, actor=rae, reason="Name the numbers first.")
    assert "your provider refused a temporary registration" in text(cast, *now_what)
    assert "See why it was refused, or ask again" in text(cast, *registration)
    assert ASK not in text(cast, *now_what)
    lifecycle.temporary_request(**asked)
    assert "has not decided" in text(cast, *now_what)
    lifecycle.temporary_grant(application_id=application.id, actor=rae)
    assert "A temporary registration is running." in text(cast, *now_what)


@pytest.mark.parametrize("second", [False, True])
def test_after_its_end_a_second_temporary_registration_is_named_only_where_one_is_given(
    cast: Cast, second: bool
) -> None:
    type(cast.lakeside).objects.filter(id=cast.lakeside.id).update(allow_second_temporary=second)
    application, _ = submitted(cast)
    lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)
    lifecycle.temporary_grant(application_id=application.id, actor=cast.rae.actor)
    lifecycle.temporary_end(application_id=application.id, actor=cast.rae.actor, reason="Complaints.")
    html = text(cast, "registration", application.reference)
    assert "Its temporary registration has ended, and it is not approved." in html
    assert ("ask for a second temporary registration" in html) is second
    assert ("a registration gets one temporary registration" in html) is not second
    assert ASK not in html


@pytest.mark.parametrize(("verb", "who", "why"), [("suspend", "rae", SUSPENDED), ("retire", "alice", GIVEN_UP)])
def test_no_temporary_registration_is_asked_for_while_the_brand_stops_the_campaign(
    cast: Cast, verb: str, who: str, why: str
) -> None:
    application, campaign = submitted(cast)
    assert f'<button class="primary">{ASK}' in text(cast, "temporary", application.reference)
    stop = getattr(lifecycle, f"application_{verb}")
    stop(application_id=brand_of(cast, campaign).id, actor=cast.people[who].actor, reason="Spam.")
    page = text(cast, "temporary", application.reference)
    assert why in page
    assert f'<button class="primary">{ASK}' not in page
    with pytest.raises(WrongState, match=why):
        lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)


def test_a_temporary_registration_asked_for_before_is_not_granted_while_the_brand_is_suspended(cast: Cast) -> None:
    application, campaign = submitted(cast)
    lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)
    brand = brand_of(cast, campaign)
    lifecycle.application_suspend(application_id=brand.id, actor=cast.rae.actor, reason="Spam.")
    with pytest.raises(WrongState, match=SUSPENDED):
        lifecycle.temporary_grant(application_id=application.id, actor=cast.rae.actor)
    lifecycle.application_reinstate(application_id=brand.id, actor=cast.rae.actor, reason="Solved.")
    granted = lifecycle.temporary_grant(application_id=application.id, actor=cast.rae.actor)
    assert granted.state == "granted"
