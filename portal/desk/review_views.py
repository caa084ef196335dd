"""The reviewer's pages of one application: the decision page, older submissions and what changed between two."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.models import OrganizationKind
from portal.accounts.scoping import actor_of
from portal.common.errors import NotFound, WrongInput
from portal.desk import review_forms as forms
from portal.desk import review_reasons as reasons
from portal.desk import review_registry as registry
from portal.desk.canned_views import with_note
from portal.desk.review_reading import Review, review_of, sections_of
from portal.lifecycle import selectors, services
from portal.lifecycle.codes import code_choices
from portal.lifecycle.models import TemporaryState
from portal.lifecycle.states import State

_VERBS: dict[str, type[forms.VerbForm]] = {
    form.verb: form
    for form in (
        forms.ForwardForm,
        forms.ChangesForm,
        forms.ApprovalForm,
        forms.RejectionForm,
        forms.InformationForm,
        forms.ResolveTerminalForm,
        reasons.SuspendForm,
        reasons.ReinstateForm,
        reasons.RetireForm,
        reasons.AllowReapplyForm,
        reasons.GrantForm,
        reasons.RefuseForm,
        reasons.EndForm,
        reasons.DeclineForm,
        reasons.AmendmentForm,
    )
} | {form.verb: form for form in registry.FORMS}


@require_GET
def decision(request: HttpRequest, reference: str) -> HttpResponse:
    """One application: what was submitted, what speaks for and against it, and what can be decided."""
    review = review_of(actor_of(request), reference)
    offered = verbs_of(review)
    wanted = request.GET.get("do", "")
    verb = wanted if wanted in offered else next(iter(offered), "")
    return _decision_page(request, review, _VERBS[verb](review) if verb else None)


@require_POST
def act(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Carries a decision out, or puts it before a second person where the reseller wants two."""
    actor = actor_of(request)
    review = review_of(actor, reference)
    if verb not in _VERBS:
        raise NotFound()
    if "fill" in request.POST:
        return _decision_page(request, review, with_note(_VERBS[verb](review), review, request.POST))
    form = _VERBS[verb](review, request.POST)
    if form.is_valid():
        try:
            if review.submission and services.needs_second(review.application, review.submission, verb):
                _propose(request, review, verb)
                messages.success(request, _("Your decision waits for a second reviewer."))
            else:
                form.carry_out(actor)
                messages.success(request, _("Recorded."))
            return redirect("desk:review", reference=review.application.reference)
        except WrongInput as refusal:
            form.take(refusal)
    return _decision_page(request, review, form, status=422)


@require_POST
def second(request: HttpRequest, reference: str) -> HttpResponse:
    """Carries out what a colleague proposed, as the second person."""
    actor = actor_of(request)
    review = review_of(actor, reference)
    proposal = review.proposal
    if proposal is None:
        raise NotFound()
    form = _VERBS[proposal.verb](review, _data_of(proposal.arguments))
    if form.is_valid():
        try:
            form.carry_out(actor, proposal_id=proposal.id)
            messages.success(request, _("Recorded, by two people."))
            return redirect("desk:review", reference=review.application.reference)
        except WrongInput as refusal:
            form.take(refusal)
    return _decision_page(request, review, form, status=422)


@require_POST
def claim(request: HttpRequest, reference: str) -> HttpResponse:
    """Claims one application."""
    actor = actor_of(request)
    application = selectors.application_for(actor, reference=reference)
    services.application_claim(application_id=application.id, actor=actor)
    return redirect("desk:review", reference=application.reference)


@require_POST
def release(request: HttpRequest, reference: str) -> HttpResponse:
    """Gives a claimed application back to the queue."""
    actor = actor_of(request)
    application = selectors.application_for(actor, reference=reference)
    services.application_release(application_id=application.id, actor=actor)
    messages.success(request, _("%(reference)s is back in the queue.") % {"reference": application.reference})
    return redirect("desk:queue")


