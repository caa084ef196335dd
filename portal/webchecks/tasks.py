"""The background work of website checks."""

from __future__ import annotations

from celery import shared_task

from portal.jobs.tasks import job_task
from portal.webchecks.models import CheckRun
from portal.webchecks.performing import check_perform


@shared_task(name="webchecks.run")
@job_task(CheckRun)
def run(check: CheckRun, attempt: int) -> None:
    """One run from beginning to end; taken up again from the beginning when its worker died."""
    check_perform(check, attempt)


@shared_task(name="webchecks.rescan")
@job_task(CheckRun)
def rescan(check: CheckRun, attempt: int) -> None:
    """The same for runs that the portal starts by itself; their queue comes after all others."""
    check_perform(check, attempt)
