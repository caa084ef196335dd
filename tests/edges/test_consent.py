"""Edge cases 12, 13, 16 and 20: words people text, how long their no is kept, and how far it reaches."""

import datetime as dt
import itertools

import pytest

from consent.keywords import Meaning, approved_sender, read
from consent.models import ConsentEvent, Subject
from consent.scope import scope
from consent.selectors import may_text, outbox_for, status_of
from consent.services import InboundText, event_record, inbound_receive, outbox_sent
from consent.services.people import years_after
from consent.vocabulary import Scope
from portal.common.errors import NotFound, WrongState
from tests.consent.conftest import SENDER, SUE, make_program, opt_in, opt_out, program

__all__ = ["program"]
STRANGER, APPROVALS = "+13126442077", "12676070000"
_ids = itertools.count(1)


def text_in(cast, text, *, sender=SUE, to=SENDER, **values):
    message = InboundText(sender=sender, to=to, text=text, id=f"edge-{next(_ids)}", **values)
    return inbound_receive(actor=cast.alice.actor, message=message)


def join(cast, made, **values):
    return event_record(actor=cast.alice.actor, program=made, event=opt_in(made, **values))


@pytest.mark.entry("kw-free-text", "kw-stop-five")
@pytest.mark.parametrize(
    "text",
    ["Stop.", "STOP!!", "s t o p", "S.T.O.P", "S-T-O-P please", "please stop texting me", "u n s u b s c r i b e"],
)
def test_12_stop_is_stop_however_it_is_written(text):
    assert read(text).meaning is Meaning.STOP


@pytest.mark.parametrize("text", ["A B C", "I am at the bus stop", "Is it a b c or d?", "s t o r y", "non-stop fun"])
def test_12_what_only_looks_like_stop_is_conversation(text):
    assert read(text).meaning is Meaning.NOTHING


@pytest.mark.django_db
@pytest.mark.source(230, 231)
def test_12_a_stop_from_a_number_nobody_knows_is_kept_and_an_older_yes_does_not_undo_it(cast, program):
    answer = text_in(cast, "STOP", sender=STRANGER)
    assert (answer.meaning, answer.reply) == ("stop", program.opt_out_message)
    assert may_text(cast.alice.actor, program, STRANGER).state == "opted_out"
    late = join(cast, program, number=STRANGER)
    assert late.notes == ("older_than_opt_out",)
    assert not may_text(cast.alice.actor, program, STRANGER).allowed


@pytest.mark.django_db
def test_12_stop_twice_is_confirmed_once(cast, program):
    join(cast, program)
    replies = [text_in(cast, word).reply for word in ("STOP", "stop", "s t o p")]
    assert replies == [program.opt_out_message, "", ""]
    assert ConsentEvent.objects.filter(type="opt_out").count() == 3


@pytest.mark.django_db
@pytest.mark.entry("kw-stopall")
def test_12_start_after_stopall_brings_back_the_program_it_was_sent_to_and_no_other(cast, program):
    orders = make_program(cast, name="Orders", purpose="informational", numbers=("+13126442950",))
    for each in (program, orders):
        join(cast, each)
    text_in(cast, "STOPALL")
    assert not any(may_text(cast.alice.actor, each, SUE).allowed for each in (program, orders))
    answer = text_in(cast, "START")
    assert answer.receipt.type == "resubscribe"
    assert [may_text(cast.alice.actor, each, SUE).allowed for each in (program, orders)] == [True, False]


@pytest.mark.django_db
@pytest.mark.source(214)
def test_12_a_yes_that_nobody_asked_for_is_no_consent(cast):
    asked = make_program(cast, double_opt_in=True)
    answer = text_in(cast, "YES", sender=STRANGER)
    assert (answer.reply, answer.receipt.type) == ("", "keyword")
    assert may_text(cast.alice.actor, asked, STRANGER).state == "none"
    text_in(cast, "STOP")
    assert not text_in(cast, "YES").reply
    assert may_text(cast.alice.actor, asked, SUE).state == "opted_out"


@pytest.mark.django_db
@pytest.mark.source(230)
def test_12_stop_to_one_number_stops_the_other_numbers_of_the_sender(cast, program):
    join(cast, program)
    text_in(cast, "STOP", to="(312) 644-2901")
    answer = may_text(cast.alice.actor, program, SUE)
    assert (answer.allowed, answer.state) == (False, "opted_out")


@pytest.mark.django_db
def test_12_a_stop_while_a_batch_waits_is_seen_when_each_message_is_about_to_go(cast, program):
    batch = [SUE, "+13126442002", "+13126442003"]
    for number in batch:
        join(cast, program, number=number, occurred_at=None)
    actor = cast.alice.actor
    assert all(answer.allowed for answer in status_of(actor, program, batch))
    waiting = next(row for row in outbox_for(actor) if row.subject_id == status_of(actor, program, [SUE])[0].subject_id)
    text_in(cast, "STOP")
    assert [answer.allowed for answer in status_of(actor, program, batch)] == [False, True, True]
    with pytest.raises(WrongState, match="opted out"):
        outbox_sent(actor=actor, outbox_id=waiting.id)
    assert outbox_for(actor).count() == 2


