"""What is under way when something else happens: changes, appeals, wishes, brands and temporary access in flight."""

import datetime as dt

import pytest

from portal.common.clock import now
from portal.common.errors import WrongState
from portal.common.ids import uuid7
from portal.lifecycle import selectors, services
from portal.lifecycle.clocklist import clocks_of
from portal.lifecycle.services import Part
from portal.lifecycle.states import VERBS
from portal.lifecycle.tasks import sweep
from tests.lifecycle.scenes import Scene, scene

pytestmark = pytest.mark.django_db
DAYS = dt.timedelta(days=1)


def changing(made):
    """Approved, with a change that lies with the registry."""
    change = {"field": "campaign.terms_url", "label": "Terms", "before": "a", "after": "b"}
    opened = services.amendment_open(application_id=made.approved().id, actor=made.cast.alice.actor, changes=[change])
    services.amendment_advance(amendment_id=opened.id, actor=made.cast.mia.actor, verb="submit")
    return services.amendment_advance(amendment_id=opened.id, actor=made.cast.rae.actor, verb="forward")


def brand_alone(cast, brand):
    application = services.application_open(
        actor=cast.alice.actor, business=cast.greenleaf, kind="brand", subject_id=brand.id, parts=[brand]
    )
    return Scene(cast, application, brand, brand)


def keys(made):
    return [clock.key for clock in clocks_of(made.fresh())]


def test_a_change_waits_while_its_application_is_suspended_and_goes_on_after(cast):
    made = scene(cast)
    change = changing(made)
    assert "amendment" in keys(made)
    services.application_suspend(application_id=made.id, actor=cast.rae.actor, reason="Spam.")
    assert "amendment" not in keys(made)
    with pytest.raises(WrongState):
        services.amendment_advance(amendment_id=change.id, actor=cast.rae.actor, verb="approve")
    services.application_reinstate(application_id=made.id, actor=cast.rae.actor, reason="Solved.")
    services.amendment_advance(amendment_id=change.id, actor=cast.rae.actor, verb="approve")


def test_a_change_in_flight_has_no_clock_once_its_application_is_retired(cast):
    made = scene(cast)
    changing(made)
    services.application_retire(application_id=made.id, actor=cast.alice.actor, reason="Closed.")
    assert "amendment" not in keys(made)


@pytest.mark.parametrize("state", ["changes_requested", "information_requested"])
def test_an_appeal_is_offered_only_where_it_can_be_filed(cast, state):
    made = scene(cast).rejected().rejected()
    if state == "changes_requested":
        made.resubmit().claim()
        back = services.application_request_changes
        back(application_id=made.id, actor=cast.rae.actor, note_to_customer="Name the company.")
    else:
        made.resubmit().forward()
        ask = services.application_record_information_request
        ask(application_id=made.id, actor=cast.rae.actor, text="Which numbers?")
    assert made.fresh().state == state not in VERBS["file_appeal"].sources
    assert services.why_no_appeal(made.application)
    with pytest.raises(WrongState):
        services.appeal_file(application_id=made.id, actor=cast.alice.actor, letter="Look again.")


def test_a_wish_to_submit_ends_when_the_rejection_is_taken_back(cast):
    made = scene(cast).rejected().rejected()
    services.appeal_file(application_id=made.id, actor=cast.alice.actor, letter="Look again.")
    wish = {"check_run_id": uuid7(), "intent": {"answers": {"tcr:9106": {"text": "Done."}}}}
    services.application_wish_submit(application_id=made.id, actor=cast.alice.actor, **wish)
    services.appeal_answer(application_id=made.id, actor=cast.rae.actor, overturned=True, text="We erred.")
    assert made.fresh().state == "forwarded"
    assert made.application.submit_requested_at is None


def test_a_brand_approved_meanwhile_in_another_application_is_not_sent_again(cast):
    first = scene(cast).submit().forward()
    second = scene(cast, brand_id=first.brand.id).submit().claim()
    first.approve(first.brand, "BABC123")
    second.forward(second.campaign)
    brand = second.application.parts.get(part_kind="brand")
    assert (brand.status, brand.external_id) == ("approved", "BABC123")


