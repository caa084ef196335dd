"""A second pair of eyes, where the reseller has it switched on: for the rejection that ends an application, and for
forwarding a submission in which blocking findings were overridden. One person proposes, another carries it out."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongPerson
from portal.lifecycle.models import Application, Proposal, Submission
from portal.lifecycle.services.acting import (
    News,
    guard,
    guard_holder,
    guard_other_person,
    guard_submission,
    lock,
    reason_given,
    require,
    tell,
)
from portal.lifecycle.services.judging import proposal_closed
from portal.notices.events import NoticeEvent


def needs_second(application: Application, submission: Submission, verb: str) -> bool:
    """Whether a verb on this submission takes two people."""
    if not application.reseller.second_pair_of_eyes:
        return False
    if verb == "record_rejection":
        return application.rejections + 1 >= application.rejection_cap
    return verb == "forward" and any(reason.strip() for reason in submission.overrides.values())


@transaction.atomic
def application_propose(
    *,
    application_id: uuid.UUID,
    actor: Actor,
    verb: str,
    arguments: dict[str, Any],
    submission_number: int | None = None,
) -> Proposal:
    """Puts a decision that takes two people before the second one; ``arguments`` are the form's values, shown there.

    Raises WrongInput when the verb does not take two people here, or when a proposal is open already.
    """
    application = lock(actor, application_id)
    guard(application, actor, verb)
    guard_holder(application, actor)
    submission = guard_submission(application, submission_number)
    guard_other_person(actor, submission)
    if not needs_second(application, submission, verb):
        raise WrongInput(_("This decision does not need a second person; record it directly."), code="no_second_needed")
    if application.proposals.filter(closed_at=None).exists():
        raise WrongInput(_("A decision is already waiting for a second person."), code="proposal_open")
    assert actor.id is not None  # decisions are made by people or keys
    by = {"by_id": actor.id, "by_label": actor.label}
    proposal = Proposal.objects.create(
        application=application, submission=submission, verb=verb, arguments=arguments, **by
    )
    tell(
        application,
        "propose",
        Act.APPLICATION_DECISION_PROPOSED,
        actor=actor,
        at=proposal.at,
        text="A decision waits for a second reviewer.",
        data={"verb": verb},
        news=News(NoticeEvent.DECISION_PROPOSED, to_reseller=True),
    )
    return proposal


@transaction.atomic
def proposal_decline(*, proposal_id: uuid.UUID, actor: Actor, reason: str) -> Proposal:
    """Closes a proposal without carrying it out, and tells who made it. Raises WrongInput without a reason."""
    rows = Proposal.objects.filter(id=proposal_id)
    application_id = rows.values_list("application_id", flat=True).first()
    if application_id is None:
        raise NotFound()
    application = lock(actor, application_id)
    require(actor, Permission.APPLICATION_DECIDE)
    found = rows.filter(closed_at=None).first()  # read under the lock: it may have been carried out meanwhile
    if found is None:
        raise proposal_closed(application, rows.get())
    reason = reason_given(reason, field="reason", sentence=_("Say why the proposed decision is not carried out."))
    _close(found, "declined")
    tell(
        application,
        "decline_proposal",
        Act.APPLICATION_PROPOSAL_DECLINED,
        actor=actor,
        at=now(),
        text=f"The proposed decision was not carried out: {reason}",
        data={"verb": found.verb, "reason": reason},
        news=News(
            NoticeEvent.DECISION_DECLINED,
            to_reseller=True,
            only=found.by_id,
            text=f"{actor.label} declined your proposal: {reason}",
        ),
    )
    return found


def guard_second(
    application: Application, submission: Submission, actor: Actor, verb: str, proposal_id: uuid.UUID | None
) -> Proposal | None:
    """Closes the proposal that is carried out by this second person; None where one person suffices.

    Raises WrongPerson (`second_person`) when two people are needed and this is not the second.
    """
    if not needs_second(application, submission, verb):
        return None
    rows = Proposal.objects.filter(application=application, submission=submission, verb=verb, closed_at=None)
    proposal = rows.filter(id=proposal_id).first() if proposal_id else None
    if proposal is None or proposal.by_id == actor.id:
        raise WrongPerson(
            _("This decision takes two people: one proposes it, another reviewer carries it out."), code="second_person"
        )
    _close(proposal, "done")
    return proposal


def seconded(proposal: Proposal | None) -> dict[str, Any]:
    """The decision's columns that name who proposed it, if it took two people."""
    return {"seconded_by_id": proposal.by_id, "seconded_by_label": proposal.by_label} if proposal else {}


def _close(proposal: Proposal, outcome: str) -> None:
    proposal.closed_at, proposal.outcome = now(), outcome
    proposal.save(update_fields=["closed_at", "outcome"])
