"""The trail in the operator's admin: looked at, never changed."""

from __future__ import annotations

from django.contrib import admin

from portal.audit.models import AuditEvent
from portal.common.adminpages import ReadOnlyAdmin


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """Every act."""

    list_display = ("at", "act", "actor_label", "subject_kind", "subject_label", "address")
    list_filter = ("actor_kind", "subject_kind")
    search_fields = ("act", "actor_label", "subject_label", "request_id")
    date_hierarchy = "at"
