"""Toll-free briefs in the operator's admin: looked at, never edited; answers change through their verbs."""

from __future__ import annotations

from django.contrib import admin

from portal.common.adminpages import ReadOnlyAdmin
from verification.models import BulkImport, BulkRow, TollFreeNumber, TollFreeVerification


@admin.register(TollFreeVerification)
class TollFreeVerificationAdmin(ReadOnlyAdmin):
    """Every brief with its business."""

    list_display = ("reference", "legal_name", "business", "message_type", "category", "updated_at")
    list_filter = ("message_type", "opt_in_method", "message_volume")
    search_fields = ("reference", "legal_name", "dba_name", "website", "business__name")
    list_select_related = ("business",)


@admin.register(TollFreeNumber)
class TollFreeNumberAdmin(ReadOnlyAdmin):
    """Every toll-free number with its stored class."""

    list_display = ("number", "label", "business", "verification", "class_of_service", "retest_due")
    list_filter = ("class_of_service", "retest_due")
    search_fields = ("number", "label", "business__name", "verification__reference")
    list_select_related = ("business", "verification")


@admin.register(BulkImport)
class BulkImportAdmin(ReadOnlyAdmin):
    """Files of many numbers."""

    list_display = ("queued_at", "original_name", "business", "stage", "rows_read", "rows_good", "rows_bad", "state")
    list_filter = ("stage", "state")
    search_fields = ("original_name", "business__name", "sha256")
    list_select_related = ("business",)


@admin.register(BulkRow)
class BulkRowAdmin(ReadOnlyAdmin):
    """Rows of such files; the cells stay sealed."""

    list_display = ("bulk_import", "row", "number", "business_name", "result")
    list_filter = ("result",)
    search_fields = ("number", "business_name", "bulk_import__original_name")
    list_select_related = ("bulk_import",)
