"""Changes to an approved registration."""

import pytest

from portal.common.errors import WrongInput, WrongPerson, WrongState
from portal.lifecycle import services
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

CHANGE = {"field": "campaign.sample_messages", "label": "Sample messages", "before": ["Hi"], "after": ["Hello"]}


def opened(made, change=CHANGE):
    return services.amendment_open(application_id=made.id, actor=made.cast.mia.actor, changes=[change])


def step(amendment, actor, verb, **values):
    return services.amendment_advance(amendment_id=amendment.id, actor=actor, verb=verb, **values)


@pytest.mark.source(240)
def test_samples_change_by_an_amendment_while_the_application_stays_approved(cast):
    made = scene(cast).approved()
    amendment = opened(made)
    step(amendment, cast.mia.actor, "submit")
    step(amendment, cast.rae.actor, "forward", reference="T-9")
    assert step(amendment, cast.rae.actor, "approve").state == "approved"
    services.amendment_applied(amendment_id=amendment.id)
    assert (made.fresh().state, made.application.rejections) == ("approved", 0)


def test_a_refusal_needs_words_and_does_not_count_as_a_rejection(cast):
    made = scene(cast).approved()
    amendment = opened(made)
    step(amendment, cast.mia.actor, "submit")
    with pytest.raises(WrongInput):
        step(amendment, cast.rae.actor, "return")
    assert step(amendment, cast.rae.actor, "return", text="Keep STOP.").state == "rejected"
    assert made.fresh().rejections == 0


@pytest.mark.entry("life-modification-table")
def test_a_new_use_case_is_a_new_campaign_and_drafts_cannot_be_amended(cast):
    made = scene(cast).approved()
    with pytest.raises(WrongInput, match="new campaign"):
        opened(made, {**CHANGE, "field": "campaign.use_case", "label": "Use case"})
    with pytest.raises(WrongState):
        opened(scene(cast))


def test_customers_do_not_decide_and_one_change_is_open_at_a_time(cast):
    made = scene(cast).approved()
    amendment = opened(made)
    with pytest.raises(WrongState):
        opened(made)
    step(amendment, cast.mia.actor, "submit")
    with pytest.raises(WrongPerson):
        step(amendment, cast.mia.actor, "forward")
