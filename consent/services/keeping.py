"""Requests that change how long a person's record lives: erasure wished, legal hold set and lifted."""

from __future__ import annotations

import uuid

from django.db import transaction

from consent.events import NewEvent, Receipt
from consent.models import Subject
from consent.scope import scope
from consent.seals import number_of
from consent.selectors import subject_for
from consent.services.ledger import event_write
from consent.vocabulary import EventType, Method, Scope, Source
from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.audit.services import Subject as Trailed
from portal.audit.services import record
from portal.common.actor import Actor
from portal.common.errors import WrongInput, WrongState


@transaction.atomic
def erasure_request(*, actor: Actor, subject_id: uuid.UUID) -> Receipt | None:
    """Records a person's wish to be erased: sending stops at once in every program of the business.

    The sweep erases when the retention ends. Asking again changes nothing and answers None.
    Raises WrongPerson, NotFound, WrongState for a person already erased or without any program.
    """
    subject = subject_for(actor, subject_id)
    actor.require(Permission.CONSENT_WRITE)
    with scope(subject.business_id):
        subject = Subject.objects.select_for_update(of=("self",)).select_related("business__parent").get(id=subject.id)
        if subject.erased_at:
            raise WrongState("This person's record is erased already.", state="erased")
        if subject.erasure_requested_at:
            return None
        status = subject.statuses.select_related("program__business__parent").first()
        if status is None:
            raise WrongState("This person has no standing in any program, so nothing is sent.", state="none")
        wish = NewEvent(
            client_id=f"erasure-wish:{subject.id}",
            number=number_of(subject),
            type=EventType.OPT_OUT,
            method=Method.OTHER,
            source=Source.DESK,
            scope=Scope.SENDER,
            facts={"reason": "erasure requested"},
            owes=False,
        )
        receipt = event_write(actor=actor, program=status.program, event=wish)
        Subject.objects.filter(id=subject.id).update(erasure_requested_at=receipt.occurred_at)
        return receipt


@transaction.atomic
def hold_set(*, actor: Actor, subject_id: uuid.UUID, reason: str) -> None:
    """Keeps a person's record whatever its dates say, for a case named in ``reason``; an empty reason lifts the hold.

    Raises WrongPerson, NotFound, WrongInput for a reason above 300 characters, WrongState for an erased person.
    """
    subject = subject_for(actor, subject_id)
    actor.require(Permission.PACKAGE_MAKE)
    reason = reason.strip()
    if len(reason) > 300:
        sentence = "Name the case in up to 300 characters."
        raise WrongInput(sentence, fields={"reason": [sentence]})
    with scope(subject.business_id):
        changed = Subject.objects.filter(id=subject.id, erased_at=None).update(hold_reason=reason)
        if not changed:
            raise WrongState(
                "This person's record was erased meanwhile: there is nothing left to hold.", state="erased"
            )
        record(
            Act.CONSENT_HOLD_CHANGED,
            actor=actor,
            subject=Trailed("consent_subject", subject.id, str(subject)),
            organizations=[subject.business_id, subject.business.parent_id],
            data={"reason": reason},
        )
