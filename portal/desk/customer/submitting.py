"""Handing in and coming back: the declaration, the wait for the website check, the rejection's codes, a new start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from brands.answering import answers_shown, code_answers, code_answers_save
from brands.submitting import Dossier, declaration_of, declared, fresh_run, judged
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.actor import Actor
from portal.common.errors import WrongInput, WrongState
from portal.common.forms import asks
from portal.common.requests import leads_back
from portal.desk.customer.asked import notes_of
from portal.desk.customer.forms import CapacityForm
from portal.desk.kinds import FieldLinks, pages_of, problems_with_links
from portal.desk.remediation.phases import code_cards, held_back
from portal.desk.remediation.views import questions_about, typed_answers
from portal.evidence.kinds import DocumentKind
from portal.lifecycle.clocks import attempt_budget
from portal.lifecycle.models import Application, Submission
from portal.lifecycle.selectors import application_for, last_submission, old_codes
from portal.lifecycle.services import application_reapply
from portal.lifecycle.snapshot import differences
from portal.lifecycle.states import State, possible
from portal.webchecks.models import CheckRun
from portal.webchecks.templatetags.checks import item_url

_REASON = "reason-"
_OF_WEBSITE = "website:"
_OF_THE_REGISTRY = frozenset({"brand.external_id"})
"""What a payload carries that is no answer of the business."""


@asks(CapacityForm)
def submit(request: HttpRequest, reference: str) -> HttpResponse:
    """The declaration and, for findings that block, the reasons why they stand."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    actor.require(Permission.REGISTRATION_SUBMIT)
    leads_back(request, reverse("desk:registration", args=[application.reference]), application.reference)
    _guard_possible(application, "submit", _("there is nothing to submit now"))
    dossier = pages_of(application).dossier(actor, application)
    if request.method != "POST":
        return _submit_page(request, actor, dossier, CapacityForm(), {})
    form = CapacityForm(request.POST)
    overrides = {
        name.removeprefix(_REASON): str(value).replace("\0", "").replace("\r\n", "\n").strip()[:1000]
        for name, value in request.POST.items()
        if name.startswith(_REASON) and "\0" not in name and str(value).strip()
    }
    if not form.is_valid():
        return _submit_page(request, actor, dossier, form, overrides, status=422)
    try:
        outcome = pages_of(application).submit(
            actor=actor,
            application=application,
            declaration=declaration_of(actor=actor, capacity=form.cleaned_data["capacity"], kind=application.kind),
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


def _guard_possible(application: Application, verb: str, why_not: str) -> None:
    """Nobody fills in a page whose button can only be refused."""
    verbs = possible(application.state)
    if verb not in verbs:
        sentence = _("%(reference)s is %(state_label)s; %(why_not)s.") % {
            "reference": application.reference,
            "state_label": application.state_inside,
            "why_not": why_not,
        }
        raise WrongState(sentence, state=application.state, possible=verbs)


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
    problems = [*problems_with_links(dossier.faults, links), *held_back(actor, application)]
    run = fresh_run(dossier)
    context = {
        "application": application,
        **notes_of(application, links),
        "form": form,
        "declaration": declared(application.kind),
        "budget": attempt_budget(application),
        "problems": problems,
        "advised": problems_with_links(dossier.advised, links),
        "missing": bool(problems),
        "unchanged": not problems and _is_unchanged(actor, dossier),
        "run": run,
        "web": dossier.web,
        "blocking": _blocking(dossier, run, links, overrides),
    }
    return render(request, "desk/customer/submit.html", context, status=status)


def _blocking(
    dossier: Dossier, run: CheckRun | None, links: FieldLinks, overrides: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What would be rejected, by rule, each with where it is put right and the reason typed for leaving it."""
    blocking: dict[str, list[dict[str, Any]]] = {}
    for finding in judged(dossier, run):
        if finding["severity"] == "error":
            blocking.setdefault(finding["rule"], []).append(finding)
    return [
        {
            "rule": rule,
            "findings": found,
            "url": links[str(found[0]["field"])],
            "seen": item_url(run, rule.removeprefix(_OF_WEBSITE)) if run and rule.startswith(_OF_WEBSITE) else "",
            "name": f"{_REASON}{rule}",
            "reason": overrides.get(rule, ""),
        }
        for rule, found in blocking.items()
    ]


def _is_unchanged(actor: Actor, dossier: Dossier) -> bool:
    """Whether a rejected registration would go in again as it was: no answer differs, no code has a paper."""
    application = dossier.application
    sent = last_submission(application) if application.state == State.REJECTED else None
    if sent is None or any(answer["evidence"] for answer in code_answers(actor, application).values()):
        return False
    return all(change.field in _OF_THE_REGISTRY for change in differences(sent.payload, dossier.payload(actor)))


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


def _solved(request: HttpRequest, reference: str) -> list[forms.Form]:
    """Raises NotFound as the page does."""
    return [questions_about(old_codes(application_for(actor_of(request), reference=reference)))]


@asks(by=_solved)
def apply_again(request: HttpRequest, reference: str) -> HttpResponse:
    """A new application after a final state; after rejections every old code is marked solved with evidence."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    actor.require(Permission.REGISTRATION_SUBMIT)
    if application.is_final and hasattr(application, "superseded_by"):
        return redirect("desk:registration", application.superseded_by.reference)
    leads_back(request, reverse("desk:registration", args=[application.reference]), application.reference)
    _guard_possible(application, "reapply", _("a new application takes the place only of one that has ended"))
    codes = old_codes(application) if application.state == State.INELIGIBLE else []
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        if codes:
            typed, shown = typed_answers(request), request.POST.get("base", "")
            code_answers_save(actor=actor, application=application, answers=typed, shown=shown)
        if request.POST.get("act") != "keep":
            try:
                successor = application_reapply(
                    application_id=application.id, actor=actor, solved=code_answers(actor, application)
                )
            except WrongInput as refusal:
                problems = [
                    {"text": text, "href": f"#code-{key}"} for key, texts in refusal.fields.items() for text in texts
                ]
            else:
                messages.success(request, _("A new application was started; it takes over every answer."))
                return redirect("desk:registration", successor.reference)
    cards = code_cards(actor, application, codes)
    context = {
        "application": application,
        "codes": cards,
        "shown": answers_shown(application, {card.key: card.answer for card in cards}),
        "problems": problems,
        "kinds": _EVIDENCE,
    }
    return render(request, "desk/customer/apply_again.html", context, status=422 if problems else 200)
