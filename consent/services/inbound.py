"""Inbound texts: STOP, START, YES, HELP and the do-not-call approval, answered in the transaction that records them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

from consent.eventid import key_id
from consent.events import NewEvent, Receipt
from consent.keywords import ALL_PROGRAMS_WORDS, Meaning, Reading, Vocabulary, approved_sender, read
from consent.models import ConsentEvent, EventKey, OutboxMessage, Program, Subject
from consent.scope import scope
from consent.seals import data_key, number_hash, open_details
from consent.selectors import receipt_of
from consent.services.ledger import event_write
from consent.vocabulary import ConsentState, EventType, Method, Scope, Source
from portal.accounts.permissions import Permission
from portal.accounts.scoping import visible_to
from portal.common.actor import Actor
from portal.common.errors import NotFound, WrongInput, WrongState
from portal.common.phone import to_e164

APPROVAL = "dnc_approval"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InboundText:
    """A text a person sent: ``sender`` and ``to`` in any usual spelling, ``id`` the carrier's id of it."""

    sender: str
    to: str
    text: str
    id: str
    received_at: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class InboundAnswer:
    """What the text was taken for and what to answer; ``reply`` is empty when nothing is to be sent.

    ``outbox_id`` names the reply when the platform reports it sent. ``receipt`` is None when nothing was recorded,
    because the text was ordinary conversation.
    """

    meaning: str
    keyword: str
    matched_by: str
    reply: str
    outbox_id: uuid.UUID | None
    receipt: Receipt | None


def inbound_receive(*, actor: Actor, message: InboundText) -> InboundAnswer:
    """Reads a text and records what it does; the same ``id`` again gets the same answer.

    STOP reaches every sending number of the program, and every program of the business unless the program says
    otherwise (source 004, step 6.2). One confirmation goes out per opt-out. Raises WrongPerson, WrongInput, and
    NotFound when no program of the tenant sends from ``to``.
    """
    actor.require(Permission.CONSENT_WRITE)
    sender, to = to_e164(message.sender, field="from"), to_e164(message.to, field="to")
    if not 1 <= len(message.id) <= 150:
        raise WrongInput("Give the message's id.", fields={"id": ["Give the message's id, up to 150 characters."]})
    message = dataclasses.replace(message, sender=sender, to=to, text=message.text[:2_000])
    approved = approved_sender(message.text)
    program = _program(actor, approved if approved and approved != to else to, approval_at=to if approved else "")
    with scope(program.business_id):
        earlier = _earlier(program, message)
        if earlier:
            return earlier
        if approved:
            reading = Reading(Meaning.NOTHING, "APPROVE", "whole text")
            return _answer(APPROVAL, reading, _write(actor, program, message, reading, EventType.DNC_APPROVAL))
        words = Vocabulary.of(program.opt_out_keywords, program.opt_in_keywords, program.help_keywords)
        reading = read(message.text, words)
        kind = _type(program, message, reading)
        if kind is None:
            return InboundAnswer(reading.meaning, reading.keyword, reading.by, "", None, None)
        return _answer(reading.meaning, reading, _write(actor, program, message, reading, kind))


def _program(actor: Actor, number: str, *, approval_at: str) -> Program:
    """The program that sends from a number; an approval must have come to its reseller's approval number."""
    rows = Program.objects.select_related("business__parent").filter(numbers__contains=[number])
    program = visible_to(actor, rows).order_by("id").first()
    if program is None:
        raise NotFound("No program of yours sends from that number. Add the number to the campaign first.")
    if approval_at and approval_at not in (program.business.reseller.dnc_approval_number, *program.numbers):
        raise NotFound("Approvals are taken at the reseller's approval number only.")
    return program


def _type(program: Program, message: InboundText, reading: Reading) -> EventType | None:
    state = _state(program, message.sender)
    match reading.meaning:
        case Meaning.STOP:
            return EventType.OPT_OUT
        case Meaning.HELP:
            return EventType.HELP
        case Meaning.START:
            return EventType.RESUBSCRIBE if state == ConsentState.OPTED_OUT else EventType.OPT_IN
        case Meaning.YES:
            return EventType.CONFIRMED if state == ConsentState.PENDING else EventType.KEYWORD
    return None


def _state(program: Program, number: str) -> str:
    subject = Subject.objects.filter(
        business_id=program.business_id, number_key=number_hash(program.business_id, number)
    ).first()
    status = program.statuses.filter(subject=subject).first() if subject else None
    return status.state if status else ConsentState.NONE


def _write(actor: Actor, program: Program, message: InboundText, reading: Reading, kind: EventType) -> Receipt:
    everywhere = reading.keyword in ALL_PROGRAMS_WORDS or program.stop_scope == Scope.SENDER
    event = NewEvent(
        client_id=_client_id(message),
        number=message.sender,
        type=kind,
        method=Method.SMS_KEYWORD,
        source=Source.INBOUND,
        occurred_at=message.received_at,
        keyword=reading.keyword,
        scope=Scope.SENDER if everywhere else Scope.PROGRAM,
        facts={"sending_number": message.to, "matched_by": reading.by},
        details={"text": message.text},
    )
    return event_write(actor=actor, program=program, event=event)


def _earlier(program: Program, message: InboundText) -> InboundAnswer | None:
    """The answer given when this message came first. Raises WrongState when its id named another text."""
    name = key_id(business_id=program.business_id, client_id=_client_id(message))
    known = EventKey.objects.filter(id=name, business_id=program.business_id).first()
    event = ConsentEvent.objects.filter(id=known.event_id).select_related("subject").first() if known else None
    if event is None:
        return None
    subject = event.subject
    same_person = subject.number_key is not None and bytes(subject.number_key) == number_hash(
        program.business_id, message.sender
    )
    if not same_person or open_details(data_key(subject), event).get("text") != message.text:
        raise WrongState(
            "This message id already stands for another text. Each inbound text needs its own id.",
            code="event_differs",
            state="recorded",
            receipt=receipt_of(event, duplicate=True).as_dict(),
        )
    meaning = {
        EventType.OPT_OUT: Meaning.STOP,
        EventType.HELP: Meaning.HELP,
        EventType.DNC_APPROVAL: APPROVAL,
        EventType.CONFIRMED: Meaning.YES,
        EventType.KEYWORD: Meaning.YES,
    }.get(EventType(event.type), Meaning.START)
    reading = Reading(Meaning.NOTHING, event.keyword, event.facts.get("matched_by", ""))
    return _answer(meaning, reading, receipt_of(event, duplicate=True))


def _answer(meaning: str, reading: Reading, receipt: Receipt) -> InboundAnswer:
    owed = OutboxMessage.objects.filter(cause_id=receipt.event_id).first()
    return InboundAnswer(
        meaning, reading.keyword, reading.by, owed.text if owed else "", owed.id if owed else None, receipt
    )


def _client_id(message: InboundText) -> str:
    return f"inbound:{message.id}"
