"""What the reviewers' desk keeps of its own, in the operator's admin: looked at, never edited."""

from __future__ import annotations

from django.contrib import admin

from portal.common.adminpages import ReadOnlyAdmin
from portal.desk.models import BulkRow, BulkRun, CannedNote, InternalNote, SavedFilter


@admin.register(SavedFilter)
class SavedFilterAdmin(ReadOnlyAdmin):
    """Filters of the queue that reviewers keep under a name."""

    list_display = ("name", "owner", "reseller", "shared", "created_at")
    list_filter = ("shared", "reseller")
    list_select_related = ("owner", "reseller")
    search_fields = ("name", "owner__name", "reseller__name")


@admin.register(BulkRun)
class BulkRunAdmin(ReadOnlyAdmin):
    """Bulk actions."""

    list_display = ("at", "action", "by_label", "reseller")
    list_filter = ("action", "reseller")
    list_select_related = ("reseller",)
    search_fields = ("by_label", "reseller__name")


@admin.register(BulkRow)
class BulkRowAdmin(ReadOnlyAdmin):
    """What became of each row of a bulk action."""

    list_display = ("reference", "run", "value", "outcome", "reason", "at")
    list_filter = ("outcome", "run__action")
    list_select_related = ("run", "application")
    search_fields = ("reference", "value", "reason")


@admin.register(CannedNote)
class CannedNoteAdmin(ReadOnlyAdmin):
    """Texts that reviewers insert into decisions."""

    list_display = ("title", "reseller", "codes", "verbs", "changed_by", "changed_at")
    list_filter = ("reseller",)
    list_select_related = ("reseller",)
    search_fields = ("title", "text", "reseller__name")


@admin.register(InternalNote)
class InternalNoteAdmin(ReadOnlyAdmin):
    """What reviewers tell each other about an application."""

    list_display = ("created_at", "application", "author", "text")
    list_select_related = ("application", "author")
    search_fields = ("application__reference", "author__name", "text")
