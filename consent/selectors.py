"""What a party may read of the ledger: programs, people, events, and the answer to "may I text this number?"."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from consent.events import NOTES, SEAL_WITHIN, Receipt
from consent.folding import Happening
from consent.models import ConsentEvent, ConsentStatus, OutboxMessage, Program, Subject, Suppression
from consent.scope import scope, scope_for
from consent.seals import data_key, number_hash, number_of, open_details, suppression_hash
from consent.vocabulary import ConsentState, EventType, Method, Scope
from portal.accounts.models import Organization
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import Actor
from portal.common.errors import NotFound
from portal.common.phone import masked, to_e164

FOLDED_TYPES = (EventType.OPT_IN, EventType.RESUBSCRIBE, EventType.CONFIRMED, EventType.OPT_OUT)
_EXPORT_SLICE = 2_000
_EXPORTED = (
    "id subject_id type method purpose scope source occurred_at utc_offset received_at time_claimed wording_sha256 "
    "keyword evidence_sha256 facts chain_id supersedes_id minor parental_event_id effect notes keep_until"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One event of a person, readable: the row, its opened details and its notes in words."""

    event: ConsentEvent
    details: dict[str, str]
    notes: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Person:
    """What a business knows of one number; ``number`` is masked unless it was asked for in full."""

    subject: Subject
    number: str
    statuses: tuple[ConsentStatus, ...]
    entries: tuple[Entry, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """Whether a number may be texted now in a program; ``reasons`` are (code, sentence), ``evidence_id`` the proof."""

    allowed: bool
    state: str
    reasons: tuple[tuple[str, str], ...]
    evidence_id: uuid.UUID | None
    subject_id: uuid.UUID | None


_STATE_REASONS = {
    ConsentState.NONE: ("no_consent", "No consent of this number is on record for this program."),
    ConsentState.PENDING: ("not_confirmed", "The person has not answered YES to the request to confirm yet."),
    ConsentState.OPTED_OUT: ("opted_out", "The person opted out; only a new opt-in by the person changes that."),
    ConsentState.ACTIVE: ("consent", "The person's consent to this program is on record."),
}


def _programs() -> QuerySet[Program]:
    return Program.objects.select_related("business__parent", "current_wording", "registered_wording")


def programs_for(actor: Actor) -> QuerySet[Program]:
    """The programs of the actor's tenant. Raises WrongPerson without the right to see consent."""
    actor.require(Permission.CONSENT_VIEW)
    return visible_to(actor, _programs())


def program_for(actor: Actor, program_id: uuid.UUID | str) -> Program:
    """One program. Raises NotFound for a foreign one, WrongPerson without the right to see consent."""
    return get_for(actor, _programs(), right=Permission.CONSENT_VIEW, id=program_id)


def program_written_by(actor: Actor, program_id: uuid.UUID | str) -> Program:
    """A program the actor may write events to. Raises WrongPerson, NotFound."""
    return get_for(actor, _programs(), right=Permission.CONSENT_WRITE, id=program_id)


def public_program(slug: str) -> Program:
    """The program of a hosted page, with a wording to show. Raises NotFound."""
    rows = Program.objects.select_related("business__parent", "current_wording")
    program = rows.filter(slug=slug, current_wording__isnull=False).first()
    if program is None:
        raise NotFound("There is no sign-up page under that address. Check the link you were given.")
    return program


def counts_of(program: Program) -> dict[str, int]:
    """How many people stand where in a program."""
    rows = ConsentStatus.objects.filter(program=program).values_list("state").annotate(Count("id"))
    found = dict(rows.order_by())
    return {state.label: found.get(state.value, 0) for state in ConsentState}


def subjects_with(actor: Actor, number: str) -> list[Subject]:
    """The people behind a number (any spelling) in the businesses of the actor's tenant. Raises WrongInput."""
    actor.require(Permission.CONSENT_VIEW)
    e164 = to_e164(number, field="number")
    with scope_for(actor):
        businesses = Organization.objects.filter(programs__in=visible_to(actor, Program.objects.all())).distinct()
        keys = [number_hash(business_id, e164) for business_id in businesses.values_list("id", flat=True)]
        rows = Subject.objects.filter(number_key__in=keys).select_related("business")
        return list(visible_to(actor, rows))


def subject_for(actor: Actor, subject_id: uuid.UUID | str) -> Subject:
    """One person of the tenant. Raises NotFound, WrongPerson."""
    with scope_for(actor):
        rows = Subject.objects.select_related("business__parent")
        return get_for(actor, rows, right=Permission.CONSENT_VIEW, id=subject_id)


def person_for(actor: Actor, subject_id: uuid.UUID | str) -> Person:
    """A person with standings and whole history, oldest first; the number is masked."""
    subject = subject_for(actor, subject_id)
    with scope(subject.business_id):
        statuses = subject.statuses.select_related("program", "wording").order_by("program__name")
        return Person(subject, masked_number(subject), tuple(statuses), tuple(_entries(subject)))


def timeline_for(actor: Actor, number: str, business: Organization) -> list[Entry]:
    """Everything on record for a number (any spelling) in a business, oldest first; empty when nothing is."""
    found = [subject for subject in subjects_with(actor, number) if subject.business_id == business.id]
    if not found:
        return []
    with scope(business.id):
        return list(_entries(found[0]))


def events_for_program(actor: Actor, program: Program) -> QuerySet[ConsentEvent]:
    """A program's events, newest first, to be paged. Raises NotFound for a foreign program."""
    program_for(actor, program.id)
    return ConsentEvent.objects.filter(program=program).select_related("subject", "wording").order_by("-id")


def outbox_for(actor: Actor) -> QuerySet[OutboxMessage]:
    """Messages that wait to be sent by the business's platform, oldest first. Raises WrongPerson."""
    actor.require(Permission.CONSENT_WRITE)
    rows = OutboxMessage.objects.filter(sent_at=None, dropped_at=None, answered_inline=False)
    return visible_to(actor, rows.select_related("program", "subject")).order_by("id")


def outbox_of(actor: Actor, program: Program) -> list[OutboxMessage]:
    """Up to 50 messages of a program not reported sent, oldest first, answers to inbound texts included."""
    program_for(actor, program.id)
    rows = OutboxMessage.objects.filter(program=program, sent_at=None, dropped_at=None)
    return list(rows.select_related("subject").order_by("due_at", "id")[:50])


def status_of(actor: Actor, program: Program, numbers: Sequence[str]) -> list[Answer]:
    """``may_text`` for up to 10,000 numbers (any spelling), in their order. Raises WrongInput, NotFound."""
    program_for(actor, program.id)
    return _answers(program, [to_e164(number, field="number") for number in numbers])


def status_of_subject(actor: Actor, program: Program, subject_id: uuid.UUID | str) -> Answer:
    """``may_text`` for a person known by id. Raises NotFound."""
    program_for(actor, program.id)
    subject = subject_for(actor, subject_id)
    if subject.business_id != program.business_id:
        raise NotFound()
    if subject.erased_at:
        return _answer(subject, None, None)
    return _answers(program, [number_of(subject)])[0]


def event_for(actor: Actor, event_id: uuid.UUID | str) -> ConsentEvent:
    """One event of the tenant. Raises NotFound, WrongPerson."""
    with scope_for(actor):
        return get_for(actor, ConsentEvent.objects.all(), right=Permission.CONSENT_VIEW, id=event_id)


def may_text(actor: Actor, program: Program, number: str) -> Answer:
    """Whether the number may be texted now in a program: consent, and no later opt-out from anything of the sender."""
    return status_of(actor, program, [number])[0]


def receipt_of(event: ConsentEvent, *, duplicate: bool = False) -> Receipt:
    """The receipt of a stored event."""
    return Receipt(
        event_id=event.id,
        subject_id=event.subject_id,
        program_id=event.program_id,
        type=str(event.type),
        effect=str(event.effect),
        notes=tuple(event.notes),
        occurred_at=event.occurred_at,
        received_at=event.received_at,
        seal_by=event.received_at + SEAL_WITHIN,
        leaf_hash=bytes(event.leaf_hash).hex(),
        keep_until=event.keep_until,
        duplicate=duplicate,
    )


def happenings_of(subject: Subject, program_id: uuid.UUID) -> list[Happening]:
    """What decides a person's standing in a program: its own events and opt-outs from every program."""
    rows = ConsentEvent.objects.filter(
        Q(program_id=program_id) | Q(type=EventType.OPT_OUT, scope=Scope.SENDER),
        business_id=subject.business_id,
        subject=subject,
        type__in=FOLDED_TYPES,
    )
    return [happening_of(event) for event in rows]


def happening_of(event: ConsentEvent) -> Happening:
    """An event as the fold sees it. START from the handset needs no second yes."""
    return Happening(
        id=event.id,
        type=event.type,
        occurred_at=event.occurred_at,
        counts=event.counts,
        needs_confirmation=event.needs_confirmation,
        confirms=event.type == EventType.RESUBSCRIBE and event.method == Method.SMS_KEYWORD,
        wording_id=event.wording_id,
    )


def suppressed_since(business_id: uuid.UUID, number: str, program_id: uuid.UUID) -> dt.datetime | None:
    """Since when a number is suppressed in a program or everywhere; None when it is not."""
    rows = Suppression.objects.filter(
        Q(program_id=program_id) | Q(program=None),
        business_id=business_id,
        number_key=suppression_hash(business_id, number),
    )
    return max(rows.values_list("since", flat=True), default=None)


def masked_number(subject: Subject) -> str:
    """The number with all but its last four digits hidden."""
    return masked(subject.number_last4) if subject.number_last4 else "erased"


def events_export(
    business_id: uuid.UUID,
    program_ids: Sequence[uuid.UUID] | None = None,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    with_numbers: bool = False,
) -> Iterator[dict[str, Any]]:
    """Every event of a business in the order of its ids, details opened; both ends of the period are included.

    For packages: the caller has checked the right. ``leaf`` is the hex of the leaf hash. Memory stays flat.
    """
    with scope(business_id):
        rows = ConsentEvent.objects.filter(business_id=business_id).select_related("subject", "wording", "program")
        if program_ids is not None:
            rows = rows.filter(program_id__in=program_ids)
        if since:
            rows = rows.filter(occurred_at__gte=since)
        if until:
            rows = rows.filter(occurred_at__lte=until)
        for event in rows.order_by("id").iterator(chunk_size=_EXPORT_SLICE):
            yield exported(event, with_number=with_numbers)


def exported(event: ConsentEvent, *, with_number: bool) -> dict[str, Any]:
    """One event as plain values, details opened; the number in full or masked."""
    subject = event.subject
    names = _EXPORTED.split()
    return {
        **{name: getattr(event, name) for name in names},
        "program": event.program.slug if event.program else "",
        "program_id": event.program_id,
        "wording_version": event.wording.version if event.wording else None,
        "wording": event.wording.text if event.wording else "",
        "number": number_of(subject) if with_number else masked_number(subject),
        "details": open_details(data_key(subject), event),
        "must_keep_until": subject.must_keep_until,
        "kept_until": subject.keep_until,
        "leaf": bytes(event.leaf_hash).hex(),
    }


def _entries(subject: Subject) -> Iterator[Entry]:
    key = data_key(subject)
    rows = ConsentEvent.objects.filter(business_id=subject.business_id, subject=subject)
    for event in rows.select_related("program", "wording").order_by("occurred_at", "id"):
        yield Entry(event, open_details(key, event), tuple(NOTES.get(note, note) for note in event.notes))


def _answers(program: Program, numbers: list[str]) -> list[Answer]:
    business_id = program.business_id
    keys = [number_hash(business_id, number) for number in numbers]
    closed = [suppression_hash(business_id, number) for number in numbers]
    with scope(business_id):
        people = {
            bytes(subject.number_key): subject
            for subject in Subject.objects.filter(business_id=business_id, number_key__in=set(keys))
            if subject.number_key is not None
        }
        statuses = {row.subject_id: row for row in program.statuses.filter(subject__in=people.values())}
        since: dict[bytes, dt.datetime] = {}
        rows = Suppression.objects.filter(Q(program=program) | Q(program=None), business_id=business_id)
        for row in rows.filter(number_key__in=set(closed)):
            key = bytes(row.number_key)
            since[key] = max(since.get(key, row.since), row.since)
    found = []
    for key, hidden in zip(keys, closed, strict=True):
        subject = people.get(key)
        found.append(_answer(subject, statuses.get(subject.id) if subject else None, since.get(hidden)))
    return found


def _answer(subject: Subject | None, status: ConsentStatus | None, since: dt.datetime | None) -> Answer:
    state = ConsentState(status.state) if status else ConsentState.NONE
    reasons = [_STATE_REASONS[state]]
    opted_in = status.opted_in_at if status else None
    if since and (opted_in is None or opted_in <= since) and state != ConsentState.OPTED_OUT:
        reasons.append(("suppressed", "The number is suppressed since an opt-out; only a newer opt-in lifts that."))
    if subject and subject.erasure_requested_at and (opted_in is None or opted_in <= subject.erasure_requested_at):
        reasons.append(("erasure_requested", "The person asked for erasure, so sending has stopped."))
    allowed = state == ConsentState.ACTIVE and len(reasons) == 1
    evidence = status.evidence_id if status and state == ConsentState.ACTIVE else None
    return Answer(allowed, state, tuple(reasons), evidence, subject.id if subject else None)
