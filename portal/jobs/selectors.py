"""Which jobs wait for a worker, across every room that has jobs."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Q

from portal.common.clock import now
from portal.jobs.models import JobBase, JobState, ThenState


def job_models() -> list[type[JobBase]]:
    """Every concrete kind of job that a task runs, in the order in which Django loaded them."""
    return [model for model in apps.get_models() if issubclass(model, JobBase) and model.task_name]


def jobs_waiting() -> Iterator[JobBase]:
    """Jobs that no worker has and whose time has come."""
    due = Q(not_before=None) | Q(not_before__lte=now())
    for model in job_models():
        yield from model._default_manager.filter(due, state=JobState.QUEUED).order_by("queued_at")


def thens_waiting() -> Iterator[JobBase]:
    """Jobs that ended and whose follower has not run."""
    for model in job_models():
        yield from model._default_manager.filter(then_state=ThenState.WAITING).order_by("finished_at")
