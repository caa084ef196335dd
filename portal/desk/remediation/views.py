"""A rejection's pages: its four phases, and the package that goes out again."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brands.answering import answers_shown, code_answers, code_answers_save
from brands.submitting import request_check
from portal.accounts.models import OrganizationKind
from portal.accounts.scoping import actor_of
from portal.common.errors import WrongInput, WrongState
from portal.common.forms import asks
from portal.common.templatetags.parts import code_text
from portal.desk.kinds import FieldLinks, pages_of, problems_with_links
from portal.desk.remediation.package import package_of, write_zip
from portal.desk.remediation.phases import remediation_of
from portal.lifecycle.codes import told_of
from portal.lifecycle.models import Application, Decision
from portal.lifecycle.selectors import application_for, last_rejection


def _asked(request: HttpRequest, reference: str) -> list[forms.Form]:
    """Raises NotFound or WrongState as the page does."""
    return [questions_about(rejected_of(request, reference)[1].codes)]


def questions_about(codes: Sequence[Mapping[str, Any]]) -> forms.Form:
    """The two questions about each code."""
    form = forms.Form()
    for code in codes:
        key, facts = code["key"], {"code": code_text(code["key"])}
        form.fields[f"change-{key}"] = forms.CharField(label=_("What you changed (%(code)s)") % facts)
        form.fields[f"text-{key}"] = forms.CharField(label=_("What the reviewer should know (%(code)s)") % facts)
    return form


@require_http_methods(["GET", "POST"])
@asks(by=_asked)
def rejection(request: HttpRequest, reference: str) -> HttpResponse:
    """The codes in four phases; POST keeps the answers to codes, and comes back to where one was."""
    actor = actor_of(request)
    application, decision = rejected_of(request, reference)
    if request.method == "POST":
        place = request.POST.get("at", "")
        pressed = next((code["key"] for code in decision.codes if place == f"code-{code['key']}"), "")
        _keep(request, application, decision, pressed)
        address = reverse("desk:rejection", args=[application.reference])
        if request.POST.get("act") == "look":
            return _look(request, application) or redirect(address)
        return redirect(f"{address}#{place}" if pressed else address)
    remediation = remediation_of(actor, application, decision)
    context = {
        "application": application,
        "decision": decision,
        "r": remediation,
        "open": remediation.open,
        "shown": answers_shown(application, {card.key: card.answer for card in remediation.cards}),
        "problems": problems_with_links(remediation.faults, FieldLinks(actor, application)),
    }
    return render(request, "desk/customer/rejection.html", context)


def _keep(request: HttpRequest, application: Application, decision: Decision, pressed: str) -> None:
    """Keeps every answer typed and says of each what became of it; ``pressed`` is the code whose button was used."""
    actor, typed = actor_of(request), typed_answers(request)
    outcome = code_answers_save(actor=actor, application=application, answers=typed, shown=request.POST.get("base", ""))
    told = {code["key"]: told_of(code) for code in decision.codes}
    stands = code_answers(actor, application).get(pressed, {})
    worded = bool(stands.get("change") or stands.get("text"))
    kept = [told[key] for key in told if key in outcome.written or (key == pressed and worded)]
    if kept:
        sentence = ngettext(
            "Your answer to %(codes)s is kept. It goes out with the next submission.",
            "Your answers to %(codes)s are kept. They go out with the next submission.",
            len(kept),
        )
        messages.success(request, sentence % {"codes": get_text_list(kept, _("and"))})
    for key in outcome.taken:
        sentence = _("Your answer to %(code)s was taken away. Say what you changed before you submit.")
        messages.warning(request, sentence % {"code": told[key]})
    if pressed and not worded and pressed not in outcome.taken:
        if stands.get("evidence"):
            sentence = _("Nothing is written to %(code)s; its papers go out with the next submission.")
            messages.info(request, sentence % {"code": told[pressed]})
        else:
            messages.error(request, _("Say what you changed for %(code)s.") % {"code": told[pressed]})


def _look(request: HttpRequest, application: Application) -> HttpResponse | None:
    """Has the website checked and leads to that check; says why not where there is none to look at."""
    actor = actor_of(request)
    dossier = pages_of(application).dossier(actor, application)
    try:
        run = request_check(actor=actor, dossier=dossier, trigger="button")
    except WrongInput as refusal:
        messages.error(request, refusal.message)
        return None
    return redirect("webchecks:run", run.id)


def typed_answers(request: HttpRequest) -> dict[str, dict[str, str]]:
    """What a form says to each code: its fields are named `change-CODE` and `text-CODE`."""
    found: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        for part in ("change", "text"):
            if name.startswith(f"{part}-"):
                found.setdefault(name.removeprefix(f"{part}-"), {})[part] = str(value)
    return found


@require_GET
def package(request: HttpRequest, reference: str) -> HttpResponse:
    """What goes out with the resubmission, with what is missing; a page to print, and a file to take along."""
    actor = actor_of(request)
    application, decision = rejected_of(request, reference)
    context = {
        "application": application,
        "decision": decision,
        "package": package_of(actor, application),
        "for_reviewer": actor.organization_kind == OrganizationKind.RESELLER,
    }
    return render(request, "desk/remediation/package.html", context)


@require_POST
def package_file(request: HttpRequest, reference: str) -> FileResponse:
    """The package as one ZIP file, signed; the papers in it are recorded as seen."""
    actor = actor_of(request)
    application, _decision = rejected_of(request, reference)
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_zip(actor, package_of(actor, application), target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{application.reference}-resubmission.zip")


def rejected_of(request: HttpRequest, reference: str) -> tuple[Application, Decision]:
    """An application with its last rejection. Raises NotFound, or WrongState where it was never rejected."""
    application = application_for(actor_of(request), reference=reference)
    decision = last_rejection(application)
    if decision is None:
        raise WrongState(
            _("%(reference)s was not rejected.") % {"reference": application.reference}, state=application.state
        )
    return application, decision
