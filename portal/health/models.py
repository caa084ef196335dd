"""Counts of traffic by day, as the sending platform reports them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from portal.common.ids import uuid7


class Carrier(models.TextChoices):
    """Carriers that report apart (source 004, section 9)."""

    T_MOBILE = "t_mobile", "T-Mobile"
    ATT = "att", "AT&T"
    VERIZON = "verizon", "Verizon"
    OTHER = "other", "Other carriers"


class TrafficDay(models.Model):
    """One day's messages of a campaign or verification at one carrier, in the counts of source 004, step 6.3."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    carrier = models.CharField(max_length=10, choices=Carrier.choices)
    day = models.DateField()
    state = models.CharField(max_length=2, blank=True, default="")
    sent = models.PositiveIntegerField(default=0)
    delivered = models.PositiveIntegerField(default=0)
    bounced = models.PositiveIntegerField(default=0)
    opt_outs = models.PositiveIntegerField(default=0)
    complaints = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "carrier", "day", "state"], name="traffic_day_once"
            ),
            models.CheckConstraint(
                name="traffic_outcomes_within_sent", condition=Q(sent__gte=F("delivered") + F("bounced"))
            ),
        ]
        indexes = [models.Index(fields=["business", "-day"], name="traffic_business_day")]

    def __str__(self) -> str:
        return f"{self.carrier} {self.day}"
