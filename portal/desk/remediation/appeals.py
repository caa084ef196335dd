"""The letter of an appeal: prefilled, edited, looked at, kept in versions, filed, taken along as a PDF."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.auditpack.pdf import PdfUnavailableError, make_pdf
from portal.common.errors import WrongInput, WrongState
from portal.common.forms import asks
from portal.desk.remediation.forms import LetterForm
from portal.desk.remediation.views import rejected_of
from portal.documents.appeals import (
    LABELS,
    letter_file,
    letter_keep,
    letter_of,
    letter_parts,
    letter_prefilled,
    letter_text,
    letters_of,
)
from portal.lifecycle.models import Application, Decision
from portal.lifecycle.selectors import application_for
from portal.lifecycle.services import why_no_appeal


@require_http_methods(["GET", "POST"])
@asks(LetterForm)
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """The letter: prefilled, edited, looked at, kept, filed. Open from the second rejection on."""
    actor = actor_of(request)
    application, decision = rejected_of(request, reference)
    letters, why_not = letters_of(actor, application), why_no_appeal(application)
    if request.method != "POST":
        newest = letter_parts(letters[0].text) if letters and letters[0].made_at > decision.at else {}
        form = LetterForm(initial={**letter_prefilled(actor, application), **newest})
        return _letter_page(request, application, decision, form)
    actor.require(Permission.REGISTRATION_SUBMIT)
    if why_not:
        raise WrongState(why_not, code="no_appeal", state=application.state)
    form = LetterForm(request.POST)
    if form.is_valid():
        try:
            return _do(request, application, decision, form)
        except WrongInput as refusal:
            form.take(refusal)
    return _letter_page(request, application, decision, form, status=422)


def _do(request: HttpRequest, application: Application, decision: Decision, form: LetterForm) -> HttpResponse:
    """Shows, keeps or files the letter, as the button says."""
    actor, act, values = actor_of(request), request.POST.get("act"), form.cleaned_data
    if act == "file":
        letter_file(actor=actor, application_id=application.id, values=values)
        messages.success(request, _("The appeal is filed. Your provider sends the letter on."))
        return redirect("desk:appeal", application.reference)
    if act == "keep":
        letter_keep(actor=actor, application_id=application.id, values=values)
        messages.success(request, _("The letter is kept."))
        return redirect("desk:appeal_write", application.reference)
    return _letter_page(request, application, decision, form, preview=letter_text(values))


def _letter_page(
    request: HttpRequest,
    application: Application,
    decision: Decision,
    form: LetterForm,
    *,
    preview: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    why_not = why_no_appeal(application)
    context: dict[str, Any] = {
        "application": application,
        "decision": decision,
        "form": form,
        "why_not": why_not,
        "may_file": not why_not and actor.may(Permission.REGISTRATION_SUBMIT),
        "preview": _lines(preview),
        "letters": letters_of(actor, application),
    }
    return render(request, "desk/customer/rejection_appeal.html", context, status=status)


@require_GET
def letter(request: HttpRequest, reference: str, version: int) -> HttpResponse:
    """A kept letter as a page to print; with `?as=pdf` as a file."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    found = letter_of(actor, application, version)
    facts = {"application": application, "letter": found, "lines": _lines(found.text)}
    if request.GET.get("as") == "pdf":
        try:
            data = make_pdf(render_to_string("documents/appeal.html", facts), base=settings.BASE_DIR / "static")
        except PdfUnavailableError as error:
            messages.error(request, _("%(why)s Print the page instead.") % {"why": error})
        else:
            name = f"{application.reference}-appeal-{version}.pdf"
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return HttpResponse(data, content_type="application/pdf", headers=headers)
    return render(request, "desk/customer/rejection_letter.html", facts)


def _lines(text: str) -> list[tuple[str, str]]:
    parts = letter_parts(text) if text else {}
    return [(label, parts.get(name, "")) for name, label in LABELS.items()] if parts else []
