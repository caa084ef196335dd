"""Ends and pauses: withdraw, suspend, reinstate, retire."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission, Role
from portal.audit.acts import Act
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongPerson
from portal.lifecycle.models import Application
from portal.lifecycle.services.acting import News, decide, guard, lock, move, reason_given, tell
from portal.lifecycle.services.settling import settle_temporary
from portal.lifecycle.states import PartStatus, State
from portal.notices.events import NoticeEvent


@transaction.atomic
def application_withdraw(*, application_id: uuid.UUID, actor: Actor, reason: str = "") -> Application:
    """The business takes the application back. Once forwarded, the reviewer is told to withdraw it outside too."""
    application = lock(actor, application_id)
    guard(application, actor, "withdraw")
    at, outside = now(), application.parts.filter(status=PartStatus.SENT).exists()
    move(application, State.WITHDRAWN, at, due_at=None)
    text = f"The business withdrew the registration{': ' + reason.strip() if reason.strip() else '.'}"
    if outside:
        text += " It already lies with the registry: withdraw it there too."
    tell(
        application,
        "withdraw",
        Act.APPLICATION_WITHDRAWN,
        actor=actor,
        at=at,
        text=text,
        data={"reason": reason.strip()},
        news=News(NoticeEvent.APPLICATION_WITHDRAWN, to_reseller=True),
    )
    settle_temporary(application, at)
    return application


@transaction.atomic
def application_suspend(*, application_id: uuid.UUID, actor: Actor, reason: str) -> Application:
    """The registry or the reseller stops an approved application; messages may not be sent. Raises WrongInput."""
    return _stand(application_id, actor, "suspend", reason, State.SUSPENDED, "Suspended")


@transaction.atomic
def application_reinstate(*, application_id: uuid.UUID, actor: Actor, reason: str) -> Application:
    """A suspended application is approved again. Raises WrongInput without a reason."""
    return _stand(application_id, actor, "reinstate", reason, State.APPROVED, "Reinstated")


@transaction.atomic
def application_retire(*, application_id: uuid.UUID, actor: Actor, reason: str) -> Application:
    """An approved or suspended application is given up for good, by its owner or a reviewer."""
    if actor.role != Role.OWNER and not actor.may(Permission.APPLICATION_DECIDE):
        raise WrongPerson(_("Only an owner of the business or a reviewer can retire a registration."))
    return _stand(application_id, actor, "retire", reason, State.RETIRED, "Retired")


_ACTS = {
    "suspend": Act.APPLICATION_SUSPENDED,
    "reinstate": Act.APPLICATION_REINSTATED,
    "retire": Act.APPLICATION_RETIRED,
}
_PARTS = {
    "suspend": (PartStatus.APPROVED, PartStatus.SUSPENDED),
    "reinstate": (PartStatus.SUSPENDED, PartStatus.APPROVED),
}


def _stand(application_id: uuid.UUID, actor: Actor, verb: str, reason: str, state: State, words: str) -> Application:
    application = lock(actor, application_id)
    guard(application, actor, verb)
    reason = reason_given(reason, field="reason", sentence=_("Say why; the business reads the reason."))
    at, before = now(), application.state
    submission = application.submissions.get(number=application.submission_count)
    move(application, state, at)
    if verb in _PARTS:
        old, new = _PARTS[verb]
        shared = Q(part_kind="brand") & ~Q(part_id=application.subject_id)
        application.parts.filter(status=old).exclude(shared).update(status=new)
    decision = decide(application, submission, verb, actor, at, state_before=before, note_to_customer=reason)
    tell(
        application,
        verb,
        _ACTS[verb],
        actor=actor,
        at=at,
        text=f"{words}: {reason}",
        data={"reason": reason},
        news=News(NoticeEvent.APPLICATION_STANDING),
        decision=decision,
        submission=submission,
    )
    return application
