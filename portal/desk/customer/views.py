"""The customer's pages: home, a registration's tasks, its answers, its history."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brands.submitting import request_check
from portal.accounts.models import OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.clock import day_in, now, told_day
from portal.common.errors import NotFound, WrongInput, WrongState
from portal.common.forms import asks
from portal.common.phone import for_people
from portal.desk.customer.asked import asked_of, notes_of
from portal.desk.customer.forms import NoteForm, StartForm
from portal.desk.customer.guidance import amendment_of, guide_of, next_step
from portal.desk.customer.kin import kin_of
from portal.desk.customer.needs import needs_of
from portal.desk.customer.standing import numbers_by_application, standing_for
from portal.desk.customer.temporary import clocks_of_temporary
from portal.desk.kinds import FieldLinks, pages_of, problems_with_links, registration_open
from portal.desk.numbers.history import PER_PAGE, history_for, lines_of
from portal.desk.numbers.reading import NumberRow, registration_answers
from portal.desk.numbers.rules import ASKS
from portal.desk.numbers.sending import SendAnswer
from portal.desk.remediation.phases import held_back
from portal.lifecycle.clocklist import Clock, clocks_of
from portal.lifecycle.clocks import attempt_budget
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.papers import SUBJECT_KINDS
from portal.lifecycle.selectors import (
    application_for,
    applications_for,
    live_temporary,
    submission_diff,
    submission_for,
    submissions_for,
    temporaries_of,
    temporary_end,
)
from portal.lifecycle.services import application_withdraw, temporary_request, why_no_appeal, why_no_temporary
from portal.lifecycle.states import TEMPORARY_ALLOWED, State, possible
from portal.lifecycle.tasklist import done_and_total, next_of
from portal.rules.advice.tables import delays
from portal.webchecks.scheduling import next_check_of
from portal.webchecks.selectors import latest_finished, latest_runs, open_run

HOME_PAGE = 20
REGISTRY_WAITS = (State.PENDING, State.UNDER_REVIEW, State.FORWARDED)
"""States in which an answer is expected from others."""
_STEPS = ("part_", "brand_id", "carriers")


def home(request: HttpRequest) -> HttpResponse:
    """What needs me now, for people of a business; reviewers and officers are led to their own desks."""
    actor = actor_of(request)
    if actor.organization_id is None:
        return redirect("admin:index") if request.user.is_staff else render(request, "desk/customer/nobody.html")
    if actor.may(Permission.APPLICATION_REVIEW):
        return redirect("/review/")
    if actor.role == "compliance_officer":
        return redirect("/officer/")
    page = Paginator(applications_for(actor).order_by("-id"), HOME_PAGE).get_page(request.GET.get("page"))
    applications = list(page.object_list)
    numbers = numbers_by_application(applications)
    answers, runs = registration_answers(applications, numbers, now()), latest_runs(a.subject_id for a in applications)
    rows = [
        _row(each, answers.get(each.id), numbers.get(each.id, ())) | {"run": runs.get(each.subject_id)}
        for each in applications
    ]
    context = {
        "page_obj": page,
        "rows": [row for row in rows if not row["application"].is_final],
        "over": [row for row in rows if row["application"].is_final],
        "needs": needs_of(actor, numbers, answers={one: answers[one.id] for one in applications if one.id in answers}),
        "waits": REGISTRY_WAITS,
        "may_start": actor.may(Permission.REGISTRATION_EDIT),
    }
    return render(request, "desk/customer/home.html", context)


def _row(application: Application, answer: SendAnswer | None, numbers: Sequence[NumberRow] = ()) -> dict[str, Any]:
    return {
        "application": application,
        "answer": answer,
        "numbers": len(numbers),
        "sending": sum(row.answer.can for row in numbers),
        "may_ask_temporary": application.state in TEMPORARY_ALLOWED and application.kind == Kind.SMS_MMS,
        "budget": attempt_budget(application),
        "url": reverse("desk:registration", args=[application.reference]),
    }


@asks(StartForm)
def start(request: HttpRequest) -> HttpResponse:
    """Chooses the kind of registration; people whose messages another service carries are told to register there.

    Where there may be one registration only, the one that is open already is led to.
    """
    actor = actor_of(request)
    actor.require(Permission.REGISTRATION_EDIT)
    form = StartForm(request.POST if request.method == "POST" else None, initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["carrier"] == "other":
            return render(request, "desk/customer/elsewhere.html")
        business = request.membership.organization  # type: ignore[attr-defined]
        if business.kind != OrganizationKind.BUSINESS:
            raise WrongState(_("Only a business can start a registration."), state="reseller")
        try:
            reference = registration_open(actor=actor, business=business, kind=form.cleaned_data["kind"]).reference
        except WrongState as refusal:
            messages.info(request, refusal.message)
            reference = refusal.facts["reference"]
        return redirect("desk:registration", reference)
    context = {"form": form, "delays": delays(now().date())}
    return render(request, "desk/customer/start.html", context, status=422 if form.errors else 200)


def registration(request: HttpRequest, reference: str) -> HttpResponse:
    """One registration: where it stands, its clocks, its tasks."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    dossier = pages_of(application).dossier(actor, application)
    asked = asked_of(actor, application, dossier, pages_of(application).tasks(actor, application))
    done, total = done_and_total(asked["groups"])
    answer, waits_for_me = standing_for(application), application.state in (State.APPROVED, State.SUSPENDED)
    context = {
        **_row(application, answer),
        "may_ask_temporary": answer is not None and answer.rule in ASKS and not why_no_temporary(application),
        "temporary": live_temporary(application),
        "amendment": amendment_of(application),
        "kin": kin_of(application),
        "next_step": next_step(actor, application, answer) if waits_for_me else None,
        **asked,
        "done": done,
        "total": total,
        "next_task": next_of(asked["groups"]),
        **_clocks(application),
        "may_submit": "submit" in possible(application.state) and actor.may(Permission.REGISTRATION_SUBMIT),
        "may_edit": actor.may(Permission.REGISTRATION_EDIT),
        "may_appeal": not why_no_appeal(application) or application.appeals.exists(),
        "may_withdraw": "withdraw" in possible(application.state) and actor.may(Permission.REGISTRATION_SUBMIT),
        "may_reapply": application.is_final and actor.may(Permission.REGISTRATION_SUBMIT),
        "web": dossier.web,
        "run": latest_finished(dossier.subject),
        "running": open_run(dossier.subject),
        **guide_of(application, answer),
        "answers_open": "submit" in possible(application.state),
    }
    return render(request, "desk/customer/registration.html", context)


