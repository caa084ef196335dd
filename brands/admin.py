"""Brands in the operator's admin: looked at, never edited; answers change through their verbs."""

from __future__ import annotations

from django.contrib import admin

from brands.models import Brand, CodeAnswer
from portal.common.adminpages import ReadOnlyAdmin


@admin.register(Brand)
class BrandAdmin(ReadOnlyAdmin):
    """Every brand with its business."""

    list_display = ("reference", "legal_name", "dba_name", "business", "entity_type", "vertical", "updated_at")
    list_filter = ("entity_type", "vertical", "reseller")
    search_fields = ("reference", "legal_name", "dba_name", "website", "business__name")
    list_select_related = ("business",)


@admin.register(CodeAnswer)
class CodeAnswerAdmin(ReadOnlyAdmin):
    """What businesses say to the codes of a rejection before they submit again."""

    list_display = ("application", "code", "by", "at")
    search_fields = ("application__reference", "code")
    list_select_related = ("application",)
