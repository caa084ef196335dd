"""Appeals: from the second rejection on, beside the resubmission; what an answer does and what stays."""

import datetime as dt

import pytest
from django.urls import reverse

from portal.common.clock import day_in, now
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from portal.lifecycle import selectors, services
from portal.lifecycle.models import Appeal
from portal.notices.models import Notice
from tests.lifecycle.model_look import commit
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

LETTER = "Brand B1, campaign C1, code tcr:9106: the samples carry STOP since November 3. Look again."


def file(made, actor=None):
    return services.appeal_file(application_id=made.id, actor=actor or made.cast.alice.actor, letter=LETTER)


def answer(made, *, overturned, **values):
    given = {"actor": made.cast.rae.actor, "text": "We looked again.", **values}
    return services.appeal_answer(application_id=made.id, overturned=overturned, **given)


def twice_rejected(cast):
    return scene(cast).rejected().rejected()


@pytest.mark.parametrize("overturned", [True, False])
@pytest.mark.parametrize("end", ["withdrawn", "retired"])
def test_an_answer_that_comes_after_the_end_is_kept_and_leaves_the_count(cast, end, overturned):
    made = twice_rejected(cast)
    file(made)
    if end == "withdrawn":
        services.application_withdraw(application_id=made.id, actor=cast.alice.actor)
    else:
        made.resubmit().forward().approve(made.brand).forward(made.campaign).approve(made.campaign)
        services.application_retire(application_id=made.id, actor=cast.alice.actor, reason="Given up.")
    answer(made, overturned=overturned)
    commit()
    assert (made.fresh().state, made.application.rejections) == (end, 2)
    assert made.application.appeals.get().answer == "We looked again."


@pytest.mark.source(249)
def test_an_appeal_is_for_a_second_rejection_and_needs_a_letter(cast):
    made = scene(cast).rejected()
    with pytest.raises(WrongState, match="second rejection"):
        file(made)
    made.rejected()
    with pytest.raises(WrongInput) as refusal:
        services.appeal_file(application_id=made.id, actor=cast.alice.actor, letter=" ")
    assert list(refusal.value.fields) == ["letter"]
    assert file(made).decision.rejection_number == 2
    assert Notice.objects.filter(subject_id=made.id, event="appeal_changed", user=cast.rae.user).exists()


def test_a_rejection_is_appealed_once_by_the_business_and_answered_by_a_reviewer(cast):
    made = twice_rejected(cast)
    for stranger, refusal in ((cast.bob, WrongPerson), (cast.rae, WrongPerson), (cast.charlie, NotFound)):
        with pytest.raises(refusal):
            file(made, stranger.actor)
    file(made)
    with pytest.raises(WrongState, match="on its way"):
        file(made)
    with pytest.raises(WrongPerson):
        answer(made, overturned=True, actor=cast.alice.actor)
    answer(made, overturned=False)
    with pytest.raises(WrongState, match="appealed already"):
        file(made)
    with pytest.raises(WrongState, match="No appeal"):
        answer(made, overturned=True)


def test_upheld_changes_nothing_but_the_record(cast):
    made = twice_rejected(cast)
    file(made)
    assert answer(made, overturned=False).state == "upheld"
    assert (made.fresh().state, made.application.rejections) == ("rejected", 2)
    assert "Rejection 2 stands" in selectors.timeline_for(cast.alice.actor, made.application)[0].text


def test_overturned_takes_the_rejection_out_of_the_count_and_its_part_back_to_the_registry(cast):
    made = twice_rejected(cast)
    file(made)
    answer(made, overturned=True)
    application = made.fresh()
    assert (application.state, application.rejections) == ("forwarded", 1)
    assert selectors.parts_of(application)[0].status == "sent"
    assert selectors.codes_to_answer(application) == []
    made.reject("tcr:9108")
    assert (made.fresh().state, made.application.rejections) == ("rejected", 2)


def test_overturned_after_a_resubmission_only_lowers_the_count(cast):
    made = twice_rejected(cast)
    file(made)
    made.resubmit().claim()
    answer(made, overturned=True)
    assert (made.fresh().state, made.application.rejections) == ("under_review", 1)


@pytest.mark.source(38)
def test_the_fourth_rejection_is_final_with_an_appeal_open_or_granted(cast):
    made = scene(cast).rejected("tcr:9106").rejected("tcr:9106").rejected("tcr:9108")
    file(made)
    made.rejected("tcr:9106")
    assert (made.fresh().state, made.application.rejections) == ("ineligible", 4)
    answer(made, overturned=True)
    assert (made.fresh().state, made.application.rejections) == ("ineligible", 4)
    assert [code["key"] for code in selectors.old_codes(made.application)] == ["tcr:9106"]


def test_an_appeal_granted_within_the_days_of_grace_gives_the_thirty_days_back(cast, time_machine):
    made = scene(cast).rejected().resubmit()
    services.temporary_request(application_id=made.id, actor=cast.alice.actor)
    issued = services.temporary_grant(application_id=made.id, actor=cast.rae.actor).issued_at
    made.forward().reject()
    file(made)
    time_machine.move_to(now() + dt.timedelta(days=4))
    answer(made, overturned=True)
    end = selectors.temporary_end(selectors.temporaries_of(made.fresh())[0])
    assert (end.at, end.reason) == (issued + dt.timedelta(days=30), "thirty_days")


def test_an_answer_lies_between_the_appeal_and_now(cast):
    made = twice_rejected(cast)
    file(made)
    for wrong in (now() + dt.timedelta(days=1), now() - dt.timedelta(days=1)):
        with pytest.raises(WrongInput) as refusal:
            answer(made, overturned=True, answered_at=wrong)
        assert list(refusal.value.fields) == ["answered_on"]


def test_both_sides_walk_the_appeal_through_their_pages(cast):
    made = twice_rejected(cast)
    page = reverse("desk:appeal", args=[made.application.reference])
    customer, reviewer = cast.client(cast.alice), cast.client(cast.rae)
    assert "Write the letter" in customer.post(page, {"letter": ""}).content.decode()
    assert customer.post(page, {"letter": LETTER, "evidence": "a\nb"}).status_code == 302
    decision = reverse("desk:review", args=[made.application.reference])
    assert "Answer to the appeal" in reviewer.get(decision).content.decode()
    act = reverse("desk:review_act", args=[made.application.reference, "answer_appeal"])
    day = day_in(cast.lakeside.time_zone).isoformat()
    given = {"outcome": "overturned", "text": "Taken back.", "answered_on": day}
    assert reviewer.post(act, given).status_code == 302
    assert (Appeal.objects.get().state, made.fresh().state) == ("overturned", "forwarded")
    assert "Taken back." in customer.get(page).content.decode()
