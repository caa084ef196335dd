"""The person behind a number: found or made, kept as long as the law and the business want, erased when due."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from consent.events import Receipt
from consent.models import ConsentEvent, ConsentStatus, OutboxMessage, Program, Subject, Suppression
from consent.scope import scope
from consent.seals import event_leaf_hash, give_key, number_hash, number_of, suppression_hash
from consent.selectors import receipt_of
from consent.vocabulary import ConsentState, Effect, EventType, Method, Scope, Source
from portal.accounts.models import Organization
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.common.errors import NotFound, WrongState
from portal.common.ids import uuid7

MUST_KEEP_YEARS = 4
"""Least time that consent records are kept after the later of collection and opt-out (source 004, step 5.2)."""


def locked_subject(business: Organization, number: str) -> Subject:
    """The person of an E.164 number in a business, made when new, locked until the transaction ends."""
    found = Subject.objects.select_for_update().filter(business=business, number_key=number_hash(business.id, number))
    subject = found.first()
    if subject is None:
        today = now()
        made = Subject(
            id=uuid7(),
            business=business,
            must_keep_until=years_after(today, MUST_KEEP_YEARS),
            keep_until=years_after(today, keep_years(business)),
        )
        give_key(made, number)
        Subject.objects.bulk_create([made], ignore_conflicts=True)
        subject = found.get()
    return subject


def keep_years(business: Organization) -> int:
    """How many years a business keeps consent records; never fewer than the law's four."""
    return max(MUST_KEEP_YEARS, business.retention_years, business.reseller.retention_years)


def years_after(instant: dt.datetime, years: int) -> dt.date:
    """The same day some years later; 29 February becomes 1 March."""
    day = instant.astimezone(dt.UTC).date()
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def keep_longer(subject: Subject, event: ConsentEvent, business: Organization) -> None:
    """Moves the person's dates on after an event; they never move back."""
    happened = event.occurred_at
    if event.type in (EventType.OPT_IN, EventType.RESUBSCRIBE, EventType.CONFIRMED):
        subject.collected_at = max(filter(None, [subject.collected_at, happened]))
    elif event.type == EventType.OPT_OUT:
        subject.opted_out_at = max(filter(None, [subject.opted_out_at, happened]))
    elif event.source == Source.OUTBOX:
        subject.last_message_at = max(filter(None, [subject.last_message_at, happened]))
    subject.must_keep_until = max(subject.must_keep_until, years_after(happened, MUST_KEEP_YEARS))
    subject.keep_until = max(subject.keep_until, years_after(happened, keep_years(business)))
    subject.save(update_fields=["collected_at", "opted_out_at", "last_message_at", "must_keep_until", "keep_until"])


def suppress(
    business_id: uuid.UUID, number: str, *, program: Program | None, since: dt.datetime, event_id: uuid.UUID
) -> None:
    """Remembers an opt-out beyond the person's record; the newest opt-out counts. None means every program."""
    row, made = Suppression.objects.select_for_update().get_or_create(
        business_id=business_id,
        number_key=suppression_hash(business_id, number),
        program=program,
        defaults={"since": since, "event_id": event_id},
    )
    if not made and row.since < since:
        row.since, row.event_id = since, event_id
        row.save(update_fields=["since", "event_id"])


@transaction.atomic
def subject_erase(*, subject_id: uuid.UUID, business_id: uuid.UUID) -> Receipt:
    """Destroys the person's key once nothing asks to keep it, and leaves a tombstone in the log.

    Only the portal erases, when due. Raises WrongState while the retention runs, a legal hold stands, or a consent is
    in force; NotFound for an unknown or already erased person. What stays: the events without their personal details,
    and the suppression of the number.
    """
    with scope(business_id):
        subject = (
            Subject.objects.select_for_update(of=("self",))
            .select_related("business__parent")
            .filter(id=subject_id, business_id=business_id, erased_at=None)
            .first()
        )
        if subject is None:
            raise NotFound()
        _refuse_to_erase_early(subject)
        outs = subject.statuses.filter(opted_out_at__isnull=False)
        for status in outs.select_related("program"):
            assert status.opted_out_at is not None  # by the filter
            suppress(
                business_id,
                number_of(subject),
                program=status.program,
                since=status.opted_out_at,
                event_id=status.evidence_id or subject.id,
            )
        ConsentStatus.objects.filter(subject=subject).delete()
        OutboxMessage.objects.filter(subject=subject, sent_at=None, dropped_at=None).update(
            dropped_at=now(), drop_reason="erased"
        )
        subject.number_key = subject.number_enc = subject.data_key = None
        subject.number_last4 = ""
        subject.erased_at = now()
        subject.save()
        return receipt_of(_tombstone(subject))


def _refuse_to_erase_early(subject: Subject) -> None:
    if subject.hold_reason:
        raise WrongState(f"A legal hold keeps this record: {subject.hold_reason}", code="legal_hold", state="held")
    if subject.keep_until >= now().date():
        sentence = f"This record must be kept until {subject.keep_until}. Sending can stop at once with an opt-out."
        raise WrongState(sentence, code="retention_runs", state="kept")
    if subject.statuses.filter(state=ConsentState.ACTIVE).exists():
        raise WrongState("A consent of this person is in force, so its record is kept.", state="active")


def _tombstone(subject: Subject) -> ConsentEvent:
    erased = subject.erased_at
    assert erased is not None  # set by the caller
    event = ConsentEvent(
        id=uuid7(),
        business_id=subject.business_id,
        program=None,
        subject=subject,
        type=EventType.ERASURE,
        method=Method.OTHER,
        scope=Scope.SENDER,
        source=Source.SYSTEM,
        occurred_at=erased,
        received_at=erased,
        time_claimed=False,
        facts={"reason": "retention ended"},
        effect=Effect.RECORDED,
        keep_until=years_after(erased, MUST_KEEP_YEARS),
        actor_kind=SYSTEM.kind,
        body_mac=bytes(32),
    )
    event.leaf_hash = event_leaf_hash(event)
    event.save(force_insert=True)
    return event
