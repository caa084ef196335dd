"""Showing a number in full: a right of its own, and never without a line in the trail."""

from __future__ import annotations

import uuid

from consent.scope import scope
from consent.seals import number_of
from consent.selectors import subject_for
from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.audit.services import Subject as Trailed
from portal.audit.services import record
from portal.common.actor import Actor


def number_reveal(*, actor: Actor, subject_id: uuid.UUID) -> str:
    """The number in E.164, empty if erased; the view is recorded. Raises WrongPerson without the right, NotFound."""
    subject = subject_for(actor, subject_id)
    actor.require(Permission.NUMBER_VIEW_FULL)
    with scope(subject.business_id):
        record(
            Act.FULL_VALUE_VIEWED,
            actor=actor,
            subject=Trailed("consent_subject", subject.id, str(subject)),
            organizations=[subject.business_id, subject.business.parent_id],
            data={"field": "number"},
        )
        return number_of(subject)
