"""Writing down what the clocks say: temporary registrations that ended, warnings, claims that ended."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from portal.accounts.permissions import Permission
from portal.accounts.selectors import members_holding, memberships_holding
from portal.audit.acts import Act
from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.lifecycle import selectors
from portal.lifecycle.clocks import END_WORDS, TemporaryEnd, told_in, warning_due
from portal.lifecycle.models import Application, TemporaryRegistration, TemporaryState
from portal.lifecycle.services.acting import News, lock, move, tell
from portal.lifecycle.states import FINAL, State
from portal.notices.events import NoticeEvent

logger = logging.getLogger(__name__)


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
    reason = f"No longer needed: the registration is {application.state_inside}."
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
    when = told_in(end.at, zone=application.reseller.time_zone)
    tell(
        application,
        "end_temporary",
        Act.TEMPORARY_ENDED,
        actor=SYSTEM,
        at=at,
        text=f"The temporary registration ended on {when}: {END_WORDS[end.reason]}.",
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
    when = told_in(end, zone=application.reseller.time_zone)
    text = f"The temporary registration ends on {when}, in {days} {'day' if days == 1 else 'days'}"
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
    live = TemporaryRegistration.objects.filter(state__in=selectors.LIVE_TEMPORARY)

    def settle(application: Application) -> bool:
        settle_temporary(application, now())
        return True

    return _one_by_one(live.values_list("application_id", flat=True), settle)


def claims_release() -> int:
    """Gives every application whose claim has ended back to the queue; answers how many."""
    reviewers = memberships_holding(Permission.APPLICATION_REVIEW)
    is_held = Exists(reviewers.filter(user=OuterRef("assigned_to"), organization=OuterRef("reseller")))
    rows = Application.objects.filter(~is_held | Q(claimed_until__lte=now()), state=State.UNDER_REVIEW)
    return _one_by_one(rows.values_list("id", flat=True), lambda application: release_ended(application, now()))


def _one_by_one(ids: Iterable[uuid.UUID], work: Callable[[Application], bool]) -> int:
    """Does the work under each application's lock, one transaction each; one that fails is logged and holds up none."""
    done = 0
    for application_id in list(ids):
        try:
            with transaction.atomic():
                done += work(lock(SYSTEM, application_id))
        except Exception:
            logger.exception("the sweep could not settle application %s", application_id)
    return done


def release_ended(application: Application, at: dt.datetime) -> bool:
    """Gives a claim that ran out, or whose holder reviews here no more, back to the queue; answers whether it did.

    The caller holds the application's lock.
    """
    if application.state != State.UNDER_REVIEW:
        return False
    holder, ran_out = application.assigned_to, bool(application.claimed_until and application.claimed_until <= at)
    reviewers = members_holding(application.reseller_id, Permission.APPLICATION_REVIEW)
    if holder and not ran_out and reviewers.filter(user_id=holder.pk).exists():
        return False
    move(application, State.PENDING, at)
    tell(
        application,
        "release",
        Act.APPLICATION_RELEASED,
        actor=SYSTEM,
        at=at,
        text=f"{holder}'s claim ran out." if ran_out else f"{holder} does not review here any more.",
        data={"expired": ran_out},
    )
    return True
