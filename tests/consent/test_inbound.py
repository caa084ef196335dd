"""STOP, START, YES, HELP: what they are taken for, what is answered, and how far they reach."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from consent.keywords import Meaning, Vocabulary, approved_sender, read
from consent.models import ConsentEvent, OutboxMessage, Program
from consent.selectors import may_text, outbox_for
from consent.services import InboundAnswer, InboundText, event_record, inbound_receive, outbox_sent
from portal.common.clock import at
from portal.common.errors import NotFound, WrongState
from tests.cast import Cast
from tests.consent.conftest import SENDER, SUE, make_program, opt_in

_ids = itertools.count(1)


def text_in(cast: Cast, text: str, **changes: Any) -> InboundAnswer:
    """Sue texts one of GreenLeaf's numbers."""
    usual: dict[str, Any] = {"sender": SUE, "to": SENDER, "text": text, "id": f"in-{next(_ids)}"}
    return inbound_receive(actor=cast.alice.actor, message=InboundText(**usual | changes))


@pytest.mark.source(219)
@pytest.mark.parametrize("word", ["STOP", "end", " Cancel. ", "UNSUBSCRIBE", "“Quit!”", "StopAll", "Opt-Out", "revoke"])
def test_every_word_for_leaving_is_taken_alike(word: str) -> None:
    assert read(word).meaning is Meaning.STOP


@pytest.mark.parametrize(
    "text",
    ["please stop texting me", "Stop it", "take me off this list", "wrong number", "don’t text me", "ALTO"],
)
def test_leaving_in_free_words_is_leaving(text: str) -> None:
    assert read(text).meaning is Meaning.STOP


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("HELP", Meaning.HELP), ("yes!", Meaning.YES), ("Start", Meaning.START), ("JOIN", Meaning.START)],
)
def test_other_keywords_are_known_and_programs_add_their_own(text: str, meaning: Meaning) -> None:
    assert read(text, Vocabulary.of((), ("Join",), ())).meaning is meaning


@pytest.mark.parametrize("text", ["What are your hours?", "yes please bring two", "can you help me move", "", "🌱"])
def test_conversation_is_no_keyword(text: str) -> None:
    assert read(text).meaning is Meaning.NOTHING


@pytest.mark.django_db
def test_conversation_is_not_kept(cast: Cast, program: Program) -> None:
    answer = text_in(cast, "What are your hours?")
    assert (answer.meaning, answer.reply, answer.receipt) == ("nothing", "", None)
    assert not ConsentEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.source(218, 220, 230)
