"""The trail in the operator's admin: looked at, never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.audit.models import AuditEvent


@admin.register(AuditEvent)
class AuditEventAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Every act. The room lies below accounts, so it cannot use the shared shape for read-only tables."""

    list_display = ("at", "act", "actor_label", "subject_kind", "subject_label", "address")
    list_filter = ("actor_kind", "subject_kind")
    search_fields = ("act", "actor_label", "subject_label", "request_id")
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False
    exclude = ("leaf_hash",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
