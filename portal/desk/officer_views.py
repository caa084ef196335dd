"""The compliance officer's pages: find a registration or a number, read the trail."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.audit.selectors import trail_for
from portal.auditpack.selectors import packages_for
from portal.desk.officer_forms import TrailForm
from portal.lifecycle.selectors import applications_for

PER_PAGE = 25
TRAIL_PAGE = 50


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """One box: business, registration or reference. Numbers are looked up on the page of the ledger."""
    actor = actor_of(request)
    actor.require(Permission.TRAIL_VIEW)
    words = request.GET.get("q", "").strip()[:100]
    rows = applications_for(actor).select_related("organization", "reseller")
    if words:
        named = Q(reference__iexact=words) | Q(subject_title__icontains=words) | Q(organization__name__icontains=words)
        rows = rows.filter(named)
    page = Paginator(rows.order_by("-id"), PER_PAGE).get_page(request.GET.get("page"))
    facts = {"page_obj": page, "q": words, "packages": packages_for(actor)[:5]}
    return render(request, "desk/officer/search.html", facts)


@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, as far as the actor's organization is a party to it."""
    actor = actor_of(request)
    actor.require(Permission.TRAIL_VIEW)
    form = TrailForm(request.GET)
    rows = trail_for(actor, **form.cleaned_data) if form.is_valid() else trail_for(actor).none()
    page = Paginator(rows, TRAIL_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/officer/trail.html", {"page_obj": page, "form": form})
