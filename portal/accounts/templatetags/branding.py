"""Where the reseller's colours and logo are, for every page."""

from __future__ import annotations

from django import template
from django.urls import reverse

from portal.accounts.branding import digest, stylesheet
from portal.accounts.models import Organization

register = template.Library()


@register.simple_tag
def branding_url(reseller: Organization | str | None) -> str:
    """The address of the reseller's stylesheet, which changes with its colours; empty without colours of its own."""
    if not isinstance(reseller, Organization) or not reseller.accent_colour:
        return ""
    return reverse("accounts:style", args=[reseller.slug, digest(stylesheet(reseller.accent_colour))])
