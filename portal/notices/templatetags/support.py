"""Words about requests for help."""

from __future__ import annotations

from django import template

from portal.notices.services.support import ROUTES

register = template.Library()


@register.filter
def team(kind: str) -> str:
    """Who answers a request of a kind."""
    return ROUTES.get(kind, "")
