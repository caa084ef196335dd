"""Addresses of the API. A key stands in for signing in, so the pages' sign-in rule does not apply here."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path, re_path
from rest_framework.views import APIView

from portal.api import consent, registrations
from portal.api.base import NothingHere
from portal.api.schema import Docs, Schema

app_name = "api"


def _by_key(view: type[APIView]) -> Any:
    return login_not_required(view.as_view())


urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", _by_key(Schema), name="schema"),
    path("docs/", _by_key(Docs), name="docs"),
    path("lint", _by_key(registrations.Lint), name="lint"),
    path("applications", _by_key(registrations.Applications), name="applications"),
    path("applications/<str:reference>", _by_key(registrations.Application), name="application"),
    path("consent/programs", _by_key(consent.Programs), name="programs"),
    path("consent/events", _by_key(consent.Events), name="events"),
    path("consent/events:batch", _by_key(consent.EventBatch), name="event-batch"),
    path("consent/events/<uuid:event_id>", _by_key(consent.Event), name="event"),
    path("consent/status", _by_key(consent.Status), name="status"),
    path("consent/status:query", _by_key(consent.StatusQuery), name="status-query"),
    path("consent/inbound", _by_key(consent.Inbound), name="inbound"),
    path("outbox", _by_key(consent.Outbox), name="outbox"),
    path("outbox/<uuid:outbox_id>/sent", _by_key(consent.OutboxSent), name="outbox-sent"),
    re_path(r"", _by_key(NothingHere), name="nothing-here"),
]
