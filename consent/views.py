"""The hosted sign-up page, and what a business and its officers see of the ledger."""

from __future__ import annotations

import io
import uuid
from typing import Any, Final

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.forms import HoldForm, LookupForm, OptInForm
from consent.limits import PER_ADDRESS, PER_NUMBER, allowed
from consent.models import Program
from consent.reach import reach_in_words
from consent.scope import scope_for
from consent.selectors import (
    Entry,
    Person,
    counts_of,
    events_for_program,
    outbox_of,
    person_for,
    program_for,
    programs_for,
    public_program,
    subjects_with,
)
from consent.services import erasure_request, hold_set, number_reveal, visitor_opt_in
from consent.vocabulary import ConsentState, Effect
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.forms import asks
from portal.common.phone import for_people
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import applications_for

_PAGE: Final = 50
_TONES: Final = {Effect.ACTIVATES: "good", Effect.PENDING: "info", Effect.ENDS: "bad", Effect.STORED_ONLY: "warn"}
_STATE_TONES: Final = {ConsentState.ACTIVE: "good", ConsentState.PENDING: "info", ConsentState.OPTED_OUT: "bad"}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hosted(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of a program; a ticked box and a number sign a person up."""
    program = public_program(slug)
    form = OptInForm(request.POST or None, program=program)
    status = 200
    if request.method == "POST":
        if form.is_bot:
            return redirect("consent:thanks", slug=slug)
        status = 422
        if form.is_valid():
            refusal = _too_often(request, form.cleaned_data["number"])
            if not refusal:
                _sign_up(request, program, form)
                return redirect("consent:thanks", slug=slug)
            status = 429
            form.add_error(None, refusal)
    context = {"program": program, "form": form, "reseller": program.business, "phone_shown": _phone(program)}
    return render(request, "consent/hosted.html", context, status=status)


@login_not_required
@require_GET
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next."""
    program = public_program(slug)
    context = {"program": program, "reseller": program.business, "phone_shown": _phone(program)}
    return render(request, "consent/thanks.html", context)


@require_GET
def programs(request: HttpRequest) -> HttpResponse:
    """The programs of the tenant."""
    page = Paginator(programs_for(actor_of(request)), _PAGE).get_page(request.GET.get("page"))
    return render(request, "consent/programs.html", {"page_obj": page})


@require_GET
def program_page(request: HttpRequest, program_id: uuid.UUID) -> HttpResponse:
    """One program: standings, wordings, hosted page, messages owed and events."""
    actor = actor_of(request)
    program = program_for(actor, program_id)
    with scope_for(actor):
        page = Paginator(events_for_program(actor, program), _PAGE).get_page(request.GET.get("page"))
        context = {
            "program": program,
            "hosted_url": _hosted_url(request, program),
            "counts": counts_of(program),
            "wordings": list(program.wordings.order_by("-version")),
            "outbox": outbox_of(actor, program),
            "now": now(),
            "page_obj": page,
            "events": [(event, _TONES.get(Effect(event.effect), "neutral")) for event in page.object_list],
            "rows": _summary(program),
        }
        return render(request, "consent/program.html", context)


@require_GET
def program_code(request: HttpRequest, program_id: uuid.UUID) -> HttpResponse:
    """The QR code of the hosted page, as an SVG file."""
    program = program_for(actor_of(request), program_id)
    drawn = io.BytesIO()
    code = segno.make(f"{_hosted_url(request, program)}?via=qr", error="m")
    code.save(drawn, kind="svg", scale=8, border=4, light="white", xmldecl=False)
    response = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    response["Content-Disposition"] = f'inline; filename="{program.slug}.svg"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """Everything on record for a number; the number travels in the body, never in an address."""
    actor = actor_of(request)
    actor.require(Permission.CONSENT_VIEW)
    form = LookupForm(request.POST or None)
    found = None
    if form.is_valid():
        found = subjects_with(actor, form.cleaned_data["number"])
        if len(found) == 1:
            return redirect("consent:person", subject_id=found[0].id)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "consent/lookup.html", {"form": form, "found": found}, status=status)


