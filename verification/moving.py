"""Toll-free numbers that moved in from another provider, and what unverified ones sent (source 003)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for
from portal.accounts.selectors import business_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongState
from portal.common.phone import toll_free_e164
from portal.evidence.selectors import documents_for
from portal.evidence.services import document_attach
from portal.lifecycle.models import Application
from verification.counters import Counters, counted, pacific_day
from verification.models import TollFreeNumber, TollFreeVerification
from verification.numbering import number_add, number_shared
from verification.selectors import number_is_taken, open_brief_of, verification_lock
from verification.services import registration_open
from verification.vocabulary import ClassKnown, ClassOfService

MOST_ATTEMPTS = 100_000_000
"""More than this in one report is a slip of the hand."""


@dataclasses.dataclass(frozen=True, slots=True)
class Move:
    """A number's move: from which provider, when, in which class there, and the tickets of its verification."""

    ported_from: str
    ported_on: dt.date | None = None
    class_of_service: str = ClassOfService.RESTRICTED
    earlier_tickets: str = ""


@transaction.atomic
def number_moved_in(*, actor: Actor, business_id: uuid.UUID, number: str, move: Move) -> TollFreeNumber:
    """Writes that a number moved here: it keeps its class, may be tested again, and so should be asked for anew.

    Its business writes it, or the reviewer (source 003, lines 262 to 264). Raises WrongPerson, NotFound,
    WrongInput: not toll-free, another business's (code 552), no provider, a day that is yet to come.
    """
    _require_a_side(actor)
    business = business_for(actor, business_id)
    e164 = toll_free_e164(number, field="number")
    _guard_move(move, today=pacific_day(now()))
    if number_is_taken(e164, business_id=business.id):
        raise number_shared()
    row = TollFreeNumber.objects.select_for_update().filter(number=e164, business=business).first()
    row = row or TollFreeNumber(business=business, number=e164)
    row.ported_from, row.ported_on, row.retest_due = move.ported_from.strip(), move.ported_on, True
    row.class_of_service, row.class_known = move.class_of_service, ClassKnown.OWNER
    row.class_since, row.earlier_tickets = now(), move.earlier_tickets.strip()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise number_shared() from error
    data = {"number": row.number, "from": row.ported_from, "class": row.class_of_service}
    _record(Act.TOLL_FREE_NUMBER_PORTED, actor, row, data)
    return row


@transaction.atomic
def retest_open(*, actor: Actor, number_id: uuid.UUID) -> Application:
    """A new request for a number that moved in, with its earlier tickets and papers attached.

    The business's open draft is used where there is one. Raises WrongPerson, NotFound, WrongState: the number did not
    move in, or the open request is handed in already.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    row = get_for(
        actor, TollFreeNumber.objects.select_for_update(of=("self",)).select_related("business"), id=number_id
    )
    if not row.retest_due:
        raise WrongState(_("This number is not due for a new request."), state=row.class_of_service, possible=[])
    application = open_brief_of(row.business_id) or registration_open(actor=actor, business=row.business)
    brief = TollFreeVerification.objects.select_for_update().get(id=application.subject_id)
    if verification_lock(brief) is not None:
        raise WrongState(
            _("%(reference)s is open already and lies with your provider. Add the number once it is decided.")
            % {"reference": application.reference},
            state=application.state,
            possible=[],
        )
    if row.verification_id != brief.id:
        number_add(actor=actor, verification_id=brief.id, number=row.number, label=row.label)
    tickets = [ticket for ticket in (brief.earlier_tickets, row.earlier_tickets) if ticket]
    brief.earlier_tickets = ", ".join(dict.fromkeys(tickets))[:255]
    brief.save(update_fields=["earlier_tickets"])
    for paper in documents_for(actor, subjects=[("toll_free_number", row.id)]):
        document_attach(actor=actor, document_id=paper.id, subject=("verification", brief.id), field="supporting")
    TollFreeNumber.objects.filter(id=row.id).update(retest_due=False)
    return application


@transaction.atomic
def attempts_record(*, actor: Actor, number_id: uuid.UUID, day: dt.date, attempts: int) -> TollFreeNumber:
    """Adds a day's attempts to the United States to the number's counters; delivered or blocked, every one counts.

    ``day`` is Pacific. Raises WrongPerson, NotFound, WrongInput: no attempts, a day that is yet to come.
    """
    _require_a_side(actor)
    rows = TollFreeNumber.objects.select_for_update(of=("self",)).select_related("business")
    row = get_for(actor, rows, id=number_id)
    if day > pacific_day(now()):
        raise _wrong("day", "Enter a day that has begun in the Pacific time zone.")
    if not 0 < attempts <= MOST_ATTEMPTS:
        raise _wrong("attempts", f"Enter how many messages were sent, 1 to {MOST_ATTEMPTS:,}.")
    after = counted(counters_of(row), day, attempts)
    row.counted_on, row.sent_day, row.sent_week, row.sent_month = after.on, after.day, after.week, after.month
    row.last_traffic_at = now()
    row.save(update_fields=["counted_on", "sent_day", "sent_week", "sent_month", "last_traffic_at"])
    data = {"number": row.number, "day": day.isoformat(), "attempts": attempts}
    _record(Act.TOLL_FREE_ATTEMPTS_COUNTED, actor, row, data)
    return row


def counters_of(row: TollFreeNumber) -> Counters:
    """The number's stored counters."""
    return Counters(row.counted_on, row.sent_day, row.sent_week, row.sent_month)


def _require_a_side(actor: Actor) -> None:
    if not actor.may(Permission.APPLICATION_REVIEW):
        actor.require(Permission.REGISTRATION_EDIT)


def _guard_move(move: Move, *, today: dt.date) -> None:
    if not move.ported_from.strip():
        raise _wrong("ported_from", "Enter the provider it came from.")
    if move.class_of_service not in (ClassOfService.VERIFIED, ClassOfService.RESTRICTED):
        raise _wrong("class_of_service", "Say whether it was verified there.")
    if move.ported_on and move.ported_on > today:
        raise _wrong("ported_on", "Enter a day that has come: record the move once it happened.")


def _wrong(field: str, sentence: str) -> WrongInput:
    return WrongInput(sentence, code=f"{field}_not_usable", fields={field: [sentence]})


def _record(act: Act, actor: Actor, row: TollFreeNumber, data: Mapping[str, object]) -> None:
    record(
        act,
        actor=actor,
        subject=Subject("toll_free_number", row.id, row.number),
        organizations=[row.business_id, row.business.parent_id],
        data=dict(data),
    )
