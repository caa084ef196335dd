"""What this deployment lays over the published rulebook; rows are only added, so that the past can be read."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from portal.common.appendonly import append_only
from portal.common.clock import now
from portal.common.ids import uuid7


class OverlayKind(models.TextChoices):
    """What may be overlaid."""

    CODE = "code", "Code"
    POLICY = "policy", "Carrier policy"
    NOTICE = "notice", "Notice of a change"
    TEMPLATE = "template", "Template"


class RulebookOverlay(models.Model):
    """One dated change of the rulebook. The newest row of a key that is in force counts; empty data takes back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=OverlayKind.choices)
    key = models.CharField(max_length=100)
    data = models.JSONField(default=dict, blank=True)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    author = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="overlay_days_in_order",
                condition=Q(effective_until__isnull=True) | Q(effective_until__gte=F("effective_from")),
            ),
        ]
        triggers = append_only("tools_overlay")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
