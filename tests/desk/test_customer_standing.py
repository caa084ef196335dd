"""Can it send now: one pure answer for every state."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.desk.customer_standing import SendFacts, can_send
from portal.lifecycle.states import State

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(minutes=20)


@pytest.mark.source(140)
@pytest.mark.parametrize("state", [state for state in State if state is not State.APPROVED])
def test_nothing_sends_before_approval_without_a_temporary_registration(state: State) -> None:
    answer = can_send(SendFacts("sms_mms", state), NOW)
    assert not answer.can
    assert "February 2025" in answer.why


@pytest.mark.source(201, 202)
def test_an_approved_campaign_sends_from_an_active_number() -> None:
    state = "approved"
    assert not can_send(SendFacts("sms_mms", state), NOW).can
    assert "associate" in can_send(SendFacts("sms_mms", state, numbers=1), NOW).why
    waiting = SendFacts("sms_mms", state, active_from=(LATER,), numbers=1)
    assert not can_send(waiting, NOW).can
    assert can_send(waiting, LATER).can


@pytest.mark.source(33)
def test_a_temporary_registration_lets_send_until_it_ends() -> None:
    facts = SendFacts("sms_mms", "forwarded", temporary_until=LATER)
    assert can_send(facts, NOW).until == LATER
    assert not can_send(facts, LATER).can


def test_a_suspended_registration_never_sends() -> None:
    assert not can_send(SendFacts("sms_mms", "suspended", temporary_until=LATER), NOW).can


@pytest.mark.source(73)
def test_toll_free_numbers_take_the_stricter_of_the_rules() -> None:
    assert not can_send(SendFacts("toll_free", "forwarded"), NOW).can
    assert "not whitelisting" in can_send(SendFacts("toll_free", "approved"), NOW).why
