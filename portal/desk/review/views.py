"""The reviewer's pages of one application: the decision page, older submissions and what changed between two."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.models import OrganizationKind
from portal.accounts.scoping import actor_of
from portal.common.clock import now
from portal.common.errors import NotFound, Refusal, WrongInput
from portal.common.forms import asks
from portal.common.requests import leads_back
from portal.desk.review import forms, reasons, registry
from portal.desk.review.canned.views import with_note
from portal.desk.review.queue.place import queue_url, remembered
from portal.desk.review.queue.views import to_the_next
from portal.desk.review.reading import Review, review_of, sections_of
from portal.desk.review.verb_form import CodesMixin, VerbForm
from portal.lifecycle import selectors, services
from portal.lifecycle.codes import code_choices
from portal.lifecycle.models import Application, TemporaryState
from portal.lifecycle.states import State
from portal.notices.services import notices_mark_read

_VERBS: dict[str, type[VerbForm]] = {
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
    return _decision_page(request, review, _VERBS[verb](review) if verb else None, offered=offered)


def _asked(request: HttpRequest, reference: str, verb: str) -> list[Any]:
    """The verb's form, with its choices as long as the reviewer may see the application. Raises NotFound."""
    if verb not in _VERBS:
        raise NotFound()
    try:
        return [_VERBS[verb](review_of(actor_of(request), reference))]
    except Refusal:
        return [_VERBS[verb]]


