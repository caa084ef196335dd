"""Notes that reviewers keep: texts to say again, and what they tell each other about one application."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from portal.common.appendonly import append_only
from portal.common.clock import now
from portal.common.ids import uuid7


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
