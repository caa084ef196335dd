"""The life of a job: enqueue, claim, renew, then finish, fail, release or give back.

A job that waits (``not_before``) is sent by the sweep once its time has come; nobody can claim it earlier.
Every write names the attempt it was claimed under; a worker whose lease ended, and whose job another has claimed since,
is refused with LostLease and must stop. Messages to workers are hints: losing every one of them costs half a minute.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from typing import Any

import redis.exceptions
from celery import current_app
from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from kombu.exceptions import KombuError

from portal.common.clock import now
from portal.jobs.models import JobBase, JobState, ThenState
from portal.jobs.selectors import job_models

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(seconds=60)
"""How long a claim holds unless renewed; longer than any slice of work between two renewals."""
OVERDUE = dt.timedelta(seconds=30)
"""After this long without a worker a message is taken for lost and sent again."""
MOST_ATTEMPTS = 5
MOST_THEN_ATTEMPTS = 20
_MOST_PER_SWEEP = 500
_STEPS = ("progress", "progress_total", "progress_text", "cursor")


class LostLease(Exception):
    """Another worker has the job, or it is over: whatever this worker did must not be written."""


def enqueue(job: JobBase) -> None:
    """Sends the job to a worker once the transaction that wrote its row is committed; not yet when it waits."""
    if job.not_before is None or job.not_before <= now():
        _send_on_commit(job.task(), str(job.pk))


def send(task: str, *arguments: str) -> bool:
    """Sends one message; says whether the broker took it. A broker that is away is logged, the sweep sends again."""
    try:
        current_app.send_task(task, args=arguments, retry=False)
    except (KombuError, OSError, redis.exceptions.RedisError) as error:
        logger.warning("broker took no message for %s (%s); the sweep will send it again", task, type(error).__name__)
        return False
    return True


def claim(model: type[JobBase], job_id: uuid.UUID | str) -> int | None:
    """Takes a job that is queued, or whose worker let its lease end. One conditional UPDATE decides among many takers.

    Gives the attempt number under which to write, or None when somebody else has the job, it still waits, it is over,
    or its attempts are used up (the sweep then writes the failure).
    """
    moment = now()
    free = _due(moment) | Q(state=JobState.RUNNING, lease_until__lt=moment)
    with transaction.atomic():
        taken = _rows(model, job_id).filter(free, attempts__lt=F("attempts_forgiven") + MOST_ATTEMPTS)
        if not taken.update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            lease_until=moment + LEASE,
            started_at=moment,
            not_before=None,
        ):
            return None
        attempt: int = _rows(model, job_id).values_list("attempts", flat=True).get()
    return attempt


def renew(
    model: type[JobBase],
    job_id: uuid.UUID | str,
    attempt: int,
    *,
    progress: int | None = None,
    total: int | None = None,
    text: str | None = None,
    cursor: dict[str, Any] | None = None,
) -> None:
    """Holds the job for another 60 s and writes what is known of its progress. Raises LostLease."""
    steps = zip(_STEPS, (progress, total, None if text is None else text[:200], cursor), strict=True)
    _write(
        model, job_id, attempt, lease_until=now() + LEASE, **{name: value for name, value in steps if value is not None}
    )


def finish(model: type[JobBase], job_id: uuid.UUID | str, attempt: int, **fields: Any) -> None:
    """Ends the job well and writes its result. Raises LostLease."""
    _end(model, job_id, attempt, state=JobState.DONE, failure="", **fields)


def fail(model: type[JobBase], job_id: uuid.UUID | str, attempt: int, reason: str) -> None:
    """Ends the job with a reason for people (cut at 500 characters). Raises LostLease."""
    _end(model, job_id, attempt, state=JobState.FAILED, failure=reason[:500])


def release(model: type[JobBase], job_id: uuid.UUID | str, attempt: int, **fields: Any) -> None:
    """Ends a slice: queues the job for its next one with its attempts counted afresh. Raises LostLease.

    With ``not_before`` among the fields the next slice waits until then.
    """
    with transaction.atomic():
        _queue(model, job_id, attempt, attempts_forgiven=attempt, **fields)
        enqueue(_rows(model, job_id).get())


def give_back(model: type[JobBase], job_id: uuid.UUID | str, attempt: int, reason: str) -> None:
    """After a failed try: queues the job for a later one, or ends it with ``reason`` when the attempts are used up.

    The next try starts when the sweep finds the job overdue, half a minute later. Raises LostLease.
    """
    with transaction.atomic():
        forgiven = _rows(model, job_id).values_list("attempts_forgiven", flat=True).first() or 0
        if attempt - forgiven >= MOST_ATTEMPTS:
            fail(model, job_id, attempt, reason)
        else:
            _queue(model, job_id, attempt)


def let_go() -> int:
    """Ends the lease of every running job, so that the next sweep sends it again; gives their number.

    For a portal whose only worker has just started: whoever ran these jobs is dead. Where that is wrong nothing is lost
    but time, because a worker that is overtaken cannot write any more.
    """
    running = [model._default_manager.filter(state=JobState.RUNNING, lease_until__gt=now()) for model in job_models()]
    return sum(rows.update(lease_until=now(), resent_at=None) for rows in running)


def sweep() -> int:
    """Sends again what was lost, fails what was tried too often; gives the number of messages sent."""
    return sum(_sweep_jobs(model) + _sweep_thens(model) for model in job_models())


def run_then(model: type[JobBase], job_id: uuid.UUID | str) -> None:
    """Runs the task that follows an ended job, in this process, and remembers that it ran.

    It may run twice (a worker can die in between), so followers are written to bear it. After 20 failed tries it rests.
    """
    waiting = _rows(model, job_id).filter(then_state=ThenState.WAITING)
    if not waiting.update(then_attempts=F("then_attempts") + 1):
        return
    job = waiting.get()
    try:
        current_app.tasks[job.then_task](str(job.then_id))
    except Exception:
        if job.then_attempts >= MOST_THEN_ATTEMPTS:
            waiting.update(then_state=ThenState.FAILED)
        raise
    waiting.update(then_state=ThenState.DONE)


def _send_on_commit(task: str, *arguments: str) -> None:
    transaction.on_commit(lambda: send(task, *arguments), robust=True)


def _rows(model: type[JobBase], job_id: uuid.UUID | str) -> QuerySet[Any]:
    return model._default_manager.filter(pk=job_id)


def _write(model: type[JobBase], job_id: uuid.UUID | str, attempt: int, **fields: Any) -> None:
    if not _rows(model, job_id).filter(state=JobState.RUNNING, attempts=attempt).update(**fields):
        raise LostLease(f"{model._meta.label_lower} {job_id}: attempt {attempt} no longer holds the job")


def _queue(model: type[JobBase], job_id: uuid.UUID | str, attempt: int, **fields: Any) -> None:
    _write(model, job_id, attempt, state=JobState.QUEUED, queued_at=now(), resent_at=None, lease_until=None, **fields)


def _due(moment: dt.datetime) -> Q:
    """Queued, and not waiting any more."""
    return Q(state=JobState.QUEUED) & (Q(not_before=None) | Q(not_before__lte=moment))


def _end(model: type[JobBase], job_id: uuid.UUID | str, attempt: int, **fields: Any) -> None:
    follower = Case(When(then_task="", then=Value(ThenState.NONE)), default=Value(ThenState.WAITING))
    with transaction.atomic():
        _write(
            model, job_id, attempt, finished_at=now(), resent_at=None, lease_until=None, then_state=follower, **fields
        )
        if _rows(model, job_id).exclude(then_task="").exists():
            _send_on_commit("jobs.then", model._meta.label_lower, str(job_id))


def _sweep_jobs(model: type[JobBase]) -> int:
    moment = now()
    rows = model._default_manager
    ended = rows.filter(state=JobState.RUNNING, lease_until__lt=moment)
    for job in ended.filter(attempts__gte=F("attempts_forgiven") + MOST_ATTEMPTS)[:_MOST_PER_SWEEP]:
        fail(model, job.pk, job.attempts, f"Tried {MOST_ATTEMPTS} times; the last try stopped without a word.")
    waited = Q(state=JobState.QUEUED, not_before__lte=moment)
    overdue = Q(state=JobState.QUEUED, not_before=None, queued_at__lt=moment - OVERDUE)
    lost = waited | overdue | Q(state=JobState.RUNNING, lease_until__lt=moment)
    return _send_again(model, rows.filter(lost), lambda job: (job.task(), str(job.pk)))


def _sweep_thens(model: type[JobBase]) -> int:
    lost = model._default_manager.filter(then_state=ThenState.WAITING, finished_at__lt=now() - OVERDUE)
    return _send_again(model, lost, lambda job: ("jobs.then", model._meta.label_lower, str(job.pk)))


def _send_again(model: type[JobBase], lost: QuerySet[Any], message: Any) -> int:
    """Each row once in half a minute at most, oldest first, so that a slow day does not fill the broker."""
    moment = now()
    due = lost.filter(Q(resent_at=None) | Q(resent_at__lt=moment - OVERDUE)).order_by("queued_at")
    sent = [job.pk for job in due[:_MOST_PER_SWEEP] if send(*message(job))]
    model._default_manager.filter(pk__in=sent).update(resent_at=moment)
    return len(sent)