@require_POST
@asks(by=_asked)
def act(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Carries a decision out, or puts it before a second person where the reseller wants two."""
    actor = actor_of(request)
    review = review_of(actor, reference)
    if verb not in _VERBS:
        raise NotFound()
    _judge(request, review, verb)
    if "fill" in request.POST:
        blank = _VERBS[verb](review, initial={"found": request.POST.get("found", "")})
        return _decision_page(request, review, with_note(blank, actor, request.POST, application=review.application))
    form = _VERBS[verb](review, request.POST)
    if form.is_valid():
        try:
            if form.takes_two:
                _propose(request, review, form)
                told, then = _("%(reference)s: your decision waits for a second reviewer."), ""
            else:
                form.carry_out(actor)
                told, then = _("%(reference)s: recorded."), services.next_step_told(review.application.id, actor)
            told %= {"reference": review.application.reference}
            messages.success(request, f"{told} {then}".strip())
            return _onward(request, review)
        except WrongInput as refusal:
            form.take(refusal)
    elif verb not in (*_open_verbs(review), reasons.DeclineForm.verb):
        raise services.not_open(review.application, str(form.title))
    return _decision_page(request, review, form, status=422)


def _judge(request: HttpRequest, review: Review, verb: str) -> None:
    """Raises what speaks against the verb whatever is answered: the page may be older than another decision."""
    _leads_back(request, review.application)
    seen = request.POST.get("submission_number", "")
    number = int(seen) if seen.isdecimal() and len(seen) < 10 else None
    services.guard_decision(review.application, review.actor, verb, number)
    if verb == reasons.DeclineForm.verb:
        reasons.open_proposal(review, request.POST.get("proposal", ""))


def _leads_back(request: HttpRequest, application: Application) -> None:
    leads_back(request, reverse("desk:review", args=[application.reference]), application.reference)


def _onward(request: HttpRequest, review: Review) -> HttpResponse:
    """To the next application under the queue's filter where the reviewer asked for it, else to the same one.

    What the bell told of the application is settled by the decision.
    """
    notices_mark_read(actor=review.actor, subject_id=review.application.id)
    if "next" in request.POST:
        return to_the_next(request, review.actor, remembered(request))
    return redirect("desk:review", reference=review.application.reference)


@require_POST
def second(request: HttpRequest, reference: str) -> HttpResponse:
    """Carries out what a colleague proposed, as the second person."""
    actor = actor_of(request)
    review = review_of(actor, reference)
    _leads_back(request, review.application)
    proposal = reasons.open_proposal(review, request.POST.get("proposal", ""))
    form = _VERBS[proposal.verb](review, _data_of(proposal.arguments))
    if form.is_valid():
        try:
            form.carry_out(actor, proposal_id=proposal.id)
            told = _("%(reference)s: recorded, by two people.") % {"reference": review.application.reference}
            messages.success(request, told)
            return redirect("desk:review", reference=review.application.reference)
        except WrongInput as refusal:
            form.take(refusal)
    return _decision_page(request, review, form, status=422)


@require_POST
def claim(request: HttpRequest, reference: str) -> HttpResponse:
    """Claims one application."""
    actor = actor_of(request)
    application = selectors.application_for(actor, reference=reference)
    _leads_back(request, application)
    services.application_claim(application_id=application.id, actor=actor)
    notices_mark_read(actor=actor, subject_id=application.id)
    return redirect("desk:review", reference=application.reference)


@require_POST
def release(request: HttpRequest, reference: str) -> HttpResponse:
    """Gives a claimed application back to the queue."""
    actor = actor_of(request)
    application = selectors.application_for(actor, reference=reference)
    _leads_back(request, application)
    services.application_release(application_id=application.id, actor=actor)
    messages.success(request, _("%(reference)s is back in the queue.") % {"reference": application.reference})
    return redirect(queue_url(request))


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
        return redirect("desk:history", reference=found.reference)
    return redirect("desk:registration", reference=found.reference)


def verbs_of(review: Review) -> list[str]:
    """The verbs the decision page offers now, the likeliest first."""
    offered = _open_verbs(review)
    if review.proposal is None:
        return offered
    held = review.proposal.verb if _takes_second(review) else ""
    return [*(verb for verb in offered if verb != held), "decline_proposal"]


def _takes_second(review: Review) -> bool:
    """Whether what was proposed still takes two people: the reseller may have switched that off since."""
    proposal = review.proposal
    return proposal is not None and services.needs_second(review.application, proposal.submission, proposal.verb)


def _open_verbs(review: Review) -> list[str]:
    """The verbs that are possible now, but for a proposal."""
    state, offered = review.application.state, []
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
    request: HttpRequest,
    review: Review,
    form: VerbForm | None,
    *,
    status: int = 200,
    offered: list[str] | None = None,
) -> HttpResponse:
    facts: dict[str, Any] = {
        "review": review,
        "application": review.application,
        "overdue": review.application.due_at is not None and review.application.due_at < now(),
        "sections": sections_of(review, review.submission) if review.submission else [],
        "form": form,
        "tabs": [
            _tab(verb, current=form is not None and form.verb == verb)
            for verb in (verbs_of(review) if offered is None else offered)
        ],
        "code_choices": code_choices() if isinstance(form, CodesMixin) else [],
        "proposed": _proposed(review),
        "takes_second": _takes_second(review),
        "proposal_title": _VERBS[review.proposal.verb].title if review.proposal else "",
    }
    return render(request, "desk/review/decision.html", facts, status=status)


def _tab(verb: str, *, current: bool) -> dict[str, Any]:
    """The tab of a verb; the one that is open is only gone to, so that nothing typed there is lost."""
    return {"label": _VERBS[verb].title, "url": "#decision" if current else f"?do={verb}#decision", "current": current}


def _proposed(review: Review) -> list[tuple[str, str]]:
    if review.proposal is None:
        return []
    form = _VERBS[review.proposal.verb](review, _data_of(review.proposal.arguments))
    given = review.proposal.arguments.items()
    return [
        (str(form.fields[name].label), ", ".join(_in_words(form, name, value) for value in values if value))
        for name, values in given
        if name in form.fields and name not in ("submission_number", "found") and any(values)
    ]


def _in_words(form: VerbForm, name: str, value: str) -> str:
    """A value of a proposal as its form words it; codes by their keys."""
    choices = dict(getattr(form.fields[name], "choices", ())) if name != "codes" else {}
    return str(choices.get(value, value))


def _propose(request: HttpRequest, review: Review, form: VerbForm) -> None:
    form.guard_proposal()
    services.application_propose(
        application_id=review.application.id,
        actor=actor_of(request),
        verb=form.verb,
        arguments=form.typed(request.POST),
        submission_number=review.application.submission_count,
    )


def _data_of(arguments: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in arguments.items():
        data.setlist(name, values)
    return data
