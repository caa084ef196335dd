"""Audit packages in the operator's admin: who asked for which and why; the files are handed out by the portal alone."""

from __future__ import annotations

from django.contrib import admin

from portal.auditpack.models import AuditPackage
from portal.common.adminpages import ReadOnlyAdmin


@admin.register(AuditPackage)
class AuditPackageAdmin(ReadOnlyAdmin):
    """Every package with its business and purpose."""

    list_display = ("reference", "business", "application", "scope", "asked_by", "state", "full_numbers", "expires_at")
    list_filter = ("state", "scope", "full_numbers")
    list_select_related = ("business", "application")
    search_fields = ("reference", "business__name", "application__reference", "purpose")
