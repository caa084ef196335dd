"""The trail: one row per act, append-only, hashed when written, sealed later by ``portal.seal``.

Subjects and organizations are recorded as values without foreign keys, so that nothing that happens to them can reach
back into the trail. Nothing of evidential value stands outside the hash.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Cast

from portal.common.appendonly import append_only
from portal.common.ids import uuid7


class AuditEvent(models.Model):
    """Who did what to what, when, from where."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    """A value of ``Act``; without choices, so that a new act needs no migration."""
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200)
    organizations = ArrayField(models.UUIDField(), default=list)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True, default="")
    address = models.CharField(max_length=45, blank=True, default="")
    leaf_hash = models.BinaryField(max_length=32)
    transaction = models.BigIntegerField(
        db_default=Cast(Cast(models.Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()),
        editable=False,
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            GinIndex(fields=["organizations"], name="audit_organizations"),
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="audit_subject"),
            models.Index(fields=["act", "-id"], name="audit_act"),
            models.Index(fields=["transaction"], name="audit_transaction"),
        ]
        triggers = append_only("audit_event")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.act} {self.subject_label}"