def test_a_brand_that_was_given_up_is_sent_anew_when_it_is_applied_for_again(cast):
    brand = Part("brand", uuid7(), "GreenLeaf Gardens LLC")
    made = brand_alone(cast, brand)
    made.submit(kind="brand").forward().approve(brand, "BABC123")
    services.application_retire(application_id=made.id, actor=cast.alice.actor, reason="Closed.")
    made.application = services.application_reapply(application_id=made.id, actor=cast.alice.actor)
    made.submit(kind="brand").forward().approve(brand, "BABC124")
    assert made.fresh().state == "approved"


def test_temporary_access_that_is_over_counts_as_over_before_the_sweep_writes_it_down(cast, time_machine):
    cast.lakeside.allow_second_temporary = True
    cast.lakeside.save()
    made = scene(cast).submit()
    services.temporary_request(application_id=made.id, actor=cast.alice.actor)
    services.temporary_grant(application_id=made.id, actor=cast.rae.actor)
    time_machine.move_to(now() + 30 * DAYS)
    assert services.why_no_temporary(made.fresh()) == ""
    assert services.temporary_request(application_id=made.id, actor=cast.alice.actor).state == "requested"


def test_an_information_request_neither_stops_nor_lengthens_temporary_access(cast, time_machine):
    made = scene(cast).submit()
    services.temporary_request(application_id=made.id, actor=cast.alice.actor)
    services.temporary_grant(application_id=made.id, actor=cast.rae.actor)
    made.forward()
    ask = services.application_record_information_request
    ask(application_id=made.id, actor=cast.rae.actor, text="Which numbers?")
    time_machine.move_to(now() + 30 * DAYS, tick=False)
    sweep()
    assert selectors.temporaries_of(made.fresh())[0].end_reason == "thirty_days"
    made.submit()
    assert "had it" in services.why_no_temporary(made.fresh())


def test_an_appeal_answered_after_the_new_application_began_changes_neither(cast):
    made = scene(cast)
    for _ in range(3):
        made.rejected()
    services.appeal_file(application_id=made.id, actor=cast.alice.actor, letter="Look again.")
    made.rejected()
    solved = {"tcr:9106": {"text": "Done.", "evidence": ["doc"]}}
    new = services.application_reapply(application_id=made.id, actor=cast.alice.actor, solved=solved)
    services.appeal_answer(application_id=made.id, actor=cast.rae.actor, overturned=True, text="We erred.")
    new.refresh_from_db()
    assert (made.fresh().state, made.application.rejections) == ("ineligible", 4)
    assert (new.state, new.rejections, new.supersedes_id) == ("draft", 0, made.id)


def test_a_suspended_brand_carries_no_campaign(cast):
    brand = Part("brand", uuid7(), "GreenLeaf Gardens LLC")
    alone = brand_alone(cast, brand)
    alone.submit(kind="brand").forward().approve(brand, "BABC123")
    made = scene(cast, brand_id=brand.id).submit().claim()
    services.application_suspend(application_id=alone.id, actor=cast.rae.actor, reason="Spam.")
    with pytest.raises(WrongState, match="suspended"):
        made.forward(made.campaign)
    services.application_reinstate(application_id=alone.id, actor=cast.rae.actor, reason="Solved.")
    made.forward(made.campaign)


def test_a_reseller_that_moves_to_another_zone_leaves_the_days_that_were_promised(cast, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 20, 4, 30, tzinfo=dt.UTC), tick=False)  # still Thursday in New York
    made = scene(cast).submit()
    promised = [(clock.key, clock.earliest, clock.latest) for clock in clocks_of(made.fresh()) if clock.earliest]
    cast.lakeside.time_zone = "Pacific/Honolulu"
    cast.lakeside.save()
    made.application = type(made.application).objects.get(id=made.id)
    assert [(c.key, c.earliest, c.latest) for c in clocks_of(made.application) if c.earliest] == promised
    assert promised[0][1:] == (dt.date(2026, 12, 11), dt.date(2026, 12, 18))