@require_GET
def submission(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One submission as it was handed in."""
    review = review_of(actor_of(request), reference)
    chosen = next((s for s in review.submissions if s.number == number), None)
    if chosen is None:
        raise NotFound()
    facts = {"review": review, "chosen": chosen, "sections": sections_of(review, chosen)}
    return render(request, "desk/review/submission.html", facts)


@require_GET
def diff(request: HttpRequest, reference: str, first: int, then: int) -> HttpResponse:
    """What changed from one submission to another."""
    review = review_of(actor_of(request), reference)
    by_number = {s.number: s for s in review.submissions}
    if first not in by_number or then not in by_number:
        raise NotFound()
    changes = selectors.submission_diff(by_number[first], by_number[then])
    facts = {"review": review, "first": by_number[first], "then": by_number[then], "changes": changes}
    return render(request, "desk/review/diff.html", facts)


@require_GET
def application(request: HttpRequest, reference: str) -> HttpResponse:
    """Leads each side to its own page of an application; notices link here."""
    actor = actor_of(request)
    found = selectors.application_for(actor, reference=reference)
    if actor.organization_kind == OrganizationKind.RESELLER and actor.may("applications:review"):
        return redirect("desk:review", reference=found.reference)
    if actor.organization_kind == OrganizationKind.RESELLER:
        return HttpResponseRedirect(f"{reverse('desk:officer')}?{urlencode({'q': found.reference})}")
    try:
        return redirect("desk:registration", reference=found.reference)
    except NoReverseMatch:
        return redirect("/")


def verbs_of(review: Review) -> list[str]:
    """The verbs the decision page offers now, the likeliest first."""
    state, offered = review.application.state, []
    if review.proposal:
        offered.append("decline_proposal")
    match state:
        case State.UNDER_REVIEW if review.is_mine:
            offered += ["forward", "request_changes"]
        case State.FORWARDED:
            offered += ["record_approval", "record_rejection", "record_information_request"] if review.awaited() else []
            offered += ["forward"] if review.sendable() else []
        case State.REJECTED if selectors.terminal_codes_open(review.application):
            offered.append("resolve_terminal")
        case State.APPROVED:
            if review.amendment and review.amendment.state in ("pending", "forwarded"):
                offered.append("amendment")
            offered += ["suspend", "retire"]
        case State.SUSPENDED:
            offered += ["reinstate", "retire"]
        case State.INELIGIBLE:
            offered.append("allow_reapply")
    return [*offered, *registry.registry_verbs(review), *_temporary_verbs(review)]


def _temporary_verbs(review: Review) -> list[str]:
    if review.temporary and review.temporary.state == TemporaryState.REQUESTED:
        return ["grant_temporary", "refuse_temporary"]
    if review.temporary and review.temporary.state == TemporaryState.GRANTED:
        return ["end_temporary"]
    return []


def _decision_page(
    request: HttpRequest, review: Review, form: forms.VerbForm | None, *, status: int = 200
) -> HttpResponse:
    offered = verbs_of(review)
    facts: dict[str, Any] = {
        "review": review,
        "application": review.application,
        "sections": sections_of(review, review.submission) if review.submission else [],
        "form": form,
        "tabs": [
            {"label": _VERBS[verb].title, "url": f"?do={verb}#decision", "current": form and form.verb == verb}
            for verb in offered
        ],
        "code_choices": code_choices() if isinstance(form, forms.CodesMixin) else [],
        "proposed": _proposed(review),
    }
    return render(request, "desk/review/decision.html", facts, status=status)


def _proposed(review: Review) -> list[tuple[str, str]]:
    if review.proposal is None:
        return []
    form = _VERBS[review.proposal.verb](review)
    given = review.proposal.arguments.items()
    return [
        (str(form.fields[name].label), ", ".join(filter(None, values)))
        for name, values in given
        if name in form.fields and name != "submission_number" and any(values)
    ]


def _propose(request: HttpRequest, review: Review, verb: str) -> None:
    arguments = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    services.application_propose(
        application_id=review.application.id,
        actor=actor_of(request),
        verb=verb,
        arguments=arguments,
        submission_number=review.application.submission_count,
    )


def _data_of(arguments: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in arguments.items():
        data.setlist(name, values)
    return data