@never_cache
@require_GET
def person(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """A person's standings and history; the number is masked."""
    return _person_page(request, person_for(actor_of(request), subject_id))


@never_cache
@require_POST
@asks(HoldForm)
def hold(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """Keeps a record for a case, or lifts the hold when the case is left empty."""
    actor, form = actor_of(request), HoldForm(request.POST)
    found = person_for(actor, subject_id)
    actor.require(Permission.PACKAGE_MAKE)
    if not form.is_valid():
        return _person_page(request, found, hold_form=form)
    reason = form.cleaned_data["reason"]
    hold_set(actor=actor, subject_id=subject_id, reason=reason)
    messages.success(request, _("The legal hold is recorded.") if reason else _("There is no legal hold any more."))
    return redirect("consent:person", subject_id=subject_id)


@require_POST
def erasure(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """Records that the person asked for erasure; sending stops at once."""
    erasure_request(actor=actor_of(request), subject_id=subject_id)
    messages.success(request, _("The wish is recorded and sending has stopped. The record is erased when it may be."))
    return redirect("consent:person", subject_id=subject_id)


@never_cache
@require_POST
def reveal(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """The same with the number in full, once; the view is in the trail."""
    actor = actor_of(request)
    number = number_reveal(actor=actor, subject_id=subject_id)
    return _person_page(request, person_for(actor, subject_id), full=for_people(number))


def _person_page(
    request: HttpRequest, found: Person, *, full: str = "", hold_form: HoldForm | None = None
) -> HttpResponse:
    actor, subject = actor_of(request), found.subject
    there = subject.erased_at is None
    context = {
        "person": found,
        "number": full or found.number,
        "may_reveal": there and not full and actor.may(Permission.NUMBER_VIEW_FULL),
        "form": hold_form or HoldForm(initial={"reason": subject.hold_reason}),
        "may_hold": there and actor.may(Permission.PACKAGE_MAKE),
        "may_request_erasure": actor.may(Permission.CONSENT_WRITE)
        and there
        and subject.erasure_requested_at is None
        and bool(found.statuses),
        "statuses": [(row, _STATE_TONES.get(ConsentState(row.state), "neutral")) for row in found.statuses],
        "entries": [_timeline_entry(entry) for entry in found.entries],
        "registrations": _registrations(actor, found) if actor.may(Permission.PACKAGE_MAKE) else [],
    }
    return render(request, "consent/person.html", context, status=422 if hold_form else 200)


def _registrations(actor: Actor, found: Person) -> list[Application]:
    """Those whose programs the person stands in: a package about one proves the consent."""
    owners = [row.program.owner_id for row in found.statuses]
    return list(applications_for(actor).filter(subject_id__in=owners).order_by("id"))


def _timeline_entry(entry: Entry) -> dict[str, Any]:
    """An event as the timeline draws it."""
    event, details = entry.event, entry.details
    parts = [event.get_method_display(), event.get_effect_display()]
    if event.wording:
        parts.append(_("wording version %(number)d") % {"number": event.wording.version})
    if event.keyword:
        parts.append(_("keyword %(word)s") % {"word": event.keyword.upper()})
    parts += [details[name] for name in ("url", "address", "user_agent", "representative", "text") if name in details]
    return {
        "at": event.occurred_at,
        "actor_label": event.program.name if event.program else "",
        "title": event.get_type_display(),
        "text": " · ".join([*parts, *entry.notes]),
        "tone": _TONES.get(Effect(event.effect), "neutral"),
    }


def _sign_up(request: HttpRequest, program: Program, form: OptInForm) -> None:
    visitor_opt_in(
        actor=actor_of(request),
        program=program,
        number=form.cleaned_data["number"],
        wording_id=form.cleaned_data["wording"],
        visit=form.cleaned_data["visit"],
        url=request.build_absolute_uri(request.path),
        user_agent=request.headers.get("User-Agent", ""),
        by_code=request.GET.get("via") == "qr",
    )


def _too_often(request: HttpRequest, number: str) -> str:
    address = request.META.get("REMOTE_ADDR", "")
    if allowed("address", address, PER_ADDRESS) and allowed("number", number, PER_NUMBER):
        return ""
    return _("There were many sign-ups from here in a short time. Try again in an hour.")


def _hosted_url(request: HttpRequest, program: Program) -> str:
    path = reverse("consent:hosted", args=[program.slug])
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def _phone(program: Program) -> str:
    return for_people(program.support_phone) if program.support_phone else ""


def _summary(program: Program) -> list[dict[str, str]]:
    return [
        {"label": _("Business"), "value": program.business.name},
        {"label": _("Sender that people see"), "value": program.sender_name},
        {"label": _("Purpose"), "value": program.get_purpose_display()},
        {"label": _("Messages"), "value": f"{program.message_types}. {program.frequency}"},
        {"label": _("Double opt-in"), "value": _("Yes") if program.double_opt_in else _("No")},
        {"label": _("STOP reaches"), "value": reach_in_words(program)},
        {"label": _("Sending numbers"), "value": ", ".join(map(for_people, program.numbers))},
        {"label": _("Answer to STOP"), "value": program.opt_out_message},
        {"label": _("Answer to HELP"), "value": program.help_message},
        {"label": _("Welcome"), "value": program.opt_in_message},
    ]
