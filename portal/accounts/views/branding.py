"""A reseller's stylesheet and logo: public, named by their hashes, kept by browsers for a year."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from portal.accounts.branding import digest, stylesheet
from portal.accounts.models import Logo, Organization, OrganizationKind
from portal.common.errors import NotFound

_YEAR: Final = "public, max-age=31536000, immutable"


@login_not_required
@require_safe
def style(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """The reseller's colours. Under the address of an older version the present one is given, but not to be kept."""
    rows = Organization.objects.filter(kind=OrganizationKind.RESELLER)
    text = stylesheet(get_object_or_404(rows, slug=slug).accent_colour)
    if not text:
        raise NotFound()
    kept = _YEAR if digest(text) == version else "no-cache"
    return HttpResponse(text, content_type="text/css; charset=utf-8", headers={"Cache-Control": kept})


@login_not_required
@require_safe
def logo(request: HttpRequest, sha256: str) -> HttpResponse:
    """The logo of that hash."""
    found = get_object_or_404(Logo, sha256=sha256.replace("\0", ""))
    return HttpResponse(bytes(found.data), content_type="image/png", headers={"Cache-Control": _YEAR})
