"""The background work of website checks."""

from __future__ import annotations

from celery import shared_task

from portal.jobs.tasks import job_task
from portal.webchecks.models import CheckRun
from portal.webchecks.performing import check_browse, check_perform, finish_all_without_browser
from portal.webchecks.scheduling import checks_ask_due


@shared_task(name="webchecks.run")
@job_task(CheckRun)
def run(check: CheckRun, attempt: int) -> None:
    """The first slice of a run, mostly the only one; taken up again from its beginning when its worker died."""
    check_perform(check, attempt)


@shared_task(name="webchecks.rescan")
@job_task(CheckRun)
def rescan(check: CheckRun, attempt: int) -> None:
    """The same for runs that the portal starts by itself; their queue comes after all others."""
    check_perform(check, attempt)


@shared_task(name="webchecks.browse")
@job_task(CheckRun)
def browse(check: CheckRun, attempt: int) -> None:
    """The second slice of a run: what a browser shows; done again from its beginning when its worker died."""
    check_browse(check, attempt)


@shared_task(name="webchecks.give_up_browser")
def give_up_browser() -> None:
    """Beat: ends the checks that no browser took in time."""
    finish_all_without_browser()


@shared_task(name="webchecks.schedule")
def schedule() -> None:
    """Beat: asks for the checks that are due by themselves, every 90 days and during a review."""
    checks_ask_due()
