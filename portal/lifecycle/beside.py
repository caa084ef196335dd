"""What stands beside an application's own states: changes after approval, appeals, confirmations, temporary access,
decisions that wait for a second person.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from portal.accounts.models import RANGES, TemporaryEndsAtFinal
from portal.common.clock import now
from portal.common.ids import uuid7
from portal.lifecycle import guards, history, triggers
from portal.lifecycle.clocks import END_WORDS, LETTER_UNTIL
from portal.lifecycle.states import AppealState, ConfirmationKind, ConfirmationState


class Amendment(models.Model):
    """A change to an approved application (source 004, step 6.5); its own states, the application stays approved."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey("lifecycle.Application", on_delete=models.PROTECT, related_name="amendments")
    state = models.CharField(
        max_length=10,
        choices=[(name, name) for name in ("draft", "pending", "forwarded", "approved", "rejected")],
        default="draft",
    )
    changes = models.JSONField(default=list, help_text="Each with field, label, before, after")
    reason = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")
    external_reference = models.CharField(max_length=100, blank=True, default="")
    opened_by = models.CharField(max_length=200)
    opened_by_id = models.UUIDField(null=True)
    opened_at = models.DateTimeField(default=now)
    state_since = models.DateTimeField(default=now)
    applied_at = models.DateTimeField(null=True, blank=True, help_text="When the subject's room took the change over")

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                name="amendment_one_open",
                condition=Q(state__in=["draft", "pending", "forwarded"]),
            ),
            models.CheckConstraint(
                name="amendment_applied_is_approved", condition=Q(applied_at=None) | Q(state="approved")
            ),
        ]
        triggers = [triggers.amendment_guard(), guards.amendment_while(), *triggers.kept("amendment")]

    def __str__(self) -> str:
        return f"amendment of {self.application_id}: {self.state}"


class Appeal(models.Model):
    """A rejection that the business disputes at its carrier or registry (source 004, step 7.1, phase 4).

    It runs beside the resubmission. ``upheld``: the rejection stands. ``overturned``: the registry takes it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey("lifecycle.Application", on_delete=models.PROTECT, related_name="appeals")
    decision = models.OneToOneField("lifecycle.Decision", on_delete=models.PROTECT, related_name="appeal")
    state = models.CharField(max_length=10, choices=AppealState.choices, default=AppealState.FILED)
    letter = models.TextField()
    evidence = models.JSONField(default=list)
    filed_at = models.DateTimeField(default=now)
    filed_by = models.CharField(max_length=200)
    filed_by_id = models.UUIDField(null=True)
    external_reference = models.CharField(max_length=100, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")
    answer = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-filed_at"]
        constraints = [
            models.UniqueConstraint(fields=["application"], name="appeal_one_open", condition=Q(state="filed")),
            models.CheckConstraint(
                name="appeal_answered_says_when",
                condition=Q(state="filed", answered_at=None)
                | (~Q(state="filed") & Q(answered_at__isnull=False, answered_at__gte=F("filed_at"))),
            ),
        ]
        triggers = [
            triggers.appeal_guard(),
            guards.appeal_while(),
            history.appeal_in_order(),
            history.appeal_counted(),
            *triggers.kept("appeal"),
        ]

    def __str__(self) -> str:
        return f"appeal of {self.application_id}: {self.state}"


class Confirmation(models.Model):
    """What a brand's owner has to answer before its registry goes on: a code by text, or a letter by e-mail."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey("lifecycle.RegistryRecord", on_delete=models.PROTECT, related_name="confirmations")
    kind = models.CharField(max_length=15, choices=ConfirmationKind.choices)
    state = models.CharField(max_length=10, choices=ConfirmationState.choices, default=ConfirmationState.AWAITED)
    first_sent_at = models.DateTimeField()
    last_sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-first_sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["record"], name="confirmation_one_open", condition=Q(state="awaited")),
            models.CheckConstraint(name="confirmation_kind_known", condition=Q(kind__in=ConfirmationKind.values)),
            models.CheckConstraint(
                name="confirmation_sent_in_order",
                condition=Q(last_sent_at=F("first_sent_at"))
                | Q(
                    kind=ConfirmationKind.CONTACT_EMAIL,
                    last_sent_at__gt=F("first_sent_at"),
                    last_sent_at__lt=F("first_sent_at") + LETTER_UNTIL,
                ),
            ),
            models.CheckConstraint(
                name="confirmation_confirmed_says_when",
                condition=Q(state="confirmed", answered_at__isnull=False)
                | (~Q(state="confirmed") & Q(answered_at=None)),
            ),
        ]
        triggers = [triggers.confirmation_guard(), guards.confirmation_while(), *triggers.kept("confirmation")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.record_id}: {self.state}"


