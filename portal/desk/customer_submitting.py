"""Handing in and coming back: the declaration, the wait for the website check, the rejection's codes, a new start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from brands.answering import code_answers, code_answers_save
from brands.submitting import DECLARATION, Dossier, declaration_of, fresh_run, judged
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.actor import Actor
from portal.common.errors import WrongInput, WrongState
from portal.desk.customer_forms import CapacityForm
from portal.desk.customer_kinds import FieldLinks, pages_of
from portal.desk.customer_views import problems_with_links
from portal.desk.remediation import code_cards
from portal.desk.remediation_views import typed_answers
from portal.evidence.kinds import DocumentKind
from portal.lifecycle.clocks import attempt_budget
from portal.lifecycle.models import Application, Submission
from portal.lifecycle.selectors import application_for, codes_to_answer, old_codes
from portal.lifecycle.services import application_reapply
from portal.lifecycle.states import State, possible
from portal.webchecks.models import CheckRun

_REASON = "reason-"


def submit(request: HttpRequest, reference: str) -> HttpResponse:
    """The declaration and, for findings that block, the reasons why they stand."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    actor.require(Permission.REGISTRATION_SUBMIT)
    _guard_state(application)
    dossier = pages_of(application).dossier(actor, application)
    if request.method != "POST":
        return _submit_page(request, actor, dossier, CapacityForm(), {})
    form = CapacityForm(request.POST)
    overrides = {
        name.removeprefix(_REASON): str(value).strip()[:1000]
        for name, value in request.POST.items()
        if name.startswith(_REASON) and str(value).strip()
    }
    if not form.is_valid():
        return _submit_page(request, actor, dossier, form, overrides, status=422)
    try:
        outcome = pages_of(application).submit(
            actor=actor,
            application=application,
            declaration=declaration_of(actor=actor, capacity=form.cleaned_data["capacity"]),
            overrides=overrides,
            answers=code_answers(actor, application) if application.state == State.REJECTED else {},
        )
    except WrongInput as refusal:
        form.add_error(None, refusal.message)
        return _submit_page(request, actor, dossier, form, overrides, status=422)
    return _after(request, application, outcome)


def _after(request: HttpRequest, application: Application, outcome: Submission | CheckRun) -> HttpResponse:
    if isinstance(outcome, CheckRun):
        return redirect("desk:waiting", application.reference)
    messages.success(request, _("Submitted. Your provider reviews it next."))
    return redirect("desk:registration", application.reference)


def _guard_state(application: Application) -> None:
    verbs = possible(application.state)
    if "submit" not in verbs:
        raise WrongState(
            f"{application.reference} is {application.state_label.lower()}; there is nothing to submit now.",
            state=application.state,
            possible=verbs,
        )


def _submit_page(
    request: HttpRequest,
    actor: Actor,
    dossier: Dossier,
    form: CapacityForm,
    overrides: Mapping[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    application = dossier.application
    links = FieldLinks(actor, application)
    run = fresh_run(dossier)
    blocking: dict[str, list[dict[str, Any]]] = {}
    for finding in judged(dossier, run):
        if finding["severity"] == "error":
            blocking.setdefault(finding["rule"], []).append(finding)
    context = {
        "application": application,
        "form": form,
        "declaration": DECLARATION,
        "budget": attempt_budget(application),
        "problems": problems_with_links(dossier.faults, links),
        "missing": bool(dossier.faults),
        "run": run,
        "web": dossier.web,
        "blocking": [
            {
                "rule": rule,
                "findings": found,
                "url": links[str(found[0]["field"])],
                "name": f"{_REASON}{rule}",
                "reason": overrides.get(rule, ""),
            }
            for rule, found in blocking.items()
        ],
        "unanswered": _unanswered(actor, application),
    }
    return render(request, "desk/customer/submit.html", context, status=status)


def _unanswered(actor: Actor, application: Application) -> list[str]:
    if application.state != State.REJECTED:
        return []
    answers = code_answers(actor, application)
    return [code["key"] for code in codes_to_answer(application) if not any(answers.get(code["key"], {}).values())]


def waiting(request: HttpRequest, reference: str) -> HttpResponse:
    """The submit waits for the website check; leads on once that has ended."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    address = reverse("desk:registration", args=[application.reference])
    if application.submit_requested_at is None:
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": address})
        return redirect(address)
    run = CheckRun.objects.filter(id=application.submit_check_run or application.id).first()
    return render(request, "desk/customer/waiting.html", {"application": application, "run": run})


_EVIDENCE = (
    DocumentKind.OPTIN_SCREENSHOT,
    DocumentKind.EIN_LETTER,
    DocumentKind.BUSINESS_LICENCE,
    DocumentKind.PRIVACY_POLICY,
    DocumentKind.TERMS,
    DocumentKind.AGE_GATE_SCREENS,
    DocumentKind.OTHER,
)


def apply_again(request: HttpRequest, reference: str) -> HttpResponse:
    """A new application after a final state; after rejections every old code is marked solved with evidence."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    actor.require(Permission.REGISTRATION_SUBMIT)
    codes = old_codes(application) if application.state == State.INELIGIBLE else []
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        if codes:
            code_answers_save(actor=actor, application=application, answers=typed_answers(request))
        if request.POST.get("act") != "keep":
            try:
                successor = application_reapply(
                    application_id=application.id, actor=actor, solved=code_answers(actor, application)
                )
            except WrongInput as refusal:
                problems = [{"text": text, "href": ""} for texts in refusal.fields.values() for text in texts]
            else:
                messages.success(request, _("A new application was started; it takes over every answer."))
                return redirect("desk:registration", successor.reference)
    context = {
        "application": application,
        "codes": code_cards(actor, application, codes),
        "problems": problems,
        "kinds": _EVIDENCE,
    }
    return render(request, "desk/customer/apply_again.html", context, status=422 if problems else 200)
