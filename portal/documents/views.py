"""The wording builder of a campaign."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.selectors import campaign_application, campaign_for
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.errors import NotFound, Refusal, WrongPerson
from portal.documents.forms import WordingForm
from portal.documents.models import WordingKind
from portal.documents.selectors import generated_for, wording_facts
from portal.documents.services import wording_take
from portal.documents.wordings import wordings_from


@require_http_methods(["GET", "POST"])
def wordings(request: HttpRequest) -> HttpResponse:
    """The wordings of the campaign named by ``campaign``; POST takes one of them over."""
    data = request.POST if request.method == "POST" else request.GET
    try:
        campaign_id = uuid.UUID(data.get("campaign", ""))
    except ValueError as error:
        raise NotFound("Open the wordings from the campaign they are for.") from error
    form = WordingForm({"template": data.get("template", ""), "count": data.get("count") or 4})
    template, count = form.choices()
    actor = actor_of(request)
    if request.method == "POST":
        return _take(request, campaign_id, template, count)
    campaign = campaign_for(actor, campaign_id)
    context = {
        "campaign": campaign,
        "application": campaign_application(campaign),
        "form": form,
        "template": template,
        "count": count,
        "wordings": wordings_from(wording_facts(campaign, count=count), template),
        "kept": generated_for(actor, subject=("campaign", campaign.id)),
        "may_edit": actor.may(Permission.REGISTRATION_EDIT),
    }
    return render(request, "documents/wordings.html", context)


def _take(request: HttpRequest, campaign_id: uuid.UUID, template: str, count: int) -> HttpResponse:
    kind = request.POST.get("kind", "")
    try:
        row = wording_take(actor=actor_of(request), campaign_id=campaign_id, kind=kind, template=template, count=count)
    except (NotFound, WrongPerson):
        raise
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        kept_only = row.kind == WordingKind.POLICY_SECTION
        text = _("%(name)s is kept. Put it on the website.") if kept_only else _("%(name)s is in the campaign now.")
        messages.success(request, text % {"name": str(row)})
    query = urlencode({"campaign": campaign_id, "template": template, "count": count})
    return redirect(f"{reverse('documents:wordings')}?{query}")
