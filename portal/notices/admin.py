"""Notices, e-mails and requests for help in the operator's admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin

from portal.accounts.adminsite import MASK, VerbAdmin
from portal.accounts.models import Organization
from portal.common.actor import Actor
from portal.common.adminpages import ReadOnlyAdmin
from portal.notices.models import EmailMessage, EmailPreference, Notice, SupportPost, SupportRequest
from portal.notices.services.support import support_close


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    """Lines that people were shown."""

    list_display = ("created_at", "user", "organization", "event", "text", "read_at")
    list_filter = ("event",)
    list_select_related = ("user", "organization")
    search_fields = ("text", "user__email", "organization__name")


@admin.register(EmailMessage)
class EmailMessageAdmin(ReadOnlyAdmin):
    """E-mails on their way; address and words stay sealed."""

    list_display = ("queued_at", "event", "title", "receiver", "state", "attempts", "sent_at", "failure")
    list_filter = ("state", "event")
    search_fields = ("title", "failure")

    @admin.display(description="to")
    def receiver(self, row: EmailMessage) -> str:
        """Dots: the address is encrypted."""
        return MASK


@admin.register(EmailPreference)
class EmailPreferenceAdmin(ReadOnlyAdmin):
    """Who wants which e-mails."""

    list_display = ("user", "event", "mode")
    list_filter = ("event", "mode")
    list_select_related = ("user",)
    search_fields = ("user__email",)


def _close(actor: Actor, row: SupportRequest) -> None:
    support_close(actor=actor, request_id=row.id)


@admin.register(SupportRequest)
class SupportRequestAdmin(VerbAdmin):
    """Requests for help."""

    list_display = ("reference", "business", "kind", "title", "state", "due_at", "opened_at")
    list_filter = ("state", "kind")
    list_select_related = ("business",)
    search_fields = ("reference", "title", "business__name")
    verbs: ClassVar = {"support_close": ("Close the request", _close)}

    def organization_of(self, row: Any) -> Organization:
        business: Organization = row.business
        return business


@admin.register(SupportPost)
class SupportPostAdmin(ReadOnlyAdmin):
    """Messages in the threads."""

    list_display = ("created_at", "request", "author", "from_reseller", "text")
    list_filter = ("from_reseller",)
    list_select_related = ("request", "author")
    search_fields = ("text", "request__reference")
