"""Which message an event calls for. Clearline writes it down; the business's platform sends it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from consent.folding import Standing
from consent.models import ConsentEvent, OutboxMessage, Program
from consent.vocabulary import GIVES_CONSENT, ConsentState, Effect, EventType, Method, OutboxKind, Source
from portal.common.clock import now

WITHIN: Final = dt.timedelta(minutes=5)
"""A confirmation is due within five minutes of the form (source 004, step 5.3)."""
FRESH: Final = dt.timedelta(hours=1)
"""Events that claim an older time are history and call for no message."""
UNANSWERED: Final = (OutboxKind.CONFIRMATION_REQUEST, OutboxKind.WELCOME, OutboxKind.RESUBSCRIBE_REPLY)
"""What is no longer sent once the person opts out."""


def owe_for(event: ConsentEvent, program: Program, before: Standing, *, owes: bool) -> OutboxMessage | None:
    """The message the event calls for, written to the outbox; None when it calls for none.

    A message to an inbound text is handed over in the answer to that call, so it does not wait in the list.
    """
    if event.type == EventType.OPT_OUT:
        waiting = OutboxMessage.objects.filter(
            subject_id=event.subject_id, sent_at=None, dropped_at=None, kind__in=UNANSWERED
        )
        waiting.update(dropped_at=now(), drop_reason="opted out")
    kind = _kind(event, before)
    if kind is None or not owes or event.received_at - event.occurred_at > FRESH:
        return None
    return OutboxMessage.objects.create(
        business_id=program.business_id,
        program=program,
        subject_id=event.subject_id,
        kind=kind,
        text=text_of(kind, program),
        sender=event.facts.get("sending_number") or next(iter(program.numbers), ""),
        cause_id=event.id,
        due_at=event.received_at,
        late_at=event.received_at + WITHIN,
        answered_inline=event.source == Source.INBOUND,
    )


def text_of(kind: OutboxKind, program: Program) -> str:
    """The program's own words for a kind of message."""
    return {
        OutboxKind.CONFIRMATION_REQUEST: program.confirmation_message,
        OutboxKind.WELCOME: program.opt_in_message,
        OutboxKind.OPT_OUT_REPLY: program.opt_out_message,
        OutboxKind.HELP_REPLY: program.help_message,
        OutboxKind.RESUBSCRIBE_REPLY: program.resubscribe_message,
    }[kind]


def _kind(event: ConsentEvent, before: Standing) -> OutboxKind | None:
    if event.type == EventType.HELP:
        return OutboxKind.HELP_REPLY
    if event.type == EventType.OPT_OUT:
        texted = event.method == Method.SMS_KEYWORD
        first = before.state != ConsentState.OPTED_OUT
        return OutboxKind.OPT_OUT_REPLY if texted and first and event.effect == Effect.ENDS else None
    if event.effect == Effect.PENDING:
        return OutboxKind.CONFIRMATION_REQUEST
    if event.effect != Effect.ACTIVATES or before.state == ConsentState.ACTIVE:
        return None
    if event.type == EventType.RESUBSCRIBE:
        return OutboxKind.RESUBSCRIBE_REPLY
    return OutboxKind.WELCOME if event.type in GIVES_CONSENT or event.type == EventType.CONFIRMED else None
