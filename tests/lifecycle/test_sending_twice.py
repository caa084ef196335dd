"""What lies with its registry is not recorded as sent again by a page that does not know of it."""

import datetime as dt

import pytest

from portal.common.clock import now
from portal.common.errors import WrongState
from portal.lifecycle import selectors, services
from portal.lifecycle.services import PartSending
from tests.lifecycle.scenes import IDENTITY, scene

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
ELEVEN = dt.datetime(2026, 11, 23, 4, 2, tzinfo=dt.UTC)


def send(made, **values):
    part = PartSending("brand", made.brand.id, **values)
    return services.application_forward(
        application_id=made.id, actor=made.cast.ada.actor, parts=[part], identity_block=IDENTITY
    )


def record_of(made):
    return selectors.parts_of(made.fresh())[0]


def test_a_part_that_was_sent_is_refused_with_when_and_by_whom(cast, time_machine):
    time_machine.move_to(ELEVEN, tick=False)
    made = scene(cast).submit().forward()
    time_machine.shift(HOUR)
    with pytest.raises(WrongState) as refused:
        send(made)
    assert refused.value.code == "part_sent"
    told = "Brand GreenLeaf Gardens LLC was recorded as sent by Rae Lindqvist on Nov 22, 2026, 11:02 PM EST."
    assert refused.value.message.startswith(told)
    assert (record_of(made).external_reference, record_of(made).sent_at) == ("TICKET-1", ELEVEN)
    assert made.application.decisions.filter(verb="forward").count() == 1


def test_a_second_sending_names_the_first_and_keeps_its_reference(cast):
    made = scene(cast).submit().forward()
    first = made.application.decisions.get(verb="forward").number
    assert send(made, after=first).external_reference == "TICKET-1"
    with pytest.raises(WrongState, match="by Ada Fischer"):
        send(made, after=first)


def test_a_brand_whose_code_was_not_answered_is_filed_anew_under_its_old_reference(cast, time_machine):
    made = scene(cast).submit(data={"brand.entity_type": "sole_proprietor"}).forward()
    with pytest.raises(WrongState, match="was recorded as sent"):
        send(made)
    time_machine.move_to(now() + 24 * HOUR)
    send(made)
    assert record_of(made).external_reference == "TICKET-1"


def test_a_new_submission_is_sent_without_a_word_of_the_old_one(cast):
    made = scene(cast).submit().forward()
    ask = services.application_record_information_request
    ask(application_id=made.id, actor=cast.rae.actor, text="Which numbers?")
    made.submit().forward()
    assert made.fresh().state == "forwarded"
    with pytest.raises(WrongState, match="was recorded as sent"):
        send(made)
