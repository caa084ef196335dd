"""Handing a review to a colleague: the claim is made, or passed on, in that person's name."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission
from portal.accounts.selectors import members_holding
from portal.audit.acts import Act
from portal.audit.services import Subject
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.lifecycle.clocks import CLAIM
from portal.lifecycle.models import Application
from portal.lifecycle.services.acting import (
    address_of,
    guard,
    guard_holder,
    guard_submission,
    lock,
    move,
    require,
    tell,
)
from portal.lifecycle.services.settling import release_ended
from portal.lifecycle.states import State
from portal.notices.events import NoticeEvent
from portal.notices.services import notify


@transaction.atomic
def application_assign(
    *, application_id: uuid.UUID, actor: Actor, person_id: uuid.UUID, told: bool = True
) -> Application:
    """Gives a waiting submission, or one that the actor has claimed, to a reviewer of the reseller for four hours.

    The person gets a notice; who assigns many at once says ``told=False`` and tells of all with ``assigned_tell``.
    Raises WrongState when someone else has it or it does not wait for review, WrongInput for a person who may not
    review it: no reviewer of this reseller, or the one who submitted it.
    """
    application = lock(actor, application_id)
    require(actor, Permission.APPLICATION_REVIEW)
    at = now()
    release_ended(application, at)
    guard_holder(application, actor)
    if application.state != State.UNDER_REVIEW:
        guard(application, actor, "claim")
    label = _reviewer(application, person_id)
    until = at + CLAIM
    move(application, State.UNDER_REVIEW, at, assigned_to_id=person_id, claimed_until=until)
    tell(
        application,
        "assign",
        Act.APPLICATION_ASSIGNED,
        actor=actor,
        at=at,
        text=f"{actor.label} gave the review to {label}.",
        data={"to": str(person_id), "until": until.isoformat()},
    )
    if told:
        assigned_tell(actor=actor, person_id=person_id, applications=[application])
    return application


@transaction.atomic
def assigned_tell(*, actor: Actor, person_id: uuid.UUID, applications: Sequence[Application]) -> None:
    """One notice to the person about the reviews that the actor gave them; none to oneself."""
    if not applications:
        return
    first, hours = applications[0], CLAIM // dt.timedelta(hours=1)
    if len(applications) == 1:
        subject, url = Subject("application", first.id, first.reference), address_of(first)
        text = f"{first.reference}, {first.title}: {actor.label} gave you the review for {hours} hours."
    else:
        names = ", ".join(application.reference for application in applications[:12])
        names += f" and {len(applications) - 12} more" if len(applications) > 12 else ""
        subject, url = Subject("review", None, f"{len(applications)} reviews"), "/review/?tab=mine"
        text = f"{actor.label} gave you {len(applications)} reviews for {hours} hours: {names}."
    notify(
        NoticeEvent.REVIEW_ASSIGNED,
        organization_id=first.reseller_id,
        subject=subject,
        text=text,
        url=url,
        actor=actor,
        permission=Permission.APPLICATION_REVIEW,
        only=person_id,
    )


def _reviewer(application: Application, person_id: uuid.UUID) -> str:
    """The name of the person, who may review this submission."""
    members = members_holding(application.reseller_id, Permission.APPLICATION_REVIEW)
    member = members.filter(user_id=person_id).first()
    sentence = ""
    if member is None:
        sentence = _("Choose one of the reviewers; this person does not review here.")
    elif guard_submission(application, None).by_id == person_id:
        sentence = _("%(user)s submitted %(reference)s, so someone else has to review it.") % {
            "user": member.user,
            "reference": application.reference,
        }
    if member is None or sentence:
        raise WrongInput(sentence, code="reviewer_wrong", fields={"person": [sentence]})
    return str(member.user)
