"""Pages that belong to no subject: the choice of theme and the style guide."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from portal.common.requests import own_page
from portal.common.showcase import showcase
from portal.common.templatetags.parts import THEMES

YEAR = 365 * 24 * 60 * 60
"""Seconds that the choice of theme is kept."""


@login_not_required
@require_POST
def theme_choose(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen theme in a cookie (anything but light or dark means the device's own) and goes back."""
    chosen, response = request.POST.get("theme", ""), redirect(own_page(request.POST.get("next", "")))
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@login_not_required
@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every part with realistic content, for those who write pages."""
    return render(request, "common/styleguide.html", showcase(request))
