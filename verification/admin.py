"""Toll-free briefs in the operator's admin: looked at, never edited; answers change through their verbs."""

from __future__ import annotations

from django.contrib import admin

from portal.accounts.adminsite import ReadOnlyAdmin
from verification.models import TollFreeNumber, TollFreeVerification


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
