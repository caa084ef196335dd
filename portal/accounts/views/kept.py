"""Forms that came too late and were kept: to be sent again, or put away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.accounts import keeping
from portal.accounts.retelling import in_words


@never_cache
@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """What was typed, form by form, each with the button that sends it to where it was meant to go."""
    forms = [(form, in_words(request, form)) for form in keeping.kept_forms(request)]
    facts = {"forms": forms, "field": keeping.FIELD, "hours": keeping.HOURS}
    return render(request, "accounts/kept.html", facts)


@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """Forgets a kept form."""
    keeping.put_away(request, request.POST.get(keeping.FIELD, ""))
    messages.success(request, _("What was typed there is forgotten."))
    return redirect("accounts:kept")
