"""Applications and their history in the operator's admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin

from portal.accounts.adminsite import VerbAdmin
from portal.accounts.models import Organization
from portal.common.actor import Actor
from portal.common.adminpages import ReadOnlyAdmin
from portal.lifecycle import services
from portal.lifecycle.models import (
    Amendment,
    Appeal,
    Application,
    Confirmation,
    Decision,
    Proposal,
    RegistryRecord,
    Submission,
    TemporaryRegistration,
    TimelineEntry,
)

_REASON = "Decided by the platform operator."


def _suspend(actor: Actor, row: Application) -> object:
    return services.application_suspend(application_id=row.id, actor=actor, reason=_REASON)


def _reinstate(actor: Actor, row: Application) -> object:
    return services.application_reinstate(application_id=row.id, actor=actor, reason=_REASON)


def _retire(actor: Actor, row: Application) -> object:
    return services.application_retire(application_id=row.id, actor=actor, reason=_REASON)


@admin.register(Application)
class ApplicationAdmin(VerbAdmin):
    """Registrations on their way; their states change by verbs."""

    list_display = (
        "reference",
        "kind",
        "subject_title",
        "organization",
        "state",
        "rejections",
        "due_at",
        "assigned_to",
    )
    list_filter = ("state", "kind", "reseller")
    list_select_related = ("organization", "assigned_to")
    search_fields = ("reference", "subject_title", "organization__name")
    verbs: ClassVar[dict[str, Any]] = {
        "suspend": ("Suspend", _suspend),
        "reinstate": ("Reinstate", _reinstate),
        "retire": ("Retire", _retire),
    }

    def organization_of(self, row: Application) -> Organization:
        """The operator acts in the reseller's place."""
        return row.reseller

    def organizations_of(self, row: Application) -> list[Any]:
        """Both sides read it."""
        return [row.organization_id, row.reseller_id]


@admin.register(RegistryRecord)
class RegistryRecordAdmin(ReadOnlyAdmin):
    """Parts at their registries."""

    list_display = ("application", "part_kind", "label", "authority", "status", "external_id", "sent_at", "answered_at")
    list_filter = ("status", "part_kind", "authority")
    list_select_related = ("application",)
    search_fields = ("label", "external_id", "external_reference", "application__reference")


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    """Snapshots; the payload stays sealed."""

    list_display = ("application", "number", "verdict", "rulebook", "by_label", "at")
    list_filter = ("verdict", "profile")
    list_select_related = ("application",)
    search_fields = ("application__reference", "by_label")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """What reviewers decided and recorded."""

    list_display = ("application", "number", "verb", "state_before", "state_after", "part_label", "by_label", "at")
    list_filter = ("verb", "state_after")
    list_select_related = ("application",)
    search_fields = ("application__reference", "by_label", "part_label")


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """Decisions that waited for a second person."""

    list_display = ("application", "verb", "by_label", "at", "closed_at", "outcome")
    list_filter = ("verb", "outcome")
    list_select_related = ("application",)
    search_fields = ("application__reference", "by_label")


@admin.register(TemporaryRegistration)
class TemporaryRegistrationAdmin(ReadOnlyAdmin):
    """Temporary registrations."""

    list_display = ("application", "state", "requested_at", "issued_at", "ended_at", "end_reason", "decided_by")
    list_filter = ("state", "end_reason")
    list_select_related = ("application",)
    search_fields = ("application__reference",)


@admin.register(Amendment)
class AmendmentAdmin(ReadOnlyAdmin):
    """Changes to approved applications."""

    list_display = ("application", "state", "opened_by", "opened_at", "state_since", "applied_at")
    list_filter = ("state",)
    list_select_related = ("application",)
    search_fields = ("application__reference", "opened_by")


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin):
    """Rejections that businesses dispute."""

    list_display = ("application", "decision", "state", "filed_by", "filed_at", "answered_at", "external_reference")
    list_filter = ("state",)
    list_select_related = ("application", "decision__application")
    search_fields = ("application__reference", "filed_by", "external_reference")


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnlyAdmin):
    """What brands' owners have to answer before their registry goes on."""

    list_display = ("record", "kind", "state", "first_sent_at", "last_sent_at", "answered_at")
    list_filter = ("kind", "state")
    list_select_related = ("record__application",)
    search_fields = ("record__label", "record__application__reference")


@admin.register(TimelineEntry)
class TimelineEntryAdmin(ReadOnlyAdmin):
    """The history as both sides read it."""

    list_display = ("at", "application", "verb", "text", "actor_label")
    list_filter = ("verb", "actor_side")
    list_select_related = ("application",)
    search_fields = ("application__reference", "text", "actor_label")