def test_stop_is_logged_answered_once_and_holds(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    first, second = text_in(cast, "Stop"), text_in(cast, "STOP!!")
    assert first.reply == program.opt_out_message
    assert second.reply == ""
    assert ConsentEvent.objects.get(id=first.receipt.event_id).keyword == "stop"  # type: ignore[union-attr]
    assert may_text(cast.alice.actor, program, SUE).state == "opted_out"


@pytest.mark.django_db
@pytest.mark.source(230)
def test_an_opt_out_reaches_every_number_and_program_of_the_sender(cast: Cast, program: Program) -> None:
    other = make_program(cast, name="Orders", purpose="informational", numbers=("+13126442950",))
    for each in (program, other):
        event_record(actor=cast.alice.actor, program=each, event=opt_in(each))
    text_in(cast, "STOP", to="312-644-2901")
    assert not may_text(cast.alice.actor, program, SUE).allowed
    assert not may_text(cast.alice.actor, other, SUE).allowed


@pytest.mark.django_db
@pytest.mark.source(208)
@pytest.mark.parametrize(("day", "reaches_all"), [(dt.date(2027, 1, 15), False), (dt.date(2027, 2, 15), True)])
def test_a_program_keeps_stop_to_itself_until_revoke_all_but_never_stopall(
    cast: Cast, day: dt.date, reaches_all: bool
) -> None:
    with at(dt.datetime.combine(day, dt.time(15), tzinfo=dt.UTC)):
        offers = make_program(cast, stop_scope="program")
        orders = make_program(cast, name="Orders", purpose="informational", numbers=("+13126442950",))
        for each in (offers, orders):
            event_record(actor=cast.alice.actor, program=each, event=opt_in(each))
        text_in(cast, "STOP")
        assert may_text(cast.alice.actor, orders, SUE).allowed is not reaches_all
        text_in(cast, "STOPALL")
        assert not may_text(cast.alice.actor, orders, SUE).allowed


@pytest.mark.django_db
@pytest.mark.source(218)
def test_start_after_stop_re_subscribes_and_help_answers(cast: Cast, program: Program) -> None:
    text_in(cast, "STOP")
    back = text_in(cast, "START")
    assert back.reply == program.resubscribe_message
    assert back.receipt is not None
    assert back.receipt.type == "resubscribe"
    assert may_text(cast.alice.actor, program, SUE).allowed
    assert text_in(cast, "Help").reply == program.help_message


@pytest.mark.django_db
def test_a_message_delivered_twice_gets_the_same_answer(cast: Cast, program: Program) -> None:
    text_in(cast, "STOP")
    first, again = (text_in(cast, "START", id="in-twice") for _ in range(2))
    assert (first.reply, first.outbox_id) == (again.reply, again.outbox_id)
    assert ConsentEvent.objects.count() == 2
    with pytest.raises(WrongState):
        text_in(cast, "STOP", id="in-twice")


@pytest.mark.django_db
@pytest.mark.source(214, 215)
def test_double_opt_in_leaves_four_times(cast: Cast) -> None:
    program = make_program(cast, double_opt_in=True)
    actor = cast.alice.actor
    event_record(actor=actor, program=program, event=opt_in(program, occurred_at=None))
    assert may_text(actor, program, SUE).state == "pending"
    request = outbox_for(actor).get()
    assert "Reply YES" in request.text
    outbox_sent(actor=actor, outbox_id=request.id, carrier_id="SM1")
    answer = text_in(cast, "YES")
    assert answer.outbox_id is not None
    outbox_sent(actor=actor, outbox_id=answer.outbox_id)
    kinds = list(ConsentEvent.objects.order_by("received_at").values_list("type", flat=True))
    assert kinds == ["opt_in", "confirmation_requested", "confirmed", "welcome_sent"]
    assert may_text(actor, program, SUE).allowed


@pytest.mark.django_db
@pytest.mark.source(213)
def test_the_confirmation_of_a_form_is_due_within_five_minutes_and_dropped_on_stop(
    cast: Cast, program: Program
) -> None:
    actor = cast.alice.actor
    event_record(actor=actor, program=program, event=opt_in(program, occurred_at=None))
    message = OutboxMessage.objects.get(kind="welcome")
    assert (message.late_at - message.due_at).total_seconds() == 300
    text_in(cast, "STOP")
    assert not outbox_for(actor).exists()
    with pytest.raises(WrongState):
        outbox_sent(actor=actor, outbox_id=message.id)


@pytest.mark.django_db
def test_reporting_a_message_sent_twice_records_it_once(cast: Cast, program: Program) -> None:
    actor = cast.alice.actor
    event_record(actor=actor, program=program, event=opt_in(program, occurred_at=None))
    message = outbox_for(actor).get()
    first, again = (outbox_sent(actor=actor, outbox_id=message.id, carrier_id="SM2") for _ in range(2))
    assert first.as_dict() == again.as_dict()
    with pytest.raises(NotFound):
        outbox_sent(actor=cast.charlie.actor, outbox_id=message.id)


@pytest.mark.source(58, 59)
@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("Approve 13126442900", "+13126442900"),
        ("Approve 1-312-644-2900", None),
        ("approve13126442900", None),
        ("Approve: 13126442900", None),
        ("Approve (13126442900)", None),
    ],
)
def test_an_approval_has_exactly_one_form(text: str, sender: str | None) -> None:
    assert approved_sender(text) == sender


@pytest.mark.django_db
@pytest.mark.source(57, 60)
def test_an_approval_sent_to_the_resellers_number_is_kept_without_an_answer(cast: Cast, program: Program) -> None:
    answer = text_in(cast, f"Approve {SENDER[1:]}", to="12676070000")
    assert answer.receipt is not None
    assert (answer.receipt.type, answer.reply) == ("dnc_approval", "")
