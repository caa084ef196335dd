"""Runs of website checks and what each request of a run saw."""

from __future__ import annotations

from typing import Final

from django.db import models

from portal.common.appendonly import append_only
from portal.common.clock import now
from portal.common.ids import uuid7
from portal.jobs.models import JobBase, JobState


class CheckTrigger(models.TextChoices):
    """What made a run start."""

    BUTTON = "button", "Somebody asked for it"
    SAVE = "save", "A registration was saved"
    SUBMIT = "submit", "A registration was submitted"
    SCHEDULE = "schedule", "Scheduled audit"
    REVIEW = "review", "Looked at again during the review"


UNHURRIED: Final = frozenset({CheckTrigger.SCHEDULE, CheckTrigger.REVIEW})
"""Runs that the portal starts by itself."""


class CheckVerdict(models.TextChoices):
    """The answer of a run or a check; empty until there is one."""

    PASS = "pass", "Passed"
    ADVICE = "advice", "Advice"
    WARNING = "warning", "Warning"
    ERROR = "error", "Failed"
    COULD_NOT_CHECK = "could_not_check", "Could not check"
    NOT_APPLICABLE = "not_applicable", "Does not apply"


class Role(models.TextChoices):
    """What a request was made for."""

    DNS = "dns", "Name"
    TLS = "tls", "Certificate"
    HOME = "home", "Home page"
    HTTP_REDIRECT = "http_redirect", "Plain address"
    PRIVACY_POLICY = "privacy_policy", "Privacy policy"
    TERMS = "terms", "Terms"
    OPT_IN = "opt_in", "Opt-in page"
    SOCIAL = "social", "Social page"
    DOMAIN = "domain", "Registration of the domain"
    ROBOTS = "robots", "Wishes to programs"
    BROWSER = "browser", "Page in a browser"


class Stage(models.TextChoices):
    """What a run still has to do; each stage is a slice of the job with a queue of its own."""

    PAGES = "pages", "Fetching pages"
    BROWSER = "browser", "Looking through a browser"


class Wait(models.TextChoices):
    """What a run that is not carried out yet waits for."""

    NOTHING = "", "-"
    QUIET = "quiet", "More changes to the answers"
    TURN = "turn", "Another check of this site or of this server"
    RETRY = "retry", "A second try"


class CheckRun(JobBase):
    """One look at one website for one subject (a brand, a campaign, a toll-free verification).

    ``checks`` is the list of design 04's JSON: check, verdict, reason, codes, facts, message, fix, evidence.
    ``facts`` is what was seen, without the pages' own text, which is in the captures. ``changes`` is what differs from
    the run before (``portal.webchecks.drift``): check, before, after, reason.
    """

    task_name = "webchecks.run"

    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="check_runs")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    trigger = models.CharField(max_length=8, choices=CheckTrigger.choices)
    profile = models.CharField(max_length=20)
    url = models.CharField(max_length=2048)
    host = models.CharField(max_length=253, blank=True, default="")
    site = models.CharField(
        max_length=253, blank=True, default="", help_text="Whose website the host is part of; one run at a time each."
    )
    legal_name = models.CharField(max_length=255, blank=True, default="")
    dba_name = models.CharField(max_length=255, blank=True, default="")
    privacy_policy_url = models.CharField(max_length=2048, blank=True, default="")
    terms_url = models.CharField(max_length=2048, blank=True, default="")
    opt_in_url = models.CharField(max_length=2048, blank=True, default="")
    brand = models.JSONField(
        default=dict, blank=True, help_text="The brand the website is held against, as its flat answers."
    )
    stated = models.JSONField(
        default=list, blank=True, help_text="Policy addresses as other answers give them: where, role, url."
    )
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.PAGES)
    waits_for = models.CharField(max_length=5, choices=Wait.choices, blank=True, default=Wait.NOTHING)
    waits_at = models.CharField(
        max_length=260, blank=True, default="", help_text="The site or server whose turn it waits for."
    )
    retried = models.BooleanField(default=False, help_text="Whether the site was given its second try.")
    asked_by = models.CharField(max_length=200, blank=True, default="")
    verdict = models.CharField(max_length=16, choices=CheckVerdict.choices, blank=True, default="")
    checks = models.JSONField(default=list, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    addresses = models.JSONField(default=list, blank=True)
    changes = models.JSONField(default=list, blank=True)
    rulebook = models.CharField(max_length=40, blank=True, default="")

    class Meta(JobBase.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="checkrun_subject"),
            models.Index(fields=["business", "-id"], name="checkrun_business"),
            models.Index(
                fields=["waits_at", "id"],
                name="checkrun_turns",
                condition=models.Q(state=JobState.QUEUED, waits_for="turn"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="checkrun_done_has_verdict",
                condition=~models.Q(state=JobState.DONE) | ~models.Q(verdict=""),
            ),
            models.CheckConstraint(
                name="checkrun_verdict_known", condition=models.Q(verdict__in=["", *CheckVerdict.values])
            ),
            models.CheckConstraint(name="checkrun_wait_known", condition=models.Q(waits_for__in=Wait.values)),
            models.CheckConstraint(
                name="checkrun_turn_is_named", condition=~models.Q(waits_for=Wait.TURN) | ~models.Q(waits_at="")
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                name="checkrun_one_pending",
                condition=models.Q(state=JobState.QUEUED, waits_for=Wait.QUIET),
            ),
        ]

    def __str__(self) -> str:
        return f"check of {self.url}"

    def task(self) -> str:
        """The task of the run's stage; runs that nobody waits for have a queue of their own, which comes last."""
        if self.stage == Stage.BROWSER:
            return "webchecks.browse"
        return "webchecks.rescan" if self.trigger in UNHURRIED else self.task_name


class Observation(models.Model):
    """One request of a run, or its one look at TLS: what was asked, which address answered, and what came back.

    ``attempt`` is the job's attempt, so that a run that was interrupted and taken up again shows both.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="observations")
    attempt = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField(help_text="Place in the order of the visit, from 1.")
    role = models.CharField(max_length=20, choices=Role.choices)
    url = models.CharField(max_length=2048)
    addresses = models.JSONField(default=list)
    dialled = models.CharField(max_length=45, blank=True, default="")
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=30, blank=True, default="")
    size = models.PositiveIntegerField(default=0, help_text="Bytes on the wire.")
    milliseconds = models.PositiveIntegerField(default=0)
    capture = models.ForeignKey(
        "evidence.Capture", null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["run", "attempt", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "attempt", "number"], name="observation_number_once")]
        triggers = append_only("webchecks_observation")

    def __str__(self) -> str:
        return f"{self.role} {self.url}"
