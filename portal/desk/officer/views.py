"""The compliance officer's pages: find a registration or a number, read the trail."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.models import CampaignNumber
from consent.forms import LookupForm
from consent.selectors import subjects_with
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.audit.selectors import trail_for
from portal.auditpack.selectors import packages_for
from portal.common.actor import Actor
from portal.common.phone import masked
from portal.desk.officer.forms import TrailForm
from portal.lifecycle.papers import paper_subjects
from portal.lifecycle.selectors import applications_for, applications_found, parts_of
from verification.models import TollFreeNumber

PER_PAGE = 25
TRAIL_PAGE = 50


@never_cache
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """One box for a business, registration or reference, one for a phone number.

    A number travels in the body, never in an address; it finds who sends from it and whose consent it stands for.
    """
    actor = actor_of(request)
    actor.require(Permission.TRAIL_VIEW)
    if request.method == "POST":
        return _number(request, actor)
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    page = Paginator(applications_found(actor, words), PER_PAGE).get_page(request.GET.get("page"))
    facts = {"page_obj": page, "q": words, "number_form": LookupForm(), "packages": packages_for(actor)[:5]}
    return render(request, "desk/officer/search.html", facts)


def _number(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = LookupForm(request.POST)
    facts: dict[str, Any] = {"number_form": form, "packages": packages_for(actor)[:5]}
    if not form.is_valid():
        return render(request, "desk/officer/search.html", facts, status=422)
    number = form.cleaned_data["number"]
    senders = Q(subject_id__in=CampaignNumber.objects.filter(number=number).values("campaign_id"))
    senders |= Q(subject_id__in=TollFreeNumber.objects.filter(number=number).values("verification_id"))
    facts["page_obj"] = Paginator(applications_for(actor).filter(senders).order_by("-id"), PER_PAGE).get_page(1)
    facts |= {"looked_up": masked(number), "people": subjects_with(actor, number)}
    return render(request, "desk/officer/search.html", facts)


@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, as far as the actor's organization is a party to it."""
    actor = actor_of(request)
    actor.require(Permission.TRAIL_VIEW)
    form = TrailForm(request.GET)
    rows = _asked(actor, **form.cleaned_data) if form.is_valid() else trail_for(actor).none()
    page = Paginator(rows, TRAIL_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/officer/trail.html", {"page_obj": page, "form": form})


def _asked(actor: Actor, *, registration: str, **filters: Any) -> QuerySet[Any]:
    """The rows that the filters leave; of a registration also those of its parts, under which checks are filed."""
    if not registration:
        return trail_for(actor, **filters)
    found = applications_for(actor).filter(reference=registration.upper()).first()
    return trail_for(actor, subjects=paper_subjects(found, parts_of(found)) if found else [], **filters)