def _clocks(application: Application) -> dict[str, Any]:
    """The clocks that the business lives by, and apart from them those of the single steps at the registry.

    The reviewer's claim is no concern of the business.
    """
    running = [clock for clock in clocks_of(application) if clock.key != "claim"]
    steps = [clock for clock in running if clock.key.startswith(_STEPS)]
    clocks: list[Clock | dict[str, Any]] = [clock for clock in running if clock not in steps]
    again = next_check_of((SUBJECT_KINDS[Kind(application.kind)], application.subject_id))
    if again:
        day = told_day(day_in(application.reseller.time_zone, max(again.at, now())))
        hint = _("Reviewers and carriers may open your website at any time.")
        clocks.append({"label": _("Website checked again"), "text": day, "hint": hint, "tone": "info"})
    return {"clocks": clocks, "steps": steps}


def check_answers(request: HttpRequest, reference: str) -> HttpResponse:
    """Every answer on one page, each with the way to change it, and what is still missing."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    pages = pages_of(application)
    dossier, links = pages.dossier(actor, application), FieldLinks(actor, application)
    editable = "submit" in possible(application.state) and actor.may(Permission.REGISTRATION_EDIT)
    sections = [
        _section(section["title"], [_answer(row, links, editable) for row in section["rows"]])
        for section in dossier.payload(actor)["sections"]
    ]
    context = {
        "application": application,
        **notes_of(application, links),
        "sections": sections,
        "problems": [*problems_with_links(dossier.faults, links), *held_back(actor, application)],
        "advised": problems_with_links(dossier.advised, links),
        "findings": [
            *(finding for finding in dossier.report.findings if finding.severity in ("error", "warning")),
            *dossier.report.silenced,
        ],
        "web": dossier.web,
        "run": latest_finished(dossier.subject),
        "may_submit": editable and actor.may(Permission.REGISTRATION_SUBMIT),
    }
    return render(request, "desk/customer/check_answers.html", context)


def _section(title: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What was answered, and apart from it what was left open."""
    given = [row for row in rows if row["value"] not in ("", None)]
    return {"title": title, "given": given, "open": [row for row in rows if row not in given]}


