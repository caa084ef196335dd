"""Order of arrival plays no part: the standing is what the history says."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.folding import Happening, fold
from consent.models import ConsentStatus, Program
from consent.services import event_record
from consent.vocabulary import ConsentState, EventType, Method
from tests.cast import Cast
from tests.consent.conftest import NOON, opt_in, opt_out

_KINDS = st.sampled_from([EventType.OPT_IN, EventType.CONFIRMED, EventType.OPT_OUT])
_HISTORIES = st.lists(st.tuples(_KINDS, st.integers(0, 6), st.booleans()), max_size=9)


def reference(history: Sequence[tuple[EventType, int, bool]], *, double: bool) -> str:
    """The rules again, written as plainly as can be: walk the days, an opt-out closes its day."""
    state = "none"
    for day in range(7):
        todays = [(kind, counts) for kind, when, counts in history if when == day]
        closed = any(kind is EventType.OPT_OUT for kind, _ in todays)
        if closed:
            state = "opted_out"
            continue
        for kind, counts in todays:
            if kind is EventType.OPT_IN and counts and state != "active":
                state = "pending" if double else "active"
            elif kind is EventType.CONFIRMED and state == "pending":
                state = "active"
    return state


def happenings(history: Sequence[tuple[EventType, int, bool]], *, double: bool) -> list[Happening]:
    """The history as events whose ids keep the order of the list."""
    return [
        Happening(
            id=uuid.UUID(int=number),
            type=kind,
            occurred_at=NOON + dt.timedelta(days=day),
            counts=counts or kind is EventType.CONFIRMED,
            needs_confirmation=double,
        )
        for number, (kind, day, counts) in enumerate(history)
    ]


@given(history=_HISTORIES, double=st.booleans(), data=st.data())
def test_any_order_of_arrival_gives_the_reference_standing(
    history: list[tuple[EventType, int, bool]], double: bool, data: st.DataObject
) -> None:
    events = happenings(history, double=double)
    arrived = data.draw(st.permutations(events))
    assert fold(arrived) == fold(events)
    assert fold(arrived).state == reference(history, double=double)


@given(history=_HISTORIES, since=st.integers(0, 6))
def test_a_suppression_that_outlived_its_person_acts_like_an_opt_out(
    history: list[tuple[EventType, int, bool]], since: int
) -> None:
    events = happenings(history, double=False)
    hidden = Happening(id=uuid.UUID(int=99), type=EventType.OPT_OUT, occurred_at=NOON + dt.timedelta(days=since))
    assert fold(events, suppressed_since=hidden.occurred_at) == fold([*events, hidden])


@pytest.mark.django_db
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_stored_standing_does_not_depend_on_arrival(cast: Cast, program: Program, order: tuple[int, ...]) -> None:
    events = [
        opt_in(program),
        opt_out(),
        opt_in(program, occurred_at=NOON + dt.timedelta(days=2)),
    ]
    for place in order:
        event_record(actor=cast.alice.actor, program=program, event=events[place])
    status = ConsentStatus.objects.get()
    assert status.state == ConsentState.ACTIVE
    assert status.opted_in_at == NOON + dt.timedelta(days=2)
    assert status.opted_out_at == NOON + dt.timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.source(214)
def test_a_late_opt_in_finds_the_confirmation_that_was_waiting_for_it(cast: Cast, program: Program) -> None:
    Program.objects.filter(id=program.id).update(double_opt_in=True)
    program.refresh_from_db()
    yes = opt_out(type=EventType.CONFIRMED, method=Method.SMS_KEYWORD, keyword="yes")
    early = event_record(actor=cast.alice.actor, program=program, event=yes)
    late = event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    assert early.notes == ("nothing_to_confirm",)
    assert late.effect == "activates"
    assert ConsentStatus.objects.get().state == ConsentState.ACTIVE
