"""What the reviewer's desk keeps of its own: named filters, reports of bulk actions, canned and internal notes."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from portal.common.appendonly import append_only, no_truncate
from portal.common.clock import now
from portal.common.ids import uuid7


class SavedFilter(models.Model):
    """A filter of the queue under a name: a reviewer's own, or shared with the reseller's other reviewers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reseller = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    query = models.JSONField(default=dict, help_text="The filter as the queue's address has it")
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint("reseller", "owner", Lower("name"), name="saved_filter_name_once")]
        indexes = [models.Index(fields=["reseller", "shared"], name="saved_filter_reseller")]

    def __str__(self) -> str:
        return self.name


class BulkAction(models.TextChoices):
    """What can be done to many applications at once; each row by its own verb."""

    CLAIM = "claim", "Claim"
    RELEASE = "release", "Give back"
    ASSIGN = "assign", "Assign to a person"
    FORWARD = "forward", "Record as sent"
    APPROVE = "approve", "Record approvals"
    CHANGES = "changes", "Request changes"


class BulkOutcome(models.TextChoices):
    """What became of one row."""

    WAITING = "waiting", "Not done yet"
    DONE = "done", "Done"
    PROPOSED = "proposed", "Waits for a second person"
    REFUSED = "refused", "Not done"


class BulkRun(models.Model):
    """One bulk action. Its id comes with the form, so that the same form sent twice is one run."""

    id = models.UUIDField(primary_key=True)
    reseller = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_label = models.CharField(max_length=200)
    action = models.CharField(max_length=10, choices=BulkAction.choices)
    arguments = models.JSONField(default=dict)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(name="bulk_run_action_known", condition=Q(action__in=BulkAction.values)),
        ]
        indexes = [models.Index(fields=["reseller", "-at"], name="bulk_run_reseller")]
        triggers = append_only("desk_bulkrun")

    def __str__(self) -> str:
        return f"{self.get_action_display()} by {self.by_label}"


class BulkRow(models.Model):
    """One row of a bulk action with what became of it; ``value`` is what was given for it (an id, a reference)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=40, help_text="As chosen or pasted")
    application = models.ForeignKey(
        "lifecycle.Application", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submission_number = models.PositiveSmallIntegerField(null=True, blank=True)
    value = models.CharField(max_length=100, blank=True, default="")
    part = models.CharField(max_length=200, blank=True, default="", help_text="Names one of several parts of a kind")
    outcome = models.CharField(max_length=10, choices=BulkOutcome.choices, default=BulkOutcome.WAITING)
    code = models.CharField(max_length=40, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="bulk_row_position_once"),
            models.CheckConstraint(name="bulk_row_outcome_known", condition=Q(outcome__in=BulkOutcome.values)),
            models.CheckConstraint(name="bulk_row_refused_says_why", condition=~Q(outcome="refused") | ~Q(reason="")),
            models.CheckConstraint(
                name="bulk_row_done_says_when",
                condition=Q(outcome="waiting", at=None) | (~Q(outcome="waiting") & Q(at__isnull=False)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="bulk_row_told_once", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__outcome="waiting")
            ),
            pgtrigger.ReadOnly(
                name="bulk_row_as_asked",
                fields=["run", "position", "reference", "application", "submission_number", "value", "part"],
            ),
            pgtrigger.Protect(name="bulk_row_no_delete", operation=pgtrigger.Delete),
            no_truncate("bulk_row"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.outcome}"


class CannedNote(models.Model):
    """A text with placeholders, offered for the codes and verbs it is tied to (for every one if it names none)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reseller = models.ForeignKey("accounts.Organization", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=100)
    text = models.TextField(max_length=2_000)
    codes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    verbs = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint("reseller", Lower("title"), name="canned_note_title_once")]

    def __str__(self) -> str:
        return self.title


class InternalNote(models.Model):
    """What one reviewer tells the others about an application; the business never sees it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    application = models.ForeignKey("lifecycle.Application", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=5_000)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["id"]
        triggers = append_only("desk_internalnote")

    def __str__(self) -> str:
        return self.text[:60]
