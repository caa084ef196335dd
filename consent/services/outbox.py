"""What the sending platform reports back. Nothing counts as sent before it was reported sent."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from consent.events import NewEvent, Receipt
from consent.models import ConsentEvent, OutboxMessage
from consent.scope import scope_for
from consent.seals import number_of
from consent.selectors import receipt_of
from consent.services.ledger import event_write
from consent.vocabulary import EventType, Method, OutboxKind, Source
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongState

_EVENT_OF: Final = {
    OutboxKind.CONFIRMATION_REQUEST: EventType.CONFIRMATION_REQUESTED,
    OutboxKind.WELCOME: EventType.WELCOME_SENT,
}


def outbox_sent(
    *, actor: Actor, outbox_id: uuid.UUID, carrier_id: str = "", sent_at: dt.datetime | None = None
) -> Receipt:
    """Records that the platform sent a message, with the carrier's id and the time, as an event of the ledger.

    Reporting the same message again gives the same receipt. Raises WrongPerson, NotFound, WrongInput for a time out of
    range, and WrongState for a message that was dropped (its person opted out before it was sent).
    """
    with scope_for(actor):
        rows = OutboxMessage.objects.select_for_update(of=("self",)).select_related(
            "program__business__parent", "subject"
        )
        message = get_for(actor, rows, right=Permission.CONSENT_WRITE, id=outbox_id)
        if message.sent_event_id:
            return receipt_of(ConsentEvent.objects.get(id=message.sent_event_id), duplicate=True)
        if message.dropped_at:
            raise WrongState(
                f"This message is no longer due: {message.drop_reason}.", code="message_dropped", state="dropped"
            )
        receipt = event_write(actor=actor, program=message.program, event=_event(message, carrier_id, sent_at))
        message.sent_at = sent_at or now()
        message.carrier_id = carrier_id[:100]
        message.sent_event_id = receipt.event_id
        message.save(update_fields=["sent_at", "carrier_id", "sent_event_id"])
        return receipt


def _event(message: OutboxMessage, carrier_id: str, sent_at: dt.datetime | None) -> NewEvent:
    return NewEvent(
        client_id=f"outbox:{message.id}",
        number=number_of(message.subject),
        type=_EVENT_OF.get(OutboxKind(message.kind), EventType.REPLY_SENT),
        method=Method.SMS_KEYWORD,
        source=Source.OUTBOX,
        occurred_at=sent_at,
        chain_id=message.cause_id,
        facts={"sending_number": message.sender} if message.sender else {},
        details={"carrier_id": carrier_id, "text": message.text} if carrier_id else {"text": message.text},
        owes=False,
    )
