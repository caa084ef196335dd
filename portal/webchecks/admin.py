"""Website checks in the operator's admin, to look at."""

from __future__ import annotations

from django.contrib import admin

from portal.common.adminpages import ReadOnlyAdmin
from portal.webchecks.models import CheckRun, Observation


@admin.register(CheckRun)
class CheckRunAdmin(ReadOnlyAdmin):
    """Runs."""

    list_display = ("url", "business", "subject_kind", "trigger", "state", "verdict", "queued_at", "finished_at")
    list_filter = ("state", "verdict", "trigger", "subject_kind")
    search_fields = ("url", "host", "legal_name", "dba_name", "id", "subject_id")
    list_select_related = ("business",)


@admin.register(Observation)
class ObservationAdmin(ReadOnlyAdmin):
    """Requests of runs."""

    list_display = ("url", "role", "status", "reason", "dialled", "milliseconds", "at")
    list_filter = ("role", "reason")
    search_fields = ("url", "dialled", "run__id")
