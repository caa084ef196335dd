"""The reseller's branding: its logo, and how its colour looks where it is used."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.branding import contrast, palette
from portal.accounts.forms import VerbForm
from portal.accounts.models import Logo, Organization, OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.accounts.selectors import organization_for
from portal.accounts.services.settings import organization_logo_remove, organization_logo_set
from portal.common.errors import NotFound, WrongInput
from portal.evidence.limits import IMAGE_TYPES
from portal.evidence.rendering import render as decode
from portal.evidence.sniffing import media_type_of
from portal.evidence.uploading import was_too_large

_NO_PICTURE = gettext_lazy("Choose a picture: PNG, JPEG, GIF or WebP. Drawings such as SVG or PDF: save them as PNG.")


class LogoForm(VerbForm):
    """A picture to put in the head of pages and e-mails."""

    file = forms.FileField(
        label=gettext_lazy("Logo"),
        max_length=255,
        help_text=gettext_lazy("PNG, JPEG, GIF or WebP, best 480 by 120 pixels on a clear ground. It is drawn anew."),
        error_messages={"required": _NO_PICTURE, "empty": _NO_PICTURE},
    )


@require_http_methods(["GET", "POST"])
def branding(request: HttpRequest) -> HttpResponse:
    """Logo and colour of the reseller acted for; POST uploads a logo."""
    reseller = _reseller(request)
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    if request.method == "POST" and _stored(request, form):
        messages.success(request, _("The logo is in place, on pages and in e-mails from now on."))
        return redirect("desk:branding")
    made = palette(reseller.accent_colour)
    page = {
        "form": form,
        "host": reseller,
        "logo": Logo.objects.filter(sha256=reseller.logo_sha256).first() if reseller.logo_sha256 else None,
        "contrasts": [
            (_("Links on a light page"), f"{contrast(made.accent, '#f6f6f3'):.1f}"),
            (_("Words on a light button"), f"{contrast(made.accent, made.on_accent):.1f}"),
            (_("Links on a dark page"), f"{contrast(made.dark_accent, '#181b21'):.1f}"),
            (_("Words on a dark button"), f"{contrast(made.dark_accent, made.dark_on_accent):.1f}"),
        ],
    }
    return render(request, "desk/review/branding.html", page, status=422 if form.is_bound else 200)


@require_POST
def logo_remove(request: HttpRequest) -> HttpResponse:
    """Takes the logo off."""
    _reseller(request)
    organization_logo_remove(actor=actor_of(request))
    messages.success(request, _("The logo is gone; your name stands in its place."))
    return redirect("desk:branding")


def _stored(request: HttpRequest, form: LogoForm) -> bool:
    if was_too_large(request):
        form.is_valid()
        form.errors.pop("file", None)
        form.add_error("file", _("The picture has more than 10 MB. Save it smaller and upload that."))
        return False
    if not form.is_valid():
        return False
    try:
        data = form.cleaned_data["file"].read()
        kind = media_type_of(data)
        if kind not in IMAGE_TYPES:
            raise WrongInput(str(_NO_PICTURE), fields={"file": [str(_NO_PICTURE)]})
        actor = actor_of(request)
        decoded = decode(data, media_type=kind, organization_id=actor.organization_id)
        organization_logo_set(actor=actor, decoded=decoded.shown[0].data)
    except WrongInput as refusal:
        form.add_refusal(refusal)
        return False
    return True


def _reseller(request: HttpRequest) -> Organization:
    actor = actor_of(request)
    actor.require(Permission.SETTINGS_MANAGE)
    if actor.organization_id is None or actor.organization_kind != OrganizationKind.RESELLER:
        raise NotFound(_("Pages carry the branding of your reseller."))
    return organization_for(actor, actor.organization_id)
