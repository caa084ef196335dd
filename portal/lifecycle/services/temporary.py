"""Temporary registrations: asked for by the customer, granted, refused or ended early by the reseller (source 000)."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongState
from portal.lifecycle import selectors
from portal.lifecycle.clocks import told_in
from portal.lifecycle.models import Application, Kind, TemporaryRegistration, TemporaryState
from portal.lifecycle.services.acting import (
    News,
    guard_other_person,
    lock,
    reason_given,
    require,
    tell,
)
from portal.lifecycle.services.settling import settle_temporary
from portal.lifecycle.states import TEMPORARY_ALLOWED, State, possible
from portal.notices.events import NoticeEvent

_STOPS: Final = {
    State.SUSPENDED: gettext_lazy("The brand it stands on is suspended: none of its campaigns sends."),
    State.RETIRED: gettext_lazy("The brand it stands on was given up: none of its campaigns sends."),
}
"""Why a campaign's brand leaves no room for a temporary registration."""


def why_no_temporary(application: Application) -> str:
    """Why a temporary registration cannot be asked for now, in words for the customer; empty when it can."""
    live = selectors.live_temporary(application)
    end = selectors.temporary_end(live) if live else None
    if live and (end is None or now() < end.at):  # the sweep may not have written down yet that it is over
        return _("One has been asked for.") if live.state == TemporaryState.REQUESTED else _("One has been granted.")
    if application.kind == Kind.BRAND:
        return _("A brand alone sends nothing; ask with the registration of its campaign.")
    if application.is_final or application.state == State.SUSPENDED:
        return _("The registration is %(state_label)s.") % {"state_label": application.state_inside}
    if application.state == State.APPROVED:
        return _("The registration is approved; none is needed.")
    if application.submission_count == 0:
        return _("It can be asked for once the complete registration was submitted.")
    if application.state == State.REJECTED:
        return _("The last rejection is unresolved. Submit again first.")
    if application.state not in TEMPORARY_ALLOWED:
        return _("The registration came back as incomplete. Submit it again first.")
    if stop := selectors.brand_stop(application):
        return str(_STOPS[State(stop)])
    had_one = any(t.issued_at for t in selectors.temporaries_of(application))
    if had_one and not application.reseller.allow_second_temporary:
        return _("A registration gets one temporary registration, and this one had it.")
    return ""


@transaction.atomic
def temporary_request(*, application_id: uuid.UUID, actor: Actor, note: str = "") -> TemporaryRegistration:
    """The customer asks for short-term access. Raises WrongState saying why not yet, or WrongPerson."""
    application = lock(actor, application_id)
    at = now()
    settle_temporary(application, at)
    _guard_possible(application)
    require(actor, Permission.TEMPORARY_REQUEST)
    temporary = TemporaryRegistration.objects.create(
        application=application, requested_at=at, requested_by=actor.label, request_note=note.strip()
    )
    tell(
        application,
        "request_temporary",
        Act.TEMPORARY_REQUESTED,
        actor=actor,
        at=at,
        text="A temporary registration was asked for.",
        data={},
        news=News(NoticeEvent.TEMPORARY_REQUESTED, to_reseller=True),
    )
    return temporary


