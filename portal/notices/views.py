"""Notices, e-mail settings, and requests for help."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.models import OrganizationKind, User
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.actor import Actor, ActorKind
from portal.common.errors import NotFound, WrongInput
from portal.common.forms import asks
from portal.notices.composing import read_stop_token
from portal.notices.events import ALWAYS, Group
from portal.notices.forms import PostForm, SupportForm, TellingForm
from portal.notices.models import Notice, SupportRequest, SupportState
from portal.notices.selectors import notices_for, support_request_for, support_requests_for
from portal.notices.services import emails_stop, notices_mark_read, telling_choose
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
    """How the person is told of each group of events."""
    actor = actor_of(request)
    if actor.kind not in (ActorKind.USER, ActorKind.OPERATOR) or actor.id is None:
        raise NotFound()
    user = User.objects.get(id=actor.id)
    form = TellingForm(
        request.POST if request.method == "POST" else None,
        user_id=user.id,
        time_zone=user.time_zone,
        groups=_groups_for(actor),
    )
    if form.is_valid():
        try:
            telling_choose(user_id=user.id, groups=form.chosen, time_zone=form.cleaned_data["time_zone"])
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Your choice is saved."))
            return redirect("notices:emails")
    page = {"form": form, "always": [(event.label, why) for event, why in ALWAYS.items()]}
    return render(request, "notices/emails.html", page, status=422 if form.is_bound else 200)


@csrf_exempt  # mail programs post here without a cookie (RFC 8058); the token is the right
@login_not_required
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ends e-mails of one sort by the link in them; opening it changes nothing, its button or the mail program does."""
    found = read_stop_token(token)
    if found is None:
        raise NotFound(_("This link is not whole. Open it from the e-mail again, or choose under Notices, E-mails."))
    user_id, group = found
    if request.method == "POST":
        emails_stop(user_id=uuid.UUID(user_id), group=group)
    page = {"group": group, "stopped": request.method == "POST"}
    return render(request, "notices/unsubscribe.html", page)


def _groups_for(actor: Actor) -> list[Group]:
    """The groups whose events can reach the person in the organization acted for."""
    reseller = actor.organization_kind == OrganizationKind.RESELLER
    apart = {Group.REVIEW} if not reseller else {Group.REGISTRATIONS, Group.RETURNED, Group.TEMPORARY}
    return [group for group in Group if group not in apart]


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
@asks(SupportForm)
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
@asks(PostForm)
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
