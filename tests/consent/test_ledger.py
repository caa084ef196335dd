"""Events are written once, never changed, and found in the right month."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from consent.events import Receipt
from consent.models import ConsentEvent, Program, Subject
from consent.seals import data_key, event_leaf_hash, open_details
from consent.selectors import may_text
from consent.services import event_record
from consent.services.sweeping import partitions_ensure
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from tests.cast import Cast
from tests.consent.conftest import NOON, SUE, opt_in, opt_out

pytestmark = pytest.mark.django_db


def test_the_same_event_again_gives_the_same_receipt(cast: Cast, program: Program) -> None:
    event = opt_in(program)
    first = event_record(actor=cast.alice.actor, program=program, event=event)
    again = event_record(actor=cast.alice.actor, program=program, event=event)
    assert not first.duplicate
    assert again.duplicate
    assert again.as_dict() == first.as_dict()
    assert ConsentEvent.objects.count() == 1


def test_a_different_event_under_the_same_id_is_refused_with_the_first_receipt(cast: Cast, program: Program) -> None:
    event = opt_in(program)
    first = event_record(actor=cast.alice.actor, program=program, event=event)
    later = dataclasses.replace(event, occurred_at=NOON + dt.timedelta(hours=3))
    other = dataclasses.replace(event, number="+13126442002")
    for changed in (later, other):
        with pytest.raises(WrongState) as refused:
            event_record(actor=cast.alice.actor, program=program, event=changed)
        assert refused.value.facts["receipt"] == first.as_dict()
    assert ConsentEvent.objects.count() == 1


def test_an_event_without_a_time_of_its_own_is_recognized_again(cast: Cast, program: Program) -> None:
    event = opt_in(program, occurred_at=None)
    first = event_record(actor=cast.alice.actor, program=program, event=event)
    assert event_record(actor=cast.alice.actor, program=program, event=event).event_id == first.event_id


@pytest.mark.committed
def test_eight_resends_at_once_record_one_event(cast: Cast, program: Program) -> None:
    event = opt_in(program)
    receipts: list[Receipt] = []
    start = threading.Barrier(8)

    def send() -> None:
        start.wait()
        try:
            receipts.append(event_record(actor=cast.alice.actor, program=program, event=event))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 8
    assert len({str(receipt.as_dict()) for receipt in receipts}) == 1
    assert [receipt.duplicate for receipt in receipts].count(False) == 1
    assert (ConsentEvent.objects.count(), Subject.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_event SET keyword = 'x'",
        "DELETE FROM consent_event",
        "TRUNCATE consent_event CASCADE",
        "UPDATE consent_event_{month} SET keyword = 'x'",
        "DELETE FROM consent_event_{month}",
        "TRUNCATE consent_event_{month}",
    ],
)
def test_written_events_cannot_be_changed_even_in_their_partition(cast: Cast, program: Program, statement: str) -> None:
    at = now()
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program, occurred_at=at))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(month=f"{at:%Y_%m}"))
    assert ConsentEvent.objects.get().keyword == ""


def test_events_lie_in_the_partition_of_their_month_and_old_ones_in_the_default(cast: Cast, program: Program) -> None:
    recent, old = now() - dt.timedelta(days=40), now() - dt.timedelta(days=2_000)
    for at in (recent, old):
        event_record(actor=cast.alice.actor, program=program, event=opt_in(program, occurred_at=at))
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM consent_event ORDER BY id")
        tables = [row[0] for row in cursor.fetchall()]
    assert tables == ["consent_event_default", f"consent_event_{recent:%Y_%m}"]


def test_partitions_are_made_ahead_once() -> None:
    assert partitions_ensure(now().date(), ahead=6) != ()
    assert partitions_ensure(now().date(), ahead=6) == ()


@pytest.mark.source(209, 221, 223, 224)
def test_a_record_holds_every_data_point_and_its_dates(cast: Cast, program: Program) -> None:
    receipt = event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    event = ConsentEvent.objects.select_related("subject", "wording").get(id=receipt.event_id)
    details = open_details(data_key(event.subject), event)
    assert event.occurred_at == NOON
    assert event.method == "web_form"
    assert event.wording is not None
    assert event.wording.text.startswith("I agree to receive garden offers")
    assert event.wording_sha256 == event.wording.sha256
    assert details["url"] == "https://greenleaf.example/join"
    assert (details["address"], details["user_agent"]) == ("198.51.100.7", "Browser/1")
    assert event.subject.must_keep_until >= dt.date(2030, 3, 2)
    assert event.keep_until == dt.date(2030, 3, 2)


@pytest.mark.source(222)
def test_no_number_or_address_stands_readable_in_the_tables(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    with connection.cursor() as cursor:
        for table in ("consent_event", "consent_subject", "consent_consentstatus", "consent_eventkey"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            told = " ".join(row[0] for row in cursor.fetchall())
            assert SUE[2:] not in told
            assert "198.51.100.7" not in told


def test_the_leaf_hash_covers_every_column(cast: Cast, program: Program) -> None:
    receipt = event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    event = ConsentEvent.objects.get(id=receipt.event_id)
    assert event_leaf_hash(event) == bytes(event.leaf_hash)
    event.method = "verbal"
    assert event_leaf_hash(event) != bytes(event.leaf_hash)


@pytest.mark.source(231)
def test_an_old_yes_does_not_undo_a_later_no(cast: Cast, program: Program) -> None:
    actor = cast.alice.actor
    event_record(actor=actor, program=program, event=opt_out())
    receipt = event_record(actor=actor, program=program, event=opt_in(program))
    assert (receipt.effect, receipt.notes) == ("stored_only", ("older_than_opt_out",))
    assert not may_text(actor, program, SUE).allowed
    fresh = event_record(actor=actor, program=program, event=opt_in(program, occurred_at=NOON + dt.timedelta(days=2)))
    assert fresh.effect == "activates"
    assert may_text(actor, program, SUE).allowed


@pytest.mark.source(11, 22)
def test_a_yes_without_evidence_is_kept_but_does_not_count(cast: Cast, program: Program) -> None:
    receipt = event_record(actor=cast.alice.actor, program=program, event=opt_in(program, wording_id=None, details={}))
    assert receipt.effect == "stored_only"
    assert {"no_wording", "no_url", "no_address_or_device"} <= set(receipt.notes)
    assert may_text(cast.alice.actor, program, SUE).state == "none"


@pytest.mark.source(267)
def test_a_minors_yes_needs_a_parents(cast: Cast, program: Program) -> None:
    receipt = event_record(actor=cast.alice.actor, program=program, event=opt_in(program, minor=True))
    assert "no_parental_consent" in receipt.notes
    assert receipt.effect == "stored_only"


def test_every_fault_of_an_event_is_named_at_its_field(cast: Cast, program: Program) -> None:
    event = opt_in(
        program, client_id="", occurred_at=now() + dt.timedelta(hours=1), evidence_sha256=("zz",), details={"hat": "x"}
    )
    with pytest.raises(WrongInput) as refused:
        event_record(actor=cast.alice.actor, program=program, event=event)
    assert set(refused.value.fields) == {"client_id", "occurred_at", "evidence_sha256", "details.hat"}


def test_only_those_who_may_write_write_and_only_at_home(cast: Cast, program: Program) -> None:
    with pytest.raises(WrongPerson):
        event_record(actor=cast.bob.actor, program=program, event=opt_in(program))
    with pytest.raises(NotFound):
        event_record(actor=cast.charlie.actor, program=program, event=opt_in(program))
