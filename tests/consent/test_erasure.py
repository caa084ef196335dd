"""Kept as long as the law wants; then gone, while the log still verifies and the number stays quiet."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from consent.models import ConsentEvent, Program, Subject
from consent.seals import data_key, event_leaf_hash, number_of, open_details
from consent.selectors import events_export, may_text, timeline_for
from consent.services import consent_sweep, erasure_request, event_record, hold_set, subject_erase
from portal.common.clock import now
from portal.common.errors import WrongState
from tests.cast import Cast
from tests.consent.conftest import NOON, SUE, opt_in, opt_out

pytestmark = pytest.mark.django_db


def left_long_ago(cast: Cast, program: Program) -> Subject:
    """Sue opted in and out five years ago."""
    long_ago = now() - dt.timedelta(days=5 * 366)
    for event in (
        opt_in(program, occurred_at=long_ago),
        opt_out(occurred_at=long_ago + dt.timedelta(days=1), details={"text": "STOP"}),
    ):
        event_record(actor=cast.alice.actor, program=program, event=event)
    Subject.objects.update(keep_until=now().date() - dt.timedelta(days=1))
    return Subject.objects.get()


@pytest.mark.source(222)
def test_after_erasure_details_are_gone_and_every_leaf_still_verifies(cast: Cast, program: Program) -> None:
    subject = left_long_ago(cast, program)
    subject_erase(subject_id=subject.id, business_id=cast.greenleaf.id)
    subject.refresh_from_db()
    assert number_of(subject) == ""
    for event in ConsentEvent.objects.all():
        assert open_details(data_key(subject), event) == {}
        assert event_leaf_hash(event) == bytes(event.leaf_hash)
    assert list(ConsentEvent.objects.order_by("id").values_list("type", flat=True))[-1] == "erasure"
    with connection.cursor() as cursor:
        cursor.execute("SELECT number_key, number_enc, data_key FROM consent_subject")
        assert cursor.fetchall() == [(None, None, None)]


def test_an_erased_number_stays_suppressed_until_the_person_comes_back(cast: Cast, program: Program) -> None:
    subject = left_long_ago(cast, program)
    subject_erase(subject_id=subject.id, business_id=cast.greenleaf.id)
    before = may_text(cast.alice.actor, program, SUE)
    assert (before.allowed, [code for code, _ in before.reasons]) == (False, ["no_consent", "suppressed"])
    old = event_record(
        actor=cast.alice.actor, program=program, event=opt_in(program, occurred_at=NOON.replace(year=2020))
    )
    assert old.notes == ("older_than_opt_out",)
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program, occurred_at=None))
    assert may_text(cast.alice.actor, program, SUE).allowed


@pytest.mark.source(209)
def test_nothing_is_erased_while_it_must_be_kept(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program, occurred_at=None))
    subject = Subject.objects.get()
    with pytest.raises(WrongState) as refused:
        subject_erase(subject_id=subject.id, business_id=cast.greenleaf.id)
    assert refused.value.code == "retention_runs"


@pytest.mark.source(209)
def test_the_period_runs_from_the_later_of_yes_and_no(cast: Cast, program: Program) -> None:
    cast.greenleaf.retention_years = 6
    cast.greenleaf.save()
    program.refresh_from_db()
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program, occurred_at=NOON))
    event_record(actor=cast.alice.actor, program=program, event=opt_out(occurred_at=NOON + dt.timedelta(days=30)))
    subject = Subject.objects.get()
    assert subject.opted_out_at == NOON + dt.timedelta(days=30)
    assert (subject.keep_until - subject.must_keep_until).days in (730, 731)


def test_the_sweep_erases_what_is_due_and_leaves_holds_and_consents(cast: Cast, program: Program) -> None:
    subject = left_long_ago(cast, program)
    hold_set(actor=cast.olga.actor, subject_id=subject.id, reason="Case 12-345")
    assert consent_sweep().erased == 0
    hold_set(actor=cast.olga.actor, subject_id=subject.id, reason="")
    assert consent_sweep().erased == 1
    subject.refresh_from_db()
    assert subject.erased_at is not None
    assert consent_sweep().erased == 0


def test_a_wish_to_be_erased_stops_sending_at_once_and_keeps_the_record(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program, occurred_at=None))
    subject = Subject.objects.get()
    assert erasure_request(actor=cast.alice.actor, subject_id=subject.id) is not None
    assert erasure_request(actor=cast.alice.actor, subject_id=subject.id) is None
    assert may_text(cast.alice.actor, program, SUE).state == "opted_out"
    with pytest.raises(WrongState):
        subject_erase(subject_id=subject.id, business_id=cast.greenleaf.id)


@pytest.mark.source(225)
def test_the_record_of_any_number_is_found_in_any_spelling(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    event_record(actor=cast.alice.actor, program=program, event=opt_out())
    for spelling in ("312-644-2001", "(312) 644 2001", "+1 312 644 2001", "13126442001"):
        entries = timeline_for(cast.olga.actor, spelling, cast.greenleaf)
        assert [entry.event.type for entry in entries] == ["opt_in", "opt_out"]


@pytest.mark.source(222)
def test_an_export_gives_details_and_the_number_in_full_only_when_asked(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    full = list(events_export(cast.greenleaf.id, [program.id], with_numbers=True))
    plain = list(events_export(cast.greenleaf.id, until=NOON))
    assert (full[0]["number"], plain[0]["number"]) == (SUE, "••• ••• 2001")
    assert full[0]["details"]["address"] == "198.51.100.7"
    assert list(events_export(cast.greenleaf.id, since=NOON + dt.timedelta(days=1))) == []
    assert list(events_export(cast.harbor.id)) == []
