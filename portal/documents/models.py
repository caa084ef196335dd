"""Wordings that Clearline wrote for a business: every version that somebody took over."""

from __future__ import annotations

from django.db import models

from portal.common.appendonly import append_only
from portal.common.clock import now
from portal.common.ids import uuid7


class WordingKind(models.TextChoices):
    """What a generated wording is for."""

    OPT_IN = "opt_in_wording", "Opt-in wording"
    POLICY_SECTION = "policy_section", "Section for the privacy policy"
    JOIN_REPLY = "opt_in_message", "Answer to a sign-up"
    STOP_REPLY = "opt_out_message", "Answer to STOP"
    HELP_REPLY = "help_message", "Answer to HELP"
    START_REPLY = "resubscribe_message", "Answer to START"
    APPEAL_LETTER = "appeal_letter", "Letter of an appeal"


class GeneratedDocument(models.Model):
    """One version of a wording, as it was taken over; never changed afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="generated_documents")
    kind = models.CharField(max_length=24, choices=WordingKind.choices)
    subject_kind = models.CharField(max_length=24)
    subject_id = models.UUIDField()
    version = models.PositiveIntegerField()
    text = models.TextField(max_length=8000)
    sha256 = models.BinaryField(max_length=32)
    rulebook = models.CharField(max_length=60)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "kind", "version"], name="generated_document_version_once"
            ),
            models.CheckConstraint(name="generated_document_version_from_one", condition=models.Q(version__gte=1)),
            models.CheckConstraint(
                name="generated_document_kind_known", condition=models.Q(kind__in=WordingKind.values)
            ),
        ]
        triggers = append_only("documents_generated")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.version}"
