"""The operator's view of generated wordings."""

from __future__ import annotations

from django.contrib import admin

from portal.common.adminpages import ReadOnlyAdmin
from portal.documents.models import GeneratedDocument


@admin.register(GeneratedDocument)
class GeneratedDocumentAdmin(ReadOnlyAdmin):
    """Versions are append-only."""

    list_display = ("kind", "version", "business", "made_by", "made_at")
    list_filter = ("kind",)
    search_fields = ("business__name", "made_by")
    list_select_related = ("business",)
