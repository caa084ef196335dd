"""Papers and captures in the operator's admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin

from portal.accounts.adminsite import VerbAdmin
from portal.accounts.models import Organization
from portal.common.actor import Actor
from portal.common.adminpages import ReadOnlyAdmin
from portal.evidence.models import Capture, Document, DocumentUse
from portal.evidence.services import document_detach


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """Papers and the pictures made from them."""

    list_display = ("original_name", "kind", "business", "media_type", "size", "pages", "page", "created_at")
    list_filter = ("kind", "media_type")
    list_select_related = ("business",)
    search_fields = ("original_name", "sha256", "business__name")


def _detach(actor: Actor, row: DocumentUse) -> None:
    where = (row.subject_kind, row.subject_id)
    document_detach(actor=actor, document_id=row.document_id, subject=where, field=row.field)


@admin.register(DocumentUse)
class DocumentUseAdmin(VerbAdmin):
    """What papers are attached to."""

    list_display = ("document", "subject_kind", "subject_id", "field", "attached_at", "detached_at")
    list_filter = ("subject_kind",)
    list_select_related = ("document",)
    search_fields = ("document__original_name", "document__sha256", "subject_id")
    verbs: ClassVar = {"document_detach": ("Take the paper away", _detach)}

    def organization_of(self, row: Any) -> Organization:
        business: Organization = row.document.business
        return business


@admin.register(Capture)
class CaptureAdmin(ReadOnlyAdmin):
    """What website checks saw."""

    list_display = ("sha256", "kind", "media_type", "size", "created_at")
    list_filter = ("kind", "media_type")
    search_fields = ("sha256",)