@pytest.mark.source(209)
@pytest.mark.parametrize(("years", "day"), [(4, "2032-02-29"), (5, "2033-03-01"), (6, "2034-03-01"), (8, "2036-02-29")])
def test_13_a_day_that_the_year_does_not_have_is_kept_one_day_longer(years, day):
    assert years_after(dt.datetime(2028, 2, 29, 23, 59, 59, tzinfo=dt.UTC), years).isoformat() == day


@pytest.mark.django_db
@pytest.mark.source(209, 224)
@pytest.mark.entry("consent-retention-min-4y")
def test_13_an_opt_out_of_the_leap_day_is_kept_to_the_first_of_march(cast, program, time_machine):
    time_machine.move_to(dt.datetime(2028, 2, 29, 15, tzinfo=dt.UTC), tick=False)
    cast.lakeside.retention_years = 5
    cast.lakeside.save()
    program.refresh_from_db()
    made = text_in(cast, "STOP").receipt
    with scope(cast.greenleaf.id):
        person = Subject.objects.get(id=made.subject_id)
    assert (person.keep_until, person.must_keep_until) == (dt.date(2033, 3, 1), dt.date(2032, 2, 29))


@pytest.mark.source(58, 59, 62)
@pytest.mark.parametrize(
    "text",
    [
        "approve 13126442900",
        "APPROVE 13126442900",
        "Approve 1-312-644-2900",
        "Approve 13126442900 ",
        " Approve 13126442900",
        "Approve 13126442900\n",
        "Approve  13126442900",
        "Approve 3126442900",
        "Approve +13126442900",
    ],
)
def test_16_an_approval_in_any_other_form_is_none(text):
    assert approved_sender("Approve 13126442900") == "+13126442900"
    assert approved_sender(text) is None


@pytest.mark.django_db
@pytest.mark.entry("dnc-approve-number-is-originator")
def test_16_an_approval_that_names_its_own_sender_approves_nobody(cast, program):
    with pytest.raises(NotFound):
        text_in(cast, f"Approve {SUE[1:]}", to=APPROVALS)
    with pytest.raises(NotFound):
        text_in(cast, f"approve {SENDER[1:]}", to=APPROVALS)
    assert not ConsentEvent.objects.exists()
    assert text_in(cast, f"Approve {SENDER[1:]}", to=APPROVALS).meaning == "dnc_approval"


LAST_NARROW = dt.datetime(2027, 1, 31, 4, 59, 59, tzinfo=dt.UTC)
"""The last second of January 30 in New York."""


@pytest.mark.django_db
@pytest.mark.entry("kw-revoke-all-scope")
@pytest.mark.parametrize(("later", "other"), [(0, True), (1, False), (86_400 * 200, False)])
def test_20_one_stop_ends_every_program_from_the_day_of_the_rule_on(cast, time_machine, later, other):
    time_machine.move_to(LAST_NARROW + dt.timedelta(seconds=later), tick=False)
    offers = make_program(cast, stop_scope="program")
    orders = make_program(cast, name="Orders", purpose="informational", numbers=("+13126442950",))
    for each in (offers, orders):
        join(cast, each)
    answer = text_in(cast, "STOP")
    assert not may_text(cast.alice.actor, offers, SUE).allowed
    assert may_text(cast.alice.actor, orders, SUE).allowed is other
    assert ("reaches_every_program" in answer.receipt.notes) is not other


@pytest.mark.django_db
@pytest.mark.entry("kw-revoke-all-scope")
def test_20_an_opt_out_of_before_keeps_its_reach_and_one_told_as_narrow_afterwards_does_not(cast, time_machine):
    time_machine.move_to(LAST_NARROW + dt.timedelta(days=30), tick=False)
    offers = make_program(cast, stop_scope="program")
    orders = make_program(cast, name="Orders", purpose="informational", numbers=("+13126442950",))
    for each in (offers, orders):
        join(cast, each)
    told = {"scope": Scope.PROGRAM, "keyword": ""}
    event_record(actor=cast.alice.actor, program=offers, event=opt_out(occurred_at=LAST_NARROW, **told))
    assert may_text(cast.alice.actor, orders, SUE).allowed  # reported after the day, said before it
    event = opt_out(occurred_at=LAST_NARROW + dt.timedelta(seconds=1), **told)
    receipts = [event_record(actor=cast.alice.actor, program=offers, event=event) for _ in range(2)]
    assert receipts[0].as_dict() == receipts[1].as_dict()
    assert not may_text(cast.alice.actor, orders, SUE).allowed


@pytest.mark.django_db
def test_20_the_page_of_a_program_tells_the_day(cast):
    offers = make_program(cast, stop_scope="program")
    page = cast.client(cast.alice).get(f"/consent/programs/{offers.id}/").content.decode()
    assert "This program; from January 31, 2027 on every program of the business" in page