def _answer(row: Mapping[str, Any], links: FieldLinks, editable: bool) -> dict[str, Any]:
    value = row["value"]
    if isinstance(value, list):
        lines = [item.get("name") or item.get("number") or "" if isinstance(item, dict) else item for item in value]
        value = format_html_join(SafeString("<br>"), "{}", ((_as_typed(line),) for line in lines))
    return {"label": row["label"], "value": _as_typed(value), "change_url": links[row["field"]] if editable else ""}


def _as_typed(value: Any) -> Any:
    """A stored number as people write it; everything else as it is."""
    return for_people(value) if isinstance(value, str) and _E164.fullmatch(value) else value


_E164 = re.compile(r"\+\d{8,15}")


def website_check(request: HttpRequest, reference: str) -> HttpResponse:
    """The website check of a registration: what it looks at, its last result, and the button that starts it."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    dossier = pages_of(application).dossier(actor, application)
    context: dict[str, Any] = {
        "application": application,
        "web": dossier.web,
        "run": latest_finished(dossier.subject),
        "may_edit": actor.may(Permission.REGISTRATION_EDIT),
    }
    if request.method == "POST":
        try:
            run = request_check(actor=actor, dossier=dossier, trigger="button")
        except WrongInput as refusal:
            messages.error(request, refusal.message)
        else:
            if run.finished_at is not None:
                ago = max(1, round((now() - run.finished_at).total_seconds()))
                words = ngettext(
                    "This website was checked %(ago)d second ago; here is what was found.",
                    "This website was checked %(ago)d seconds ago; here is what was found.",
                    ago,
                )
                messages.info(request, words % {"ago": ago})
            return redirect(f"/checks/{run.id}/")
    context["running"] = open_run(dossier.subject)
    return render(request, "desk/customer/website_check.html", context)


def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that happened, in plain words, and every submission."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    page = Paginator(history_for(actor, application), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "application": application,
        "page_obj": page,
        "entries": lines_of(actor, page.object_list, of_one=True),
        "submissions": submissions_for(actor, application),
    }
    return render(request, "desk/customer/history.html", context)


def changes(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What a resubmission changed, and which code each answer was for."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    after = submission_for(actor, application, number)
    before = submission_for(actor, application, number - 1)
    context = {
        "application": application,
        "before": before,
        "after": after,
        "changes": submission_diff(before, after),
        "answers": after.answers,
    }
    return render(request, "desk/customer/changes.html", context)


@asks(NoteForm)
def temporary(request: HttpRequest, reference: str) -> HttpResponse:
    """The temporary registration: the request button, or why not yet; both clocks and what ends it.

    Raises NotFound for a brand alone, of which there is none.
    """
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    if application.kind == Kind.BRAND:
        raise NotFound(why_no_temporary(application))
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        temporary_request(application_id=application.id, actor=actor, note=form.cleaned_data["note"])
        messages.success(request, _("Your provider was asked for a temporary registration."))
        return redirect("desk:temporary", application.reference)
    rows = [
        {"temporary": row, "end": temporary_end(row), "clocks": clocks_of_temporary(row)}
        for row in temporaries_of(application)
    ]
    context = {
        "application": application,
        "rows": rows,
        "why_not": why_no_temporary(application),
        "may_ask": actor.may(Permission.TEMPORARY_REQUEST),
        "form": form,
    }
    return render(request, "desk/customer/temporary.html", context)


@asks(NoteForm)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes the registration back, after saying what that means."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    actor.require(Permission.REGISTRATION_SUBMIT)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        application_withdraw(application_id=application.id, actor=actor, reason=form.cleaned_data["note"])
        messages.success(request, _("The registration was withdrawn."))
        return redirect("desk:registration", application.reference)
    return render(request, "desk/customer/withdraw.html", {"application": application, "form": form})
