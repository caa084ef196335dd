"""The verbs on toll-free numbers of a brief."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from brands.services import locked
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.errors import NotFound, WrongInput
from portal.common.phone import toll_free_e164
from verification.models import TollFreeNumber, TollFreeVerification
from verification.selectors import number_is_taken, verification_application, verification_lock
from verification.vocabulary import what_delays

MOST_ON_A_FORM: Final = 5
"""More numbers than this go through a sheet (source 003)."""


@transaction.atomic
def number_add(
    *, actor: Actor, verification_id: uuid.UUID, number: str, label: str = "", ported_from: str = ""
) -> TollFreeNumber:
    """Puts a toll-free number on the brief. A ported number is marked for a retest (source 003).

    Raises WrongPerson, NotFound, WrongState (the brief is handed in), WrongInput: not toll-free, another business's
    (code 552), on another open brief, or more than five.
    """
    brief = _lock(actor, verification_id)
    e164 = toll_free_e164(number, field="number")
    row = TollFreeNumber.objects.select_for_update().filter(number=e164, business_id=brief.business_id).first()
    if row is None and number_is_taken(e164, business_id=brief.business_id):
        raise number_shared()
    if row is not None and row.verification_id == brief.id:
        raise _refused("This number is on the brief already.", "number_twice")
    if row is not None and row.verification is not None:
        _guard_other_brief(row.verification)
    if brief.numbers.count() >= MOST_ON_A_FORM:
        raise _refused("A brief takes up to five numbers. Hand more of them in with a sheet.", "too_many")
    if row is None:
        row = TollFreeNumber(business=brief.business, number=e164)
    row.verification, row.label, row.business_name = brief, label.strip(), brief.legal_name
    if ported_from.strip():
        row.ported_from, row.retest_due = ported_from.strip(), True
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise number_shared() from error
    _record(Act.TOLL_FREE_NUMBER_ADDED, actor, brief, row)
    return row


@transaction.atomic
def number_remove(*, actor: Actor, verification_id: uuid.UUID, number_id: uuid.UUID) -> None:
    """Takes a number off the brief; one that was never sent to the aggregator is given up altogether.

    Raises WrongPerson, NotFound, WrongState.
    """
    brief = _lock(actor, verification_id)
    row = brief.numbers.filter(id=number_id).first()
    if row is None:
        raise NotFound()
    _record(Act.TOLL_FREE_NUMBER_REMOVED, actor, brief, row)
    application = verification_application(brief)
    if application is None or not application.parts.filter(part_id=row.id).exclude(status="not_sent").exists():
        row.delete()
        return
    row.verification = None
    row.save(update_fields=["verification"])


def _lock(actor: Actor, verification_id: uuid.UUID) -> TollFreeVerification:
    actor.require(Permission.REGISTRATION_EDIT)
    rows = TollFreeVerification.objects.select_for_update(of=("self",)).select_related("business")
    brief = get_for(actor, rows, id=verification_id)
    lock = verification_lock(brief)
    if lock is not None:
        raise locked(lock)
    return brief


def _guard_other_brief(other: TollFreeVerification) -> None:
    application = verification_application(other)
    if application is not None and not application.is_final and application.state != "approved":
        sentence = _("This number is on %(reference)s already; go on with that one: %(what_delays)s.") % {
            "reference": application.reference,
            "what_delays": what_delays(),
        }
        raise _refused(sentence, "number_on_brief")


def number_shared() -> WrongInput:
    """The refusal of a number that is another business's (denial code 552); it does not say whose."""
    return _refused("This number is registered by another business. One number serves one business (552).", "552")


def _refused(sentence: str, code: str) -> WrongInput:
    return WrongInput(sentence, code=code, fields={"number": [sentence]})


def _record(act: Act, actor: Actor, brief: TollFreeVerification, row: TollFreeNumber) -> None:
    record(
        act,
        actor=actor,
        subject=Subject("verification", brief.id, brief.reference),
        organizations=[brief.business_id, brief.business.parent_id],
        data={"number": row.number},
    )
