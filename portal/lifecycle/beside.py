"""What stands beside an application's own states: changes after approval, appeals, confirmations of a brand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from portal.common.clock import now
from portal.common.ids import uuid7
from portal.lifecycle import triggers
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
        triggers = [triggers.amendment_guard(), triggers.no_delete("amendment")]

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
                condition=Q(state="filed", answered_at=None) | (~Q(state="filed") & Q(answered_at__isnull=False)),
            ),
        ]
        triggers = [triggers.appeal_guard(), triggers.no_delete("appeal")]

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
            models.CheckConstraint(
                name="confirmation_sent_in_order", condition=Q(last_sent_at__gte=models.F("first_sent_at"))
            ),
            models.CheckConstraint(
                name="confirmation_confirmed_says_when",
                condition=Q(state="confirmed", answered_at__isnull=False)
                | (~Q(state="confirmed") & Q(answered_at=None)),
            ),
        ]
        triggers = [triggers.confirmation_guard(), triggers.no_delete("confirmation")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.record_id}: {self.state}"
