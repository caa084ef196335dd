"""Writing down what the clocks say: temporary registrations that ended, warnings, claims that ran out."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from portal.audit.acts import Act
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.lifecycle import selectors
from portal.lifecycle.clocks import END_WORDS, TemporaryEnd, warning_due
from portal.lifecycle.models import Application, TemporaryRegistration, TemporaryState
from portal.lifecycle.services.acting import News, lock, move, tell
from portal.lifecycle.states import FINAL, State
from portal.notices.events import NoticeEvent


def settle_temporary(application: Application, at: dt.datetime) -> None:
    """Records what the clock says at ``at`` of the live temporary registration; the caller holds the row's lock.

    Idempotent: a second call at the same instant writes nothing.
    """
    temporary = selectors.live_temporary(application)
    if temporary is None:
        return
    if temporary.state == TemporaryState.REQUESTED:
        _close_request(application, temporary, at)
        return
    end = selectors.temporary_end(temporary)
    assert end is not None  # a granted one has an end
    if end.at <= at:
        _record_end(application, temporary, end, at)
    else:
        _warn(application, temporary, end.at, at)


def _close_request(application: Application, temporary: TemporaryRegistration, at: dt.datetime) -> None:
    if application.state not in {*FINAL, State.APPROVED}:
        return
    reason = f"No longer needed: the registration is {application.state_label.lower()}."
    temporary.state, temporary.decided_at = TemporaryState.REFUSED, at
    temporary.decided_by, temporary.decision_reason = SYSTEM.label, reason
    temporary.save(update_fields=["state", "decided_at", "decided_by", "decision_reason"])
    tell(
        application,
        "refuse_temporary",
        Act.TEMPORARY_REFUSED,
        actor=SYSTEM,
        at=at,
        text=f"The request for a temporary registration was closed. {reason}",
        data={"reason": reason},
        news=News(NoticeEvent.TEMPORARY_REFUSED),
    )


def _record_end(application: Application, temporary: TemporaryRegistration, end: TemporaryEnd, at: dt.datetime) -> None:
    temporary.state, temporary.ended_at, temporary.end_reason = TemporaryState.ENDED, end.at, end.reason
    temporary.save(update_fields=["state", "ended_at", "end_reason"])
    tell(
        application,
        "end_temporary",
        Act.TEMPORARY_ENDED,
        actor=SYSTEM,
        at=at,
        text=f"The temporary registration ended on {end.at:%Y-%m-%d %H:%M} UTC: {END_WORDS[end.reason]}.",
        data={"reason": end.reason},
        news=News(NoticeEvent.TEMPORARY_ENDED),
    )


def _warn(application: Application, temporary: TemporaryRegistration, end: dt.datetime, at: dt.datetime) -> None:
    days = warning_due(end, at)
    key = end.isoformat()
    if days is None or temporary.warned.get(key, days + 1) <= days:
        return
    temporary.warned = {**temporary.warned, key: days}
    temporary.save(update_fields=["warned"])
    text = f"The temporary registration ends on {end:%Y-%m-%d %H:%M} UTC, in {days} {'day' if days == 1 else 'days'}"
    tell(
        application,
        "warn_temporary",
        Act.TEMPORARY_ENDING,
        actor=SYSTEM,
        at=at,
        text=f"{text} or less.",
        data={"days": days, "ends": key},
        news=News(NoticeEvent.TEMPORARY_ENDING),
    )


def temporaries_settle() -> int:
    """Settles every live temporary registration; answers how many it looked at. Run by the sweep; safe to run twice."""
    live = [TemporaryState.REQUESTED, TemporaryState.GRANTED]
    ids = list(TemporaryRegistration.objects.filter(state__in=live).values_list("application_id", flat=True))
    for application_id in ids:
        with transaction.atomic():
            settle_temporary(lock(SYSTEM, application_id), now())
    return len(ids)


def claims_release() -> int:
    """Gives every application whose claim ran out back to the queue; answers how many."""
    over = Application.objects.filter(state=State.UNDER_REVIEW, claimed_until__lte=now())
    released = 0
    for application_id in list(over.values_list("id", flat=True)):
        with transaction.atomic():
            application, at = lock(SYSTEM, application_id), now()
            if (
                application.state == State.UNDER_REVIEW
                and application.claimed_until
                and application.claimed_until <= at
            ):
                release_expired(application, at)
                released += 1
    return released


def release_expired(application: Application, at: dt.datetime) -> None:
    """A claim that ran out goes back to the queue; the caller holds the application's lock."""
    holder = application.assigned_to
    move(application, State.PENDING, at)
    tell(
        application,
        "release",
        Act.APPLICATION_RELEASED,
        actor=SYSTEM,
        at=at,
        text=f"{holder}'s claim ran out.",
        data={"expired": True},
    )
