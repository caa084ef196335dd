"""What a brand's owner has to answer, and what its registry says of it, before its campaign goes on."""

import datetime as dt

import pytest
from django.urls import reverse

from portal.common.clock import now
from portal.common.errors import WrongInput, WrongPerson, WrongState
from portal.lifecycle import selectors, services
from portal.lifecycle.clocklist import clocks_of
from portal.lifecycle.models import Confirmation
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def sent(cast, entity):
    return scene(cast).submit(data={"brand.entity_type": entity}).forward()


def confirm(made, **values):
    return services.application_record_confirmation(application_id=made.id, actor=made.cast.rae.actor, **values)


def standing(made, **values):
    return services.application_record_brand_standing(application_id=made.id, actor=made.cast.rae.actor, **values)


@pytest.mark.entry("brand-sole-prop-otp")
def test_a_sole_proprietors_brand_waits_for_the_code_and_is_filed_anew_after_24_hours(cast, time_machine):
    made = sent(cast, "sole_proprietor")
    with pytest.raises(WrongState, match="is not answered yet"):
        made.approve(made.brand)
    time_machine.move_to(now() + 24 * HOUR)
    for late in (lambda: confirm(made), lambda: confirm(made, sent_again=True), lambda: made.approve(made.brand)):
        with pytest.raises(WrongState, match=r"anew"):
            late()
    made.forward(made.brand)
    assert sorted(Confirmation.objects.values_list("state", flat=True)) == ["anew", "awaited"]
    confirm(made)
    made.approve(made.brand)
    assert selectors.parts_of(made.fresh())[0].status == "approved"


def test_a_code_answered_in_its_last_second_counts(cast, time_machine):
    made = sent(cast, "sole_proprietor")
    time_machine.move_to(now() + 24 * HOUR - dt.timedelta(seconds=5))
    assert confirm(made).state == "confirmed"
    with pytest.raises(WrongState, match="No confirmation"):
        confirm(made)


@pytest.mark.entry("brand-public-auth-plus")
def test_a_public_companys_letter_is_valid_7_days_and_sent_again_until_day_30(cast, time_machine):
    made = sent(cast, "public_profit")
    began = now()
    made.approve(made.brand)
    with pytest.raises(WrongState, match="e-mail address"):
        made.forward(made.campaign)
    time_machine.move_to(began + 7 * DAY)
    with pytest.raises(WrongState, match="sent again"):
        confirm(made)
    confirm(made, sent_again=True)
    time_machine.move_to(began + 14 * DAY - HOUR)
    confirm(made)
    made.forward(made.campaign)
    assert made.fresh().state == "forwarded"


@pytest.mark.entry("brand-public-auth-plus")
def test_after_day_30_no_letter_goes_out_again_and_the_brand_is_filed_anew(cast, time_machine):
    made = sent(cast, "public_profit")
    time_machine.move_to(now() + 30 * DAY)
    with pytest.raises(WrongState, match="Send the brand to the registry anew"):
        confirm(made, sent_again=True)
    made.forward(made.brand)
    assert confirm(made).state == "confirmed"


@pytest.mark.entry("brand-identity-status", "campaign-brand-approved-first")
@pytest.mark.parametrize("status", ["unverified", "self_declared"])
def test_a_campaign_goes_on_only_when_its_brand_is_approved_and_verified(cast, status):
    made = sent(cast, "private_profit")
    with pytest.raises(WrongState, match="waits for approval of brand"):
        made.forward(made.campaign)
    made.approve(made.brand)
    standing(made, identity_status=status)
    with pytest.raises(WrongState, match="Only a verified brand"):
        made.forward(made.campaign)
    standing(made, identity_status="vetted_verified")
    made.forward(made.campaign)
    assert selectors.parts_of(made.fresh())[1].status == "sent"


@pytest.mark.entry("brand-trust-score-under-25")
@pytest.mark.parametrize(("score", "window"), [(24, (5, 10)), (25, (1, 2)), (0, (5, 10))])
def test_a_trust_score_under_25_is_reviewed_by_people_and_takes_longer(cast, score, window):
    made = scene(cast)
    parts = [made.brand, made.campaign._replace(window_low=1, window_high=2)]
    services.application_set_parts(application_id=made.id, actor=cast.alice.actor, parts=parts)
    made.submit().forward().approve(made.brand)
    standing(made, trust_score=score)
    made.forward(made.campaign)
    campaign = selectors.parts_of(made.fresh())[1]
    assert (campaign.window_low, campaign.window_high) == window
    shown = next(clock for clock in clocks_of(made.application) if clock.key == "part_campaign")
    assert ("people review it" in shown.rule) == (score < 25)


def test_a_standing_needs_something_to_say_and_a_reviewer_to_say_it(cast):
    made = sent(cast, "private_profit")
    wrong = ({}, {"trust_score": 101}, {"trust_score": -1}, {"identity_status": "splendid"})
    for values in wrong:
        with pytest.raises(WrongInput):
            standing(made, **values)
    with pytest.raises(WrongPerson):
        services.application_record_brand_standing(application_id=made.id, actor=cast.alice.actor, trust_score=50)


def test_an_application_of_numbers_has_no_brand_to_speak_of(cast):
    number = services.Part("number", scene(cast).id, "+18885550123")
    application = services.application_open(
        actor=cast.alice.actor,
        business=cast.greenleaf,
        kind="toll_free",
        subject_id=number.id,
        parts=[number],
    )
    made = scene(cast)
    made.application = application
    made.submit(kind="toll_free").forward(number)
    with pytest.raises(WrongState, match="No brand"):
        standing(made, trust_score=50)


def test_the_reviewer_records_both_on_the_decision_page(cast):
    made = sent(cast, "public_profit")
    client, reference = cast.client(cast.rae), made.application.reference
    page = client.get(reverse("desk:review", args=[reference]) + "?do=record_confirmation").content.decode()
    assert "The letter was sent again" in page
    for verb, given in (
        ("record_confirmation", {"outcome": "again"}),
        ("record_confirmation", {"outcome": "answered"}),
        ("record_brand_standing", {"identity_status": "verified", "trust_score": "20"}),
    ):
        assert client.post(reverse("desk:review_act", args=[reference, verb]), given).status_code == 302
    assert selectors.parts_of(made.fresh())[0].trust_score == 20


def test_a_new_application_knows_what_was_last_said_of_the_brand_it_takes_over(cast):
    """The record of the older application is as old by its answer, and says something else."""
    first = scene(cast)
    first.approved()
    for said in ("verified", "unverified"):
        services.application_retire(application_id=first.id, actor=cast.alice.actor, reason="Anew.")
        first.application = services.application_reapply(application_id=first.id, actor=cast.alice.actor)
        first.submit().claim().forward(first.campaign).approve(first.campaign)
        standing(first, identity_status=said)
    services.application_retire(application_id=first.id, actor=cast.alice.actor, reason="Anew.")
    first.application = services.application_reapply(application_id=first.id, actor=cast.alice.actor)
    with pytest.raises(WrongState, match="Only a verified brand"):
        first.submit().claim().forward(first.campaign)


def test_the_last_word_on_a_brand_counts_in_whichever_registration_it_was_recorded(cast, time_machine):
    other = scene(cast)
    other.approved()
    made = scene(cast, brand_id=other.brand.id).submit().claim()
    standing(other, identity_status="unverified")
    time_machine.move_to(now() + HOUR)
    with pytest.raises(WrongState, match=f"unverified in {other.application.reference}"):
        made.forward(made.campaign)
    standing(made, identity_status="verified")
    made.forward(made.campaign)
