"""The ledger as the platform operator sees it: read-only, numbers masked."""

from __future__ import annotations

from django.contrib import admin

from consent.models import (
    ConsentEvent,
    ConsentStatus,
    DncApproval,
    DncList,
    DncListed,
    DncRequest,
    EventKey,
    OutboxMessage,
    Program,
    Subject,
    Suppression,
    Wording,
)
from portal.common.adminpages import ReadOnlyAdmin


@admin.register(Program)
class ProgramAdmin(ReadOnlyAdmin):
    """What people consent to."""

    list_display = ("name", "business", "purpose", "double_opt_in", "slug")
    list_filter = ("purpose", "double_opt_in", "stop_scope")
    search_fields = ("name", "slug", "business__name")


@admin.register(Wording)
class WordingAdmin(ReadOnlyAdmin):
    """Versions of what people were shown."""

    list_display = ("program", "version", "method", "published_at", "published_by")
    search_fields = ("program__name", "sha256")


@admin.register(Subject)
class SubjectAdmin(ReadOnlyAdmin):
    """People, by the last digits of their number."""

    list_display = ("__str__", "business", "keep_until", "hold_reason", "erased_at")
    list_filter = ("business",)
    search_fields = ("id",)


@admin.register(ConsentEvent)
class ConsentEventAdmin(ReadOnlyAdmin):
    """The ledger."""

    list_display = ("occurred_at", "type", "method", "program", "subject", "effect", "source")
    list_filter = ("type", "method", "effect", "source")
    list_select_related = ("program", "subject")
    search_fields = ("id", "subject__id")


@admin.register(ConsentStatus)
class ConsentStatusAdmin(ReadOnlyAdmin):
    """Where people stand."""

    list_display = ("subject", "program", "state", "opted_in_at", "opted_out_at")
    list_filter = ("state",)
    list_select_related = ("program", "subject")
    search_fields = ("subject__id", "program__name")


@admin.register(Suppression)
class SuppressionAdmin(ReadOnlyAdmin):
    """Numbers that must stay quiet; they are known by a keyed hash only."""

    list_display = ("business", "program", "since")
    list_filter = ("business",)


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    """Messages owed."""

    list_display = ("due_at", "kind", "program", "subject", "sent_at", "dropped_at", "drop_reason")
    list_filter = ("kind",)
    list_select_related = ("program", "subject")


@admin.register(DncRequest)
class DncRequestAdmin(ReadOnlyAdmin):
    """Requests to be exempt from do-not-call blocking."""

    list_display = ("requested_at", "business", "category", "state", "decided_at", "ends_on")
    list_filter = ("state", "category")
    list_select_related = ("business",)
    search_fields = ("business__name", "external_reference")


@admin.register(DncApproval)
class DncApprovalAdmin(ReadOnlyAdmin):
    """Approvals by recipients, by the last digits of their number."""

    list_display = ("asked_at", "business", "subject", "sender", "approved_at", "withdrawn_at")
    list_select_related = ("business", "subject")
    search_fields = ("business__name", "sender", "subject__id")


@admin.register(DncList)
class DncListAdmin(ReadOnlyAdmin):
    """Lists that numbers are screened against."""

    list_display = ("listed_on", "organization", "original_name", "count", "uploaded_at", "retired_at")
    list_select_related = ("organization",)
    search_fields = ("organization__name", "original_name", "sha256")


@admin.register(DncListed)
class DncListedAdmin(ReadOnlyAdmin):
    """Numbers on lists; they are known by a keyed hash only."""

    list_display = ("id", "list")
    list_select_related = ("list",)
    search_fields = ("list__sha256",)


@admin.register(EventKey)
class EventKeyAdmin(ReadOnlyAdmin):
    """Clients' own ids of recent events, by which a resend is recognized."""

    list_display = ("id", "business", "event_id", "received_at")
    search_fields = ("event_id",)
