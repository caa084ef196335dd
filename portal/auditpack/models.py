"""An audit package and the job that builds it."""

from __future__ import annotations

import pgtrigger
from django.db import models

from portal.jobs.models import JobBase

_BOOKKEEPING = "ARRAY['resent_at', 'then_state', 'then_attempts']"
"""What the jobs room still writes about a job that is done: whether its follower was sent and has run."""


class PackageScope(models.TextChoices):
    """What a package is about."""

    CAMPAIGN = "campaign", "A campaign: its registration, decisions, checks, wordings and consent"
    VERIFICATION = "verification", "A toll-free verification: the same for its numbers"


class AuditPackage(JobBase):
    """One package: who asked, about what, why; then the file and its SHA-256. Immutable once it is done."""

    task_name = "auditpack.build"

    reference = models.CharField(max_length=20, unique=True, editable=False)
    organization = models.ForeignKey(
        "accounts.Organization", on_delete=models.PROTECT, related_name="+", help_text="Who asked for it"
    )
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="audit_packages")
    scope = models.CharField(max_length=12, choices=PackageScope.choices)
    application = models.ForeignKey("lifecycle.Application", on_delete=models.PROTECT, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    purpose = models.CharField(max_length=500)
    full_numbers = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=200)
    asked_by_id = models.UUIDField(null=True)
    file = models.FileField(upload_to="packages/", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.BigIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["business", "-id"], name="package_business")]
        triggers = [
            pgtrigger.Protect(name="package_no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="package_done_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state = 'done' AND OLD.sha256 <> '' AND "
                    f"to_jsonb(NEW) - {_BOOKKEEPING} IS DISTINCT FROM to_jsonb(OLD) - {_BOOKKEEPING}"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
