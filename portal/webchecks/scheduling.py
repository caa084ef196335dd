"""Checks that nobody presses a button for: every 90 days once approved, every day while under review.

The registry and the carriers look at a website during the review and again later (source 004, steps 2.1, 6.6 and 7.2);
a site that closed in between is found here first. When a check is due is worked out from what the rows say, each time;
nothing is planned ahead that could be forgotten, and what is late is made up for once.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import uuid
from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.common.errors import Refusal
from portal.jobs.models import JobState
from portal.lifecycle.papers import SUBJECT_KINDS
from portal.lifecycle.selectors import applications_for, latest_application_of
from portal.lifecycle.states import State
from portal.webchecks.models import CheckRun, CheckTrigger, Wait
from portal.webchecks.services import check_again

logger = logging.getLogger(__name__)

EVERY: Final = dt.timedelta(days=90)
"""The longest time between two checks of an approved registration (source 004, step 6.6)."""
SPREAD: Final = dt.timedelta(days=7)
"""How much earlier some are made than others, so that those approved together are not all checked at once."""
DURING_REVIEW: Final = dt.timedelta(hours=24)
"""The time between two checks while somebody reviews the application."""
IN_REVIEW: Final = (State.PENDING, State.UNDER_REVIEW, State.FORWARDED, State.INFORMATION_REQUESTED)
"""States in which the reseller or the registry may look at the website at any time."""
MOST_PER_ROUND: Final = 200


@dataclasses.dataclass(frozen=True, slots=True)
class NextCheck:
    """When a website is looked at again by itself. ``trigger`` is `schedule` or `review`; a past ``at`` means: soon."""

    at: dt.datetime
    trigger: str


def next_check_of(subject: tuple[str, uuid.UUID]) -> NextCheck | None:
    """The next check that the portal makes by itself; None when it makes none.

    That is so for a subject that was never checked (it has no website), and for one whose registration is neither
    under review nor approved: a draft, a suspended, withdrawn or retired one is left alone.
    """
    kind = next((kind for kind, name in SUBJECT_KINDS.items() if name == subject[0]), None)
    application = kind and latest_application_of(SYSTEM, kind=kind, subject_id=subject[1])
    newest = _runs(*subject).order_by("-id").first()
    if not application or newest is None:
        return None
    if application.state in IN_REVIEW:
        return NextCheck(newest.queued_at + DURING_REVIEW, CheckTrigger.REVIEW)
    if application.state != State.APPROVED:
        return None
    last = _runs(*subject).filter(trigger=CheckTrigger.SCHEDULE).order_by("-id").first()
    return NextCheck(_due(application.id, last.queued_at if last else application.state_since), CheckTrigger.SCHEDULE)


def checks_ask_due() -> int:
    """Asks for every check that is due, the longest overdue first, 200 a round at most; gives their number."""
    asked = 0
    for trigger, due in (
        (CheckTrigger.REVIEW, _last_checked(IN_REVIEW, now() - DURING_REVIEW)),
        (CheckTrigger.SCHEDULE, _due_when_approved()),
    ):
        for subject in due:
            if asked >= MOST_PER_ROUND:
                return asked
            asked += _ask(subject, trigger)
    return asked


def checks_ask_all(*, older_than: dt.timedelta = dt.timedelta(), limit: int | None = None) -> int:
    """Asks for a check of every registration that is approved or under review, whose newest check was asked for at
    least that long ago, the oldest first; gives their number. They wait in the queue that comes after all others.
    """
    subjects = _last_checked([*IN_REVIEW, State.APPROVED], now() - older_than)
    return sum(_ask(subject, CheckTrigger.SCHEDULE) for subject in subjects[:limit])


def _ask(subject: tuple[str, uuid.UUID], trigger: CheckTrigger) -> bool:
    """Asks what the newest run of a subject asked; a refusal is logged and does not keep the others waiting."""
    newest = _runs(*subject).order_by("-id").first()
    if newest is None:
        return False
    try:
        check_again(actor=SYSTEM, run=newest, trigger=trigger)
    except Refusal as refusal:
        logger.warning("no check of %s %s: %s", *subject, refusal)
        return False
    return True


def _due_when_approved() -> Iterator[tuple[str, uuid.UUID]]:
    moment = now()
    for kind, name in SUBJECT_KINDS.items():
        runs = _runs(name, OuterRef("subject_id"))
        scheduled = runs.filter(trigger=CheckTrigger.SCHEDULE).order_by("-id").values("queued_at")[:1]
        rows = applications_for(SYSTEM).filter(Exists(runs), kind=kind, state=State.APPROVED)
        rows = rows.annotate(last=Coalesce(Subquery(scheduled), F("state_since")))
        likely = rows.filter(last__lte=moment - EVERY + SPREAD).order_by("last").values_list("id", "last", "subject_id")
        for application_id, last, subject_id in likely.iterator():
            if _due(application_id, last) <= moment:
                yield name, subject_id


def _due(application_id: uuid.UUID, last: dt.datetime) -> dt.datetime:
    """90 days after the last one, less up to a week that is always the same for one application."""
    share = (application_id.int & 0xFFFF_FFFF) / 2**32
    return last + EVERY - share * SPREAD


def _last_checked(states: Sequence[State], before: dt.datetime) -> list[tuple[str, uuid.UUID]]:
    """The subjects of applications in these states whose newest check was asked for by then, the oldest first."""
    found = []
    for kind, name in SUBJECT_KINDS.items():
        newest = _runs(name, OuterRef("subject_id")).order_by("-id").values("queued_at")[:1]
        rows = applications_for(SYSTEM).filter(kind=kind, state__in=states).annotate(last=Subquery(newest))
        rows = rows.filter(last__lte=before)
        found += [(last, (name, subject_id)) for last, subject_id in rows.values_list("last", "subject_id")]
    return [subject for _, subject in sorted(found)]


def _runs(kind: str, subject_id: uuid.UUID | OuterRef) -> QuerySet[CheckRun]:
    """The runs of a subject, without the one that waits for its answers to stay unchanged."""
    rows = CheckRun.objects.filter(subject_kind=kind, subject_id=subject_id)
    return rows.exclude(state=JobState.QUEUED, waits_for=Wait.QUIET)
