"""What may be read of website checks."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import NotFound
from portal.evidence.models import Capture
from portal.jobs.models import JobState
from portal.webchecks.models import CheckRun, Observation, Stage

MOST_PER_SWEEP: Final = 50


def runs_for(actor: Actor, *, subject: tuple[str, uuid.UUID] | None = None) -> QuerySet[CheckRun]:
    """The runs of the actor's tenant (of one subject), newest first. Raises WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    rows = visible_to(actor, CheckRun.objects.select_related("business"))
    return rows if subject is None else rows.filter(subject_kind=subject[0], subject_id=subject[1])


def run_for(actor: Actor, run_id: uuid.UUID) -> CheckRun:
    """One run of the actor's tenant. Raises NotFound, or WrongPerson."""
    return get_for(actor, CheckRun.objects.select_related("business"), right=Permission.REGISTRATION_VIEW, id=run_id)


def latest_finished(subject: tuple[str, uuid.UUID]) -> CheckRun | None:
    """The newest run of a subject that ended with a verdict."""
    rows = CheckRun.objects.filter(subject_kind=subject[0], subject_id=subject[1], state=JobState.DONE)
    return rows.order_by("-finished_at").first()


def open_run(subject: tuple[str, uuid.UUID]) -> CheckRun | None:
    """The run of a subject that waits or runs."""
    rows = CheckRun.objects.filter(subject_kind=subject[0], subject_id=subject[1])
    return rows.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).order_by("-id").first()


def previous_of(run: CheckRun) -> CheckRun | None:
    """The finished run of the same subject and site before this one."""
    rows = CheckRun.objects.filter(subject_kind=run.subject_kind, subject_id=run.subject_id, host=run.host)
    return rows.filter(state=JobState.DONE, id__lt=run.id).order_by("-id").first()


def waiting_for_browser() -> list[CheckRun]:
    """Runs that wait for a browser longer than ``WEBCHECK_BROWSER_WAIT`` seconds, or whose browser went silent so long
    ago, the oldest first; as many as one sweep can judge.
    """
    since = now() - dt.timedelta(seconds=settings.WEBCHECK_BROWSER_WAIT)
    waiting = Q(state=JobState.QUEUED, queued_at__lt=since, not_before=None)
    silent = Q(state=JobState.RUNNING, lease_until__lt=since)
    rows = CheckRun.objects.filter(waiting | silent, stage=Stage.BROWSER).order_by("queued_at")
    return list(rows[:MOST_PER_SWEEP])


def observations_of(run: CheckRun) -> QuerySet[Observation]:
    """The requests of a run in the order they were made; a slice that was cut off left none."""
    return run.observations.order_by("number").select_related("capture")


def captures_of(run: CheckRun) -> set[str]:
    """The names of all evidence of a run: of its requests, its drawn pages, and what its checks cite."""
    requests = run.observations.exclude(capture=None).values_list("capture_id", flat=True)
    cited = {mark.removeprefix("sha256:") for row in run.checks for mark in row.get("evidence", [])}
    return {*requests, *cited, *(row["sha256"] for row in run.facts.get("captures", []))}


def observations_with(run: CheckRun, sha256: str) -> QuerySet[Observation]:
    """The requests of a run that one capture proves, in the order they were made."""
    return run.observations.filter(capture_id=sha256).order_by("attempt", "number")


def latest_runs(subject_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, CheckRun]:
    """The newest run with a verdict of each subject, by the subject's id; one query for all, without what was seen."""
    rows = CheckRun.objects.filter(subject_id__in=list(subject_ids), state=JobState.DONE)
    newest = rows.order_by("subject_id", "-finished_at").distinct("subject_id").defer("facts", "brand", "stated")
    return {run.subject_id: run for run in newest}


def capture_of(run: CheckRun, sha256: str) -> Capture:
    """A capture that this run made. Raises NotFound."""
    found = Capture.objects.filter(sha256=sha256).first() if sha256 in captures_of(run) else None
    if found is None:
        raise NotFound()
    return found