class TemporaryState(models.TextChoices):
    """Where a temporary registration stands; whether it is active is a matter of the clock (``clocks``)."""

    REQUESTED = "requested", "Requested"
    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"
    ENDED = "ended", "Ended"


class TemporaryRegistration(models.Model):
    """Short-term messaging access while the application is under review (source 000)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey("lifecycle.Application", on_delete=models.PROTECT, related_name="temporaries")
    state = models.CharField(max_length=10, choices=TemporaryState.choices, default=TemporaryState.REQUESTED)
    requested_at = models.DateTimeField(default=now)
    requested_by = models.CharField(max_length=200)
    request_note = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decision_reason = models.TextField(blank=True, default="")
    issued_at = models.DateTimeField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(default=30)
    grace_days = models.PositiveSmallIntegerField(default=5)
    ends_at_final = models.CharField(max_length=12, default="after_grace")
    stopped_at = models.DateTimeField(null=True, blank=True, help_text="Ended early by the reseller")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True, default="")
    end_note = models.TextField(blank=True, default="")
    warned = models.JSONField(default=dict, blank=True, help_text="End (ISO) -> days before it already warned of")

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], name="temporary_one_live", condition=Q(state__in=["requested", "granted"])
            ),
            models.CheckConstraint(
                name="temporary_granted_is_issued",
                condition=Q(state__in=["requested", "refused"], issued_at=None)
                | Q(state__in=["granted", "ended"], issued_at__isnull=False, issued_at=F("decided_at")),
            ),
            models.CheckConstraint(
                name="temporary_ended_says_why",
                condition=Q(ended_at=None, end_reason="") & ~Q(state="ended")
                | Q(
                    state="ended", ended_at__isnull=False, ended_at__gte=F("issued_at"), end_reason__in=list(END_WORDS)
                ),
            ),
            models.CheckConstraint(name="temporary_days_range", condition=Q(days__range=RANGES["temporary_days"])),
            models.CheckConstraint(
                name="temporary_grace_range", condition=Q(grace_days__range=RANGES["temporary_grace_days"])
            ),
            models.CheckConstraint(
                name="temporary_ends_at_final_known", condition=Q(ends_at_final__in=TemporaryEndsAtFinal.values)
            ),
        ]
        indexes = [models.Index(fields=["application"], name="temporary_asked", condition=Q(state="requested"))]
        triggers = [triggers.temporary_guard(), guards.temporary_while(), *triggers.kept("temporary")]

    def __str__(self) -> str:
        return f"temporary registration of {self.application_id}: {self.state}"


class Proposal(models.Model):
    """A decision that needs a second person, waiting for one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey("lifecycle.Application", on_delete=models.PROTECT, related_name="proposals")
    submission = models.ForeignKey("lifecycle.Submission", on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=30)
    arguments = models.JSONField(default=dict)
    by_id = models.UUIDField()
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True, default="")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["application"], name="proposal_open_once", condition=Q(closed_at=None)),
            models.CheckConstraint(
                name="proposal_closed_says_how",
                condition=Q(closed_at=None, outcome="")
                | Q(closed_at__isnull=False, outcome__in=["done", "declined", "overtaken"]),
            ),
        ]
        triggers = [triggers.proposal_guard(), history.proposal_in_order(), *triggers.kept("proposal")]

    def __str__(self) -> str:
        return f"{self.verb} proposed by {self.by_label}"
