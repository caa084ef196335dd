"""The shape every background job shares.

The row is the truth and the message to a worker only a hint: the row is written in the transaction of its cause, a
worker claims it with one conditional UPDATE and renews the lease, and the beat sends it again when nobody did.
"""

from __future__ import annotations

from django.db import models

from portal.common.clock import now
from portal.common.ids import uuid7


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class ThenState(models.TextChoices):
    """Where the task that follows a job stands; empty while the job has not ended or nothing follows."""

    NONE = "", "-"
    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class JobBase(models.Model):
    """A unit of background work. Subclasses say which Celery task runs them in ``task_name``.

    ``progress`` counts from 0 to ``progress_total``; ``cursor`` holds what a slice of a long job needs to go on;
    ``then_task`` names a Celery task that is sent with ``then_id`` once the job has ended (done or failed).
    """

    task_name: str = ""
    """Name of the Celery task that takes the job's id."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED, db_index=True)
    attempts = models.PositiveIntegerField(default=0, help_text="Claims so far; names the worker whose writes count.")
    attempts_forgiven = models.PositiveIntegerField(default=0, help_text="Claims that ended well, in a finished slice.")
    resent_at = models.DateTimeField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(default=now)
    not_before = models.DateTimeField(null=True, blank=True, help_text="No worker takes it earlier; empty: at once.")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_text = models.CharField(max_length=200, blank=True, default="")
    cursor = models.JSONField(default=dict, blank=True)
    failure = models.CharField(max_length=500, blank=True, default="", help_text="Why it failed, for people.")
    then_task = models.CharField(max_length=100, blank=True, default="")
    then_id = models.UUIDField(null=True, blank=True)
    then_state = models.CharField(
        max_length=8, choices=ThenState.choices, blank=True, default=ThenState.NONE, db_index=True
    )
    then_attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["-id"]

    def task(self) -> str:
        """The Celery task that takes the job on from where it stands; a kind with stages names one for each."""
        return self.task_name

    @property
    def is_over(self) -> bool:
        """Whether the job has ended, well or not."""
        return self.state in (JobState.DONE, JobState.FAILED)
