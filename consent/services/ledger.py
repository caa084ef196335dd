"""Writing the ledger: one event, once, with the person's standing brought up to date in the same transaction."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Final

from consent.eventid import event_id, key_id
from consent.events import DETAILS, FACTS, NewEvent, Receipt, missing_evidence, remarks
from consent.folding import Standing, fold
from consent.models import ConsentEvent, ConsentStatus, EventKey, Program, Subject, Wording
from consent.reach import reach_of
from consent.scope import scope
from consent.seals import data_key, event_leaf_hash, mac, seal_details
from consent.selectors import FOLDED_TYPES, happening_of, happenings_of, receipt_of, suppressed_since
from consent.services.owing import owe_for
from consent.services.people import MUST_KEEP_YEARS, keep_longer, locked_subject, suppress, years_after
from consent.vocabulary import GIVES_CONSENT, ConsentState, Effect, EventType, Scope
from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.audit.services import Subject as Trailed
from portal.audit.services import record
from portal.common.actor import Actor, ActorKind
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongState
from portal.common.phone import to_e164

OLDEST: Final = dt.timedelta(days=3653)
AHEAD: Final = dt.timedelta(minutes=5)
"""An event may claim a time up to ten years back and five minutes ahead (clocks differ)."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_EVIDENCE: Final = 20
_STANDING: Final = (
    "state",
    "opted_in_at",
    "opted_out_at",
    "confirmed_at",
    "evidence_id",
    "wording",
    "updated_at",
)


def event_record(*, actor: Actor, program: Program, event: NewEvent) -> Receipt:
    """Records what a person did; sending the same event again gives the same receipt and changes nothing.

    Late events never take back what a newer one decided, and a yes that is older than the last opt-out or comes without
    its evidence is kept but does not count; the receipt's ``effect`` and ``notes`` say so (source 004, steps 5.6, 6.2).
    Raises WrongPerson, NotFound for another tenant's program, WrongInput, and WrongState with the first receipt under
    ``receipt`` when the client's id already names a different event.
    """
    actor.require(Permission.CONSENT_WRITE)
    own = actor.organization_id in (program.business_id, program.business.parent_id)
    if not own and actor.kind is not ActorKind.SYSTEM:
        raise NotFound()
    return event_write(actor=actor, program=program, event=event)


def event_write(*, actor: Actor, program: Program, event: NewEvent) -> Receipt:
    """As ``event_record``, for the ledger's own doors (hosted page, inbound texts, outbox), which guard themselves."""
    number = to_e164(event.number, field="number")
    with scope(program.business_id):
        wording = _checked(program, event)
        received = now()
        made = event_id(
            business_id=program.business_id, client_id=event.client_id, occurred_at=event.occurred_at or received
        )
        subject = locked_subject(program.business, number)
        key = data_key(subject)
        assert key is not None  # a person found by number is not erased
        body = mac(key, event.body() | {"program": program.id})
        earlier = _taken(program, event, made)
        if earlier:
            return _same_again(earlier, body)
        row = _row(actor, program, event, subject, received)
        row.id, row.wording, row.body_mac = made, wording, body
        row.wording_sha256 = wording.sha256 if wording else ""
        row.details = seal_details(key, made, {**event.details, "client_id": event.client_id})
        _settle(row, program, event, subject, number)
        _trail(actor, program, row)
        return receipt_of(row)


def _taken(program: Program, event: NewEvent, made: uuid.UUID) -> ConsentEvent | None:
    """The event that already has the client's id, if any; else the id is taken now. Waits for a rival's commit."""
    name = key_id(business_id=program.business_id, client_id=event.client_id)
    EventKey.objects.bulk_create(
        [EventKey(id=name, business_id=program.business_id, event_id=made)], ignore_conflicts=True
    )
    named = EventKey.objects.get(id=name).event_id
    return ConsentEvent.objects.filter(id=named, business_id=program.business_id).first()


def _same_again(earlier: ConsentEvent, body: bytes) -> Receipt:
    receipt = receipt_of(earlier, duplicate=True)
    if bytes(earlier.body_mac) != body:
        raise WrongState(
            "This id already names another event, and events are never changed. Send the new one under its own id.",
            code="event_differs",
            state="recorded",
            receipt=receipt.as_dict(),
        )
    return receipt


