"""Asking for help from a number or a registration: the request already says what the provider has to know."""

from __future__ import annotations

import uuid
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.clock import day_in, told_day
from portal.common.errors import WrongInput
from portal.common.forms import asks
from portal.common.phone import for_people
from portal.desk.numbers.inventory import number_for
from portal.desk.numbers.reading import NumberRow
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import application_for
from portal.lifecycle.states import State
from portal.notices.forms import SupportForm
from portal.notices.models import SupportKind
from portal.notices.services.support import support_open
from verification.models import TollFreeNumber
from verification.vocabulary import ClassOfService

_BY_STATE: Final = {
    State.DRAFT: SupportKind.FORM_HELP,
    State.CHANGES_REQUESTED: SupportKind.FORM_HELP,
    State.REJECTED: SupportKind.ESCALATION,
    State.INELIGIBLE: SupportKind.ESCALATION,
    State.SUSPENDED: SupportKind.ESCALATION,
    State.APPROVED: SupportKind.MESSAGE_FAILURE,
}
"""What help is most often wanted in a state; anything else is a question where it stands."""


@require_http_methods(["GET", "POST"])
@asks(SupportForm)
def number_help(request: HttpRequest, number_id: uuid.UUID) -> HttpResponse:
    """A request about one number, filled with its class, where that is known from, and its last traffic."""
    actor = actor_of(request)
    row = number_for(actor, number_id)
    initial = {
        "kind": SupportKind.BLOCKED_NUMBER,
        "title": _("{number} is blocked").format(number=for_people(row.number)),
        "text": words_about(row),
    }
    return _ask(request, initial, ("number", row.id))


@require_http_methods(["GET", "POST"])
@asks(SupportForm)
def registration_help(request: HttpRequest, reference: str) -> HttpResponse:
    """A request about one registration, of the kind that its state most often asks for."""
    actor = actor_of(request)
    application = application_for(actor, reference=reference)
    kind = request.GET.get("kind", "")
    initial = {
        "kind": kind if kind in SupportKind.values else kind_for(application),
        "title": f"{application.reference}: {application.state_label}",
    }
    return _ask(request, initial, ("application", application.id))


def kind_for(application: Application) -> str:
    """The kind of help that is offered first."""
    return _BY_STATE.get(State(application.state), SupportKind.STATUS_QUESTION)


def words_about(row: NumberRow) -> str:
    """What speeds an answer up: class, since when, how known, and the last traffic (source 003, line 242)."""
    zone = row.business.reseller.time_zone
    lines = [_("The number {number} is blocked.").format(number=for_people(row.number))]
    if row.standing == ClassOfService.VERIFIED:
        lines.append(_("The number is verified."))
    since = told_day(day_in(zone, row.since))
    lines.append(
        _("Standing: {text} since {day} ({known}).").format(text=row.standing_text, day=since, known=row.known)
    )
    if row.registration:
        lines.append(f"{row.registration.reference}: {row.registration.state_label}.")
    if isinstance(row.row, TollFreeNumber) and row.row.last_traffic_at:
        lines.append(_("Last traffic told: {day}.").format(day=told_day(day_in(zone, row.row.last_traffic_at))))
    lines += ["", _("When it began, and the error code that came back:"), ""]
    return "\n".join(lines)


def _ask(request: HttpRequest, initial: dict[str, str], about: tuple[str, uuid.UUID]) -> HttpResponse:
    actor = actor_of(request)
    actor.require(Permission.SUPPORT_OPEN)
    form = SupportForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = support_open(actor=actor, about=about, **form.cleaned_data)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("%(reference)s is open. You are told of the answer.") % vars(made))
            return redirect("notices:support_request", reference=made.reference)
    return render(request, "notices/support_new.html", {"form": form}, status=422 if form.is_bound else 200)