@transaction.atomic
def temporary_grant(*, application_id: uuid.UUID, actor: Actor, reason: str = "") -> TemporaryRegistration:
    """The reseller grants what was asked for; the days (30 and 5, the reseller's settings) are copied into it.

    Raises WrongState when nothing was asked for, while it may not be granted or its brand lets nothing be sent;
    WrongInput for a second one without a reason.
    """
    application = lock(actor, application_id)
    temporary = _requested(application)
    require(actor, Permission.TEMPORARY_DECIDE)
    guard_other_person(actor, application.submissions.get(number=application.submission_count))
    if application.state not in TEMPORARY_ALLOWED:
        raise _refusal(
            application,
            _("Not while the registration is %(state_label)s.") % {"state_label": application.state_inside},
        )
    if stop := selectors.brand_stop(application):
        raise _refusal(application, str(_STOPS[State(stop)]))
    if application.temporaries.exclude(issued_at=None).exists():
        reason = reason_given(reason, field="reason", sentence=_("Say why a second temporary registration is given."))
    reseller, at = application.reseller, now()
    temporary.state, temporary.issued_at, temporary.decided_at = TemporaryState.GRANTED, at, at
    temporary.decided_by, temporary.decision_reason = actor.label, reason.strip()
    temporary.days, temporary.grace_days = reseller.temporary_days, reseller.temporary_grace_days
    temporary.ends_at_final = reseller.temporary_ends_at_final
    temporary.save()
    end = selectors.temporary_end(temporary)
    assert end is not None  # it was just issued
    tell(
        application,
        "grant_temporary",
        Act.TEMPORARY_GRANTED,
        actor=actor,
        at=at,
        text=f"A temporary registration was granted until {told_in(end.at, zone=reseller.time_zone)}. It ends "
        f"{temporary.grace_days} days after a rejection that is not resolved.",
        data={"expires": end.at.isoformat()},
        news=News(NoticeEvent.TEMPORARY_GRANTED),
    )
    return temporary


@transaction.atomic
def temporary_refuse(*, application_id: uuid.UUID, actor: Actor, reason: str) -> TemporaryRegistration:
    """The reseller refuses what was asked for. Raises WrongInput without a reason."""
    application = lock(actor, application_id)
    temporary = _requested(application)
    require(actor, Permission.TEMPORARY_DECIDE)
    reason = reason_given(reason, field="reason", sentence=_("Say why no temporary registration is given."))
    at = now()
    temporary.state, temporary.decided_at = TemporaryState.REFUSED, at
    temporary.decided_by, temporary.decision_reason = actor.label, reason
    temporary.save()
    tell(
        application,
        "refuse_temporary",
        Act.TEMPORARY_REFUSED,
        actor=actor,
        at=at,
        text=f"The temporary registration was refused: {reason}",
        data={"reason": reason},
        news=News(NoticeEvent.TEMPORARY_REFUSED),
    )
    return temporary


@transaction.atomic
def temporary_end(*, application_id: uuid.UUID, actor: Actor, reason: str) -> TemporaryRegistration:
    """The reseller ends a granted one early. Raises WrongState when none is active, WrongInput without a reason."""
    application = lock(actor, application_id)
    at = now()
    settle_temporary(application, at)
    temporary = selectors.live_temporary(application)
    if temporary is None or temporary.state != TemporaryState.GRANTED:
        raise _refusal(application, _("There is no active temporary registration to end."))
    require(actor, Permission.TEMPORARY_DECIDE)
    reason = reason_given(reason, field="reason", sentence=_("Say why the temporary registration ends early."))
    temporary.stopped_at, temporary.ended_at, temporary.end_reason = at, at, "ended_early"
    temporary.state, temporary.end_note = TemporaryState.ENDED, reason
    temporary.save()
    tell(
        application,
        "end_temporary",
        Act.TEMPORARY_ENDED,
        actor=actor,
        at=at,
        text=f"{application.reseller.name} ended the temporary registration: {reason}",
        data={"reason": reason},
        news=News(NoticeEvent.TEMPORARY_ENDED),
    )
    return temporary


def _guard_possible(application: Application) -> None:
    reason = why_no_temporary(application)
    if reason:
        raise _refusal(application, reason)


def _requested(application: Application) -> TemporaryRegistration:
    temporary = selectors.live_temporary(application)
    if temporary is None or temporary.state != TemporaryState.REQUESTED:
        raise _refusal(application, _("No temporary registration is asked for."))
    return temporary


def _refusal(application: Application, reason: str) -> WrongState:
    return WrongState(reason, code="no_temporary", state=application.state, possible=possible(application.state))
