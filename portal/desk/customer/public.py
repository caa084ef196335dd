"""The public page of a reseller: how registration works, in plain words and in its name."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.accounts.models import Organization, OrganizationKind
from portal.common.clock import now
from portal.desk.customer.glossary import GLOSSARY
from portal.rules.advice.tables import delays


@login_not_required
def reseller_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Why, what, how long, what goes wrong (source 000; source 003 for toll-free numbers), and the way in."""
    host = get_object_or_404(Organization, slug=slug, kind=OrganizationKind.RESELLER)
    context = {"host": host, "reseller": host, "glossary": GLOSSARY, "delays": delays(now().date())}
    return render(request, "desk/customer/how_it_works.html", context)
