"""Website checks in the operator's admin, to look at."""

from __future__ import annotations

from django.contrib import admin

from portal.common.adminpages import ReadOnlyAdmin
from portal.webchecks.models import CheckRun, Observation


@admin.register(CheckRun)
class CheckRunAdmin(ReadOnlyAdmin):
    """Runs."""

    list_display = (
        "url",
        "business",
        "subject_kind",
        "trigger",
        "state",
        "waits_for",
        "not_before",
        "verdict",
        "changed",
        "queued_at",
        "finished_at",
    )
    list_filter = ("state", "waits_for", "verdict", "trigger", "subject_kind", "stage", "retried", "finished_at")
    search_fields = ("url", "host", "site", "waits_at", "legal_name", "dba_name", "id", "subject_id")
    list_select_related = ("business",)
    show_full_result_count = False

    @admin.display(description="changed")
    def changed(self, run: CheckRun) -> int:
        """How many checks came to another verdict than in the run before."""
        return len(run.changes)


@admin.register(Observation)
class ObservationAdmin(ReadOnlyAdmin):
    """Requests of runs."""

    list_display = ("url", "role", "status", "reason", "dialled", "milliseconds", "at")
    list_filter = ("role", "reason", "at")
    search_fields = ("url", "dialled", "run__id")
    show_full_result_count = False
