"""Traffic counts in the operator's admin: looked at, never edited."""

from __future__ import annotations

from django.contrib import admin

from portal.common.adminpages import ReadOnlyAdmin
from portal.health.models import TrafficDay


@admin.register(TrafficDay)
class TrafficDayAdmin(ReadOnlyAdmin):
    """Messages by day, subject and carrier."""

    list_display = ("day", "business", "subject_kind", "carrier", "state", "sent", "delivered", "bounced", "complaints")
    list_filter = ("carrier", "subject_kind")
    list_select_related = ("business",)
    search_fields = ("business__name", "subject_id")
