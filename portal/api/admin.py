"""Webhooks and kept answers in the operator's admin: looked at, never edited; secrets stay sealed."""

from __future__ import annotations

from django.contrib import admin

from portal.api.models import IdempotentAnswer, WebhookDelivery, WebhookEndpoint
from portal.common.adminpages import ReadOnlyAdmin


@admin.register(IdempotentAnswer)
class IdempotentAnswerAdmin(ReadOnlyAdmin):
    """Answers kept under a client's key."""

    list_display = ("created_at", "api_key", "status")
    list_select_related = ("api_key",)
    search_fields = ("api_key__prefix", "api_key__name")


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ReadOnlyAdmin):
    """Addresses that are told of events."""

    list_display = ("url", "organization", "active", "paused_reason", "created_at")
    list_filter = ("active",)
    list_select_related = ("organization",)
    search_fields = ("url", "description", "organization__name")


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    """Events on their way."""

    list_display = ("occurred_at", "event", "endpoint", "try_count", "response_status", "delivered_at", "dead_at")
    list_filter = ("event",)
    list_select_related = ("endpoint",)
    search_fields = ("event_id", "endpoint__url")
