"""Uploading, looking at and taking away papers."""

from __future__ import annotations

import uuid
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.scoping import actor_of
from portal.common.errors import NotFound, WrongInput
from portal.common.requests import own_page
from portal.evidence.forms import PlaceForm, UploadForm
from portal.evidence.models import Document
from portal.evidence.selectors import document_bytes, document_for
from portal.evidence.services import document_detach, document_store, document_viewed
from portal.evidence.storage import BytesAltered
from portal.evidence.subjects import business_of
from portal.evidence.uploading import was_too_large

_TOO_LARGE: Final = "The file has more than 10 MB. Save it smaller, or upload its pages one by one."
_SANDBOX: Final = "sandbox; default-src 'none'; img-src 'self'; style-src 'none'; frame-ancestors 'self'"


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keeps an uploaded paper and goes back; a refused file comes back with the reason and the form."""
    form = UploadForm(request.POST, request.FILES, kinds=request.POST.getlist("kinds"))
    if was_too_large(request):
        form.is_valid()
        form.errors.pop("file", None)
        form.add_error("file", _TOO_LARGE)
    elif form.is_valid():
        try:
            document = _store(request, form)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("%(name)s is stored.") % {"name": document.original_name})
            return redirect(own_page(form.cleaned_data["next"]))
    return render(
        request,
        "evidence/upload.html",
        {"form": form, "back": own_page(request.POST.get("next", "")), "kinds": request.POST.getlist("kinds")},
        status=422,
    )


@require_POST
def detach(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """Takes a paper away from a subject and goes back."""
    form = PlaceForm(request.POST)
    subject = form.subject() if form.is_valid() else None
    if subject is None:
        raise WrongInput(_("Say from where the paper is to be taken away: use the button beside it."))
    document = document_detach(
        actor=actor_of(request), document_id=document_id, subject=subject, field=form.cleaned_data["field"]
    )
    messages.success(request, _("%(name)s was taken away.") % {"name": document.original_name})
    return redirect(own_page(form.cleaned_data["next"]))


@require_GET
def document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """A paper: its pages as pictures, what it is, its hash."""
    found = document_for(actor_of(request), document_id)
    original = found.derived_from or found
    document_viewed(actor=actor_of(request), document=original)
    renditions = list(original.renditions.order_by("page"))
    text = ""
    if renditions and renditions[0].media_type == "text/plain":
        text = document_bytes(renditions[0]).decode()
    back = own_page(request.GET.get("next", ""))
    return render(
        request, "evidence/document.html", {"document": original, "renditions": renditions, "text": text, "back": back}
    )


@require_GET
def shown(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The picture of a page, by its own id or, for the first page, the original's; never the original bytes."""
    found = document_for(actor_of(request), document_id)
    picture = found if found.derived_from_id else found.renditions.order_by("page").first()
    if picture is None:
        raise NotFound()
    try:
        data = document_bytes(picture)
    except BytesAltered as error:
        raise NotFound(
            _("The picture of this paper cannot be read from storage. Tell whoever runs this portal.")
        ) from error
    kind = "text/plain; charset=utf-8" if picture.media_type == "text/plain" else picture.media_type
    response = HttpResponse(data, content_type=kind)
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Disposition"] = f'inline; filename="{picture.original_name}"'
    response["Cache-Control"] = "private, max-age=3600, immutable"
    return response


def _store(request: HttpRequest, form: UploadForm) -> Document:
    actor = actor_of(request)
    subject = form.subject()
    business_id = business_of(*subject) if subject else actor.organization_id
    if business_id is None:
        raise NotFound()
    return document_store(
        actor=actor,
        business_id=business_id,
        kind=form.cleaned_data["kind"],
        upload=form.cleaned_data["file"],
        subject=subject,
        field=form.cleaned_data["field"],
    )
