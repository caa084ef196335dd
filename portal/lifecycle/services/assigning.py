"""Handing a review to a colleague: the claim is made, or passed on, in that person's name."""

from __future__ import annotations

import uuid

from django.db import transaction

from portal.accounts.permissions import Permission
from portal.accounts.selectors import members_holding
from portal.audit.acts import Act
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.lifecycle.clocks import CLAIM
from portal.lifecycle.models import Application
from portal.lifecycle.services.acting import guard, guard_holder, guard_submission, lock, move, require, tell
from portal.lifecycle.services.settling import release_expired
from portal.lifecycle.states import State


@transaction.atomic
def application_assign(*, application_id: uuid.UUID, actor: Actor, person_id: uuid.UUID) -> Application:
    """Gives a waiting submission, or one that the actor has claimed, to a reviewer of the reseller for four hours.

    Raises WrongState when someone else has it or it does not wait for review, WrongInput for a person who may not
    review it: no reviewer of this reseller, or the one who submitted it.
    """
    application = lock(actor, application_id)
    require(actor, Permission.APPLICATION_REVIEW)
    at = now()
    if application.claimed_until and application.claimed_until <= at:
        release_expired(application, at)
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
    return application


def _reviewer(application: Application, person_id: uuid.UUID) -> str:
    """The name of the person, who may review this submission."""
    members = members_holding(application.reseller_id, Permission.APPLICATION_REVIEW)
    member = members.filter(user_id=person_id).first()
    sentence = ""
    if member is None:
        sentence = "Choose one of the reviewers; this person does not review here."
    elif guard_submission(application, None).by_id == person_id:
        sentence = f"{member.user} submitted {application.reference}, so someone else has to review it."
    if member is None or sentence:
        raise WrongInput(sentence, code="reviewer_wrong", fields={"person": [sentence]})
    return str(member.user)