def _row(actor: Actor, program: Program, event: NewEvent, subject: Subject, received: dt.datetime) -> ConsentEvent:
    occurred = event.occurred_at or received
    offset = event.occurred_at.utcoffset() if event.occurred_at else None
    return ConsentEvent(
        business_id=program.business_id,
        program=program,
        subject=subject,
        type=event.type,
        method=event.method,
        purpose=program.purpose,
        scope=reach_of(program, event.scope, occurred) if event.type == EventType.OPT_OUT else Scope.PROGRAM,
        source=event.source,
        occurred_at=occurred.astimezone(dt.UTC),
        utc_offset=int(offset.total_seconds() // 60) if offset is not None else None,
        received_at=received,
        time_claimed=event.occurred_at is not None,
        keyword=event.keyword,
        evidence_sha256=list(event.evidence_sha256),
        facts=event.facts,
        chain_id=event.chain_id,
        supersedes_id=event.supersedes_id,
        minor=event.minor,
        parental_event_id=event.parental_event_id,
        needs_confirmation=program.double_opt_in and event.type in GIVES_CONSENT,
        keep_until=years_after(occurred, MUST_KEEP_YEARS),
        actor_kind=actor.kind,
        actor_id=actor.id,
    )


def _settle(row: ConsentEvent, program: Program, event: NewEvent, subject: Subject, number: str) -> None:
    """Decides the event's effect, writes it, and brings standing, suppression, dates and outbox up to date."""
    missing = missing_evidence(event)
    row.counts = not missing
    history = happenings_of(subject, program.id)
    since = suppressed_since(program.business_id, number, program.id)
    before, after = fold(history, suppressed_since=since), fold([*history, happening_of(row)], suppressed_since=since)
    row.effect, why = _effect(row, before, after)
    row.notes = missing + why + remarks(event)
    if row.type == EventType.OPT_OUT and row.scope != event.scope:
        row.notes.append("reaches_every_program")
    row.leaf_hash = event_leaf_hash(row)
    row.save(force_insert=True)
    keep_longer(subject, row, program.business)
    if row.type == EventType.OPT_OUT:
        reach = None if row.scope == Scope.SENDER else program
        suppress(program.business_id, number, program=reach, since=row.occurred_at, event_id=row.id)
    if row.type in FOLDED_TYPES:
        _state(subject, program.id, after)
    if row.type == EventType.OPT_OUT and row.scope == Scope.SENDER:
        others = subject.statuses.exclude(program=program).values_list("program_id", flat=True)
        _restate(subject, number, others)
    owe_for(row, program, before, owes=event.owes)


def _effect(row: ConsentEvent, before: Standing, after: Standing) -> tuple[Effect, list[str]]:
    if row.type in GIVES_CONSENT:
        if not row.counts:
            return Effect.STORED_ONLY, []
        if after.opted_out_at and after.opted_out_at >= row.occurred_at:
            return Effect.STORED_ONLY, ["older_than_opt_out"]
        return (Effect.PENDING if after.state == ConsentState.PENDING else Effect.ACTIVATES), []
    if row.type == EventType.CONFIRMED:
        confirmed = after.confirmed_at == row.occurred_at and after != before
        return (Effect.ACTIVATES, []) if confirmed else (Effect.STORED_ONLY, ["nothing_to_confirm"])
    if row.type == EventType.OPT_OUT:
        ended = after.state == ConsentState.OPTED_OUT
        return (Effect.ENDS, []) if ended else (Effect.STORED_ONLY, ["newer_opt_in"])
    return Effect.RECORDED, []


def _restate(subject: Subject, number: str, program_ids: Iterable[uuid.UUID]) -> None:
    """Writes the standing in other programs as the events now make it; the person's row is locked."""
    for program_id in program_ids:
        since = suppressed_since(subject.business_id, number, program_id)
        _state(subject, program_id, fold(happenings_of(subject, program_id), suppressed_since=since))


def _state(subject: Subject, program_id: uuid.UUID, standing: Standing) -> None:
    row = ConsentStatus(
        business_id=subject.business_id,
        subject=subject,
        program_id=program_id,
        state=standing.state,
        opted_in_at=standing.opted_in_at,
        opted_out_at=standing.opted_out_at,
        confirmed_at=standing.confirmed_at,
        evidence_id=standing.evidence_id,
        wording_id=standing.wording_id,
    )
    ConsentStatus.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["subject", "program"], update_fields=_STANDING
    )


def _trail(actor: Actor, program: Program, row: ConsentEvent) -> None:
    """What a person enters by hand is also in the trail; programs' events are in the ledger, which is sealed too."""
    if actor.kind not in (ActorKind.USER, ActorKind.OPERATOR):
        return
    record(
        Act.CONSENT_RECORDED,
        actor=actor,
        subject=Trailed("consent_event", row.id, program.name),
        organizations=[program.business_id, program.business.parent_id],
        data={"type": str(row.type), "method": str(row.method)},
    )


def _checked(program: Program, event: NewEvent) -> Wording | None:
    """The wording meant. Raises WrongInput with every fault at its field."""
    faults: dict[str, list[str]] = {}
    if not 1 <= len(event.client_id) <= 200:
        faults["client_id"] = ["Give each event an id of your own of 1 to 200 characters."]
    if event.type == EventType.ERASURE:
        faults["type"] = ["Erasures are recorded by Clearline itself when the retention ends."]
    if fault := _time_fault(event.occurred_at):
        faults["occurred_at"] = [fault]
    if len(event.keyword) > 40:
        faults["keyword"] = ["Give the keyword alone, up to 40 characters; the whole text belongs into text."]
    if len(event.evidence_sha256) > _MOST_EVIDENCE or not all(map(_SHA256.fullmatch, event.evidence_sha256)):
        faults["evidence_sha256"] = [f"Give up to {_MOST_EVIDENCE} SHA-256 values of 64 lower-case hex digits each."]
    faults |= _length_faults("details", event.details, DETAILS) | _length_faults("facts", event.facts, FACTS)
    wording = None
    if event.wording_id:
        current = program.current_wording if event.wording_id == program.current_wording_id else None
        wording = current or Wording.objects.filter(id=event.wording_id, program=program).first()
        if wording is None:
            faults["wording_id"] = ["This is no wording version of this program; its page lists them."]
    if faults:
        raise WrongInput("This event cannot be recorded as it is.", code="event_not_valid", fields=faults)
    return wording


def _time_fault(occurred: dt.datetime | None) -> str:
    if occurred is None:
        return ""
    if occurred.tzinfo is None:
        return "Give the time with its zone, like 2026-03-01T14:05:00-05:00."
    if not now() - OLDEST <= occurred <= now() + AHEAD:
        return "Give a time within the last ten years; up to five minutes ahead is taken for a fast clock."
    return ""


def _length_faults(place: str, values: Mapping[str, str], known: Mapping[str, int]) -> dict[str, list[str]]:
    faults = {f"{place}.{name}": ["This field is not known here."] for name in values if name not in known}
    for name, value in values.items():
        if name in known and len(value) > known[name]:
            faults[f"{place}.{name}"] = [f"Write up to {known[name]:,} characters."]
    return faults
