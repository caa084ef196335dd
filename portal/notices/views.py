"""Notices, e-mail settings, and requests for help."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.actor import ActorKind
from portal.common.errors import NotFound, WrongInput
from portal.notices.forms import EmailPreferencesForm, PostForm, SupportForm
from portal.notices.models import Notice, SupportRequest, SupportState
from portal.notices.selectors import notices_for, support_request_for, support_requests_for
from portal.notices.services import email_preferences_set, notices_mark_read
from portal.notices.services.support import support_answer, support_close, support_open, support_reply

PER_PAGE = 30


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices, unread first."""
    page = Paginator(notices_for(actor_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/notices.html", {"page_obj": page})


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Marks all notices read."""
    notices_mark_read(actor=actor_of(request))
    return redirect("notices:notices")


@require_POST
def follow(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Marks one notice read and goes where it leads."""
    actor = actor_of(request)
    notice: Notice | None = notices_for(actor).filter(id=notice_id).first()
    if notice is None:
        raise NotFound()
    notices_mark_read(actor=actor, notice_ids=[notice.id])
    own = notice.url.startswith("/") and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if own else "notices:notices")


@require_http_methods(["GET", "POST"])
def emails(request: HttpRequest) -> HttpResponse:
    """Which events send the person an e-mail."""
    actor = actor_of(request)
    if actor.kind not in (ActorKind.USER, ActorKind.OPERATOR) or actor.id is None:
        raise NotFound()
    form = EmailPreferencesForm(request.POST if request.method == "POST" else None, user_id=actor.id)
    if form.is_valid():
        try:
            email_preferences_set(user_id=actor.id, modes=form.cleaned_data)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Your choice is saved."))
            return redirect("notices:emails")
    return render(request, "notices/emails.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def support(request: HttpRequest) -> HttpResponse:
    """Requests for help: those waiting for an answer first, the first due on top."""
    rows = support_requests_for(actor_of(request))
    state = request.GET.get("state", "")
    if state in SupportState.values:
        rows = rows.filter(state=state)
    page = Paginator(rows.order_by("due_at", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/support.html", {"page_obj": page, "state": state, "states": SupportState.choices})


@require_http_methods(["GET", "POST"])
def support_new(request: HttpRequest) -> HttpResponse:
    """Asks for help."""
    actor = actor_of(request)
    actor.require(Permission.SUPPORT_OPEN)
    form = SupportForm(request.POST if request.method == "POST" else None, initial={"kind": request.GET.get("kind")})
    if form.is_valid():
        try:
            made = support_open(actor=actor, **form.cleaned_data)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("%(reference)s is open. You are told of the answer.") % vars(made))
            return redirect("notices:support_request", reference=made.reference)
    return render(request, "notices/support_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def support_request(request: HttpRequest, reference: str) -> HttpResponse:
    """A request with its thread; both sides write on here."""
    actor = actor_of(request)
    found = support_request_for(actor, reference)
    form = PostForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verb = support_reply if actor.organization_id == found.business_id else support_answer
            verb(actor=actor, request_id=found.id, text=form.cleaned_data["text"])
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("notices:support_request", reference=reference)
    page = {"support": found, "form": form, "may_write": _may_write(request, found)}
    return render(request, "notices/support_request.html", page, status=422 if form.is_bound else 200)


@require_POST
def support_end(request: HttpRequest, reference: str) -> HttpResponse:
    """Closes a request."""
    actor = actor_of(request)
    found = support_close(actor=actor, request_id=support_request_for(actor, reference).id)
    messages.success(request, _("%(reference)s is closed.") % vars(found))
    return redirect("notices:support")


def _may_write(request: HttpRequest, found: SupportRequest) -> bool:
    actor = actor_of(request)
    own = actor.organization_id == found.business_id
    right = Permission.SUPPORT_OPEN if own else Permission.SUPPORT_ANSWER
    return found.state != SupportState.CLOSED and actor.may(right)
