"""How Celery runs a job: ``job_task`` around every room's own work, and the beat's sweep."""

from __future__ import annotations

import contextlib
import functools
import logging
from collections.abc import Callable
from typing import TypeVar

from celery import shared_task
from celery.signals import worker_ready
from django.apps import apps
from django.conf import settings
from django.db import connection

from portal.common.errors import Refusal
from portal.jobs.models import JobBase, JobState
from portal.jobs.services import MOST_ATTEMPTS, LostLease, claim, fail, give_back, let_go, run_then, sweep

logger = logging.getLogger(__name__)
Job = TypeVar("Job", bound=JobBase)


def job_task(model: type[Job]) -> Callable[[Callable[[Job, int], None]], Callable[[str], None]]:
    """Wraps the work of one kind of job: it takes the id from the message, the function gets the row and the attempt.

    The function calls ``renew`` while it works and ends with ``finish``, ``fail`` or ``release``; one that returns
    having done none of these is a fault. A refusal fails the job with its own words; any other exception gives the job
    back for a later try and is raised on, so that it is logged. A lost lease ends the work quietly.
    """

    def decorate(work: Callable[[Job, int], None]) -> Callable[[str], None]:
        @functools.wraps(work)
        def run(job_id: str) -> None:
            attempt = claim(model, job_id)
            if attempt is not None:
                _run_claimed(work, model, job_id, attempt)

        vars(run).pop("__wrapped__")  # Celery would read the arguments of the work from it
        return run

    return decorate


def _run_claimed(work: Callable[[Job, int], None], model: type[Job], job_id: str, attempt: int) -> None:
    name = model._meta.label_lower
    try:
        work(model._default_manager.get(pk=job_id), attempt)
        if model._default_manager.filter(pk=job_id, state=JobState.RUNNING, attempts=attempt).exists():
            raise RuntimeError(f"the work of {name} returned without ending its job")
    except LostLease:
        logger.warning("%s %s: attempt %d lost its lease", name, job_id, attempt)
    except Refusal as refusal:
        fail(model, job_id, attempt, str(refusal))
    except Exception as error:
        last = f"Tried {MOST_ATTEMPTS} times; the last try stopped with {type(error).__name__}."
        with contextlib.suppress(LostLease):
            give_back(model, job_id, attempt, last)
        raise


@shared_task(name="jobs.sweep")
def sweep_jobs() -> None:
    """Beat: sends again what got lost."""
    if sent := sweep():
        logger.info("sent %d messages again", sent)


@shared_task(name="jobs.then")
def then(label: str, job_id: str) -> None:
    """Runs what follows an ended job of the model ``label`` (such as ``webchecks.checkrun``)."""
    model = apps.get_model(label)
    assert issubclass(model, JobBase)
    run_then(model, job_id)


@worker_ready.connect
def take_over(**_told: object) -> None:
    """The only worker of a portal goes on with what the one before it left when it died, without waiting for leases."""
    if not settings.JOBS_ONE_WORKER:
        return
    if left := let_go():
        logger.info("took over %d jobs of a worker that died", left)
    connection.close()  # this process has no further use for one
