"""Pages of campaign health."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.accounts.scoping import actor_of
from portal.health.audits import POINTS
from portal.health.selectors import approved_for, audit_of, strays_for

PER_PAGE = 25


@require_GET
def audits(request: HttpRequest) -> HttpResponse:
    """Every approved registration with the day of its next 90-day audit, and what is looked at."""
    page = Paginator(approved_for(actor_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    due = [audit_of(application) for application in page]
    strays = strays_for(actor_of(request))
    context = {"page_obj": page, "audits": due, "points": POINTS, "strays": strays}
    return render(request, "health/audits.html", context)
