"""Files and captures, named by the SHA-256 of their bytes, written once."""

from __future__ import annotations

import pgtrigger
from django.db import models

from portal.common.appendonly import append_only
from portal.common.clock import now
from portal.common.ids import uuid7
from portal.evidence.kinds import DocumentKind

_SHA256_HEX = models.Q(sha256__regex=r"^[0-9a-f]{64}$")


class Document(models.Model):
    """A paper of a business, or a picture made from one to be shown (``derived_from``, ``page`` from 1).

    The row and its bytes never change; taking a paper away means ending its use.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    business = models.ForeignKey("accounts.Organization", on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30, choices=DocumentKind.choices)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="Bytes.")
    original_name = models.CharField(max_length=200)
    pages = models.PositiveSmallIntegerField(default=1)
    derived_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="renditions")
    page = models.PositiveSmallIntegerField(default=0, help_text="Page of the original that a derived picture shows.")
    stored_by_id = models.UUIDField(null=True, blank=True)
    stored_by = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["business", "-id"], name="document_business")]
        constraints = [
            models.CheckConstraint(name="document_sha256_hex", condition=_SHA256_HEX),
            models.CheckConstraint(
                name="document_rendition_has_page",
                condition=models.Q(derived_from=None, page=0) | models.Q(derived_from__isnull=False, page__gte=1),
            ),
            models.UniqueConstraint(
                fields=["derived_from", "page"],
                name="document_rendition_once",
                condition=models.Q(derived_from__isnull=False),
            ),
        ]
        triggers = append_only("evidence_document")

    def __str__(self) -> str:
        return self.original_name


class DocumentUse(models.Model):
    """That a paper belongs to a subject (a campaign, say), from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="uses")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    field = models.CharField(max_length=60, blank=True, default="")
    attached_at = models.DateTimeField(default=now, editable=False)
    detached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="document_use_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "subject_kind", "subject_id", "field"],
                name="document_use_once",
                condition=models.Q(detached_at=None),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="evidence_use_no_delete", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="evidence_use_fixed",
                fields=["document", "subject_kind", "subject_id", "field", "attached_at"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} for {self.subject_kind} {self.subject_id}"


class Capture(models.Model):
    """What a website check saw (a page, a certificate), by the SHA-256 of its bytes."""

    sha256 = models.CharField(primary_key=True, max_length=64, editable=False)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    kind = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.CheckConstraint(name="capture_sha256_hex", condition=_SHA256_HEX)]
        triggers = append_only("evidence_capture")

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"
