"""Lets only people who are signed in pass, puts the acting party on each request, sends those without a second factor
to set one up, and sees to it that nothing typed is lost on the way.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from typing import Any, Final

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from portal.accounts import keeping
from portal.accounts.late import SECOND_FACTOR, form_held, late_form
from portal.accounts.models import Membership
from portal.accounts.permissions import Role
from portal.accounts.retelling import in_words
from portal.accounts.scoping import actor_for_membership
from portal.common.actor import Actor, ActorKind
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from portal.common.forms import has_questions

SESSION_KEY: Final = "organization"
_ALWAYS_OPEN: Final = ("/accounts/", "/switch/", "/static/", "/brand/", "/healthz", "/readyz")
_EXPERTS: Final = frozenset({Role.REVIEWER, Role.COMPLIANCE_OFFICER, Role.ADMIN})


class SignInMiddleware(LoginRequiredMiddleware):
    """Leads to the sign-in page; a form that was sent after the session had ended is kept until the person is back."""

    # The stubs know of redirects only.
    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # type: ignore[override]
        """What somebody without a session gets from a page that asks for one."""
        if request.method == "POST":
            return late_form(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        return super().handle_no_permission(request, view_func)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Forgets a kept form once it was taken, and remembers who is signed in."""
        was_taken = response.status_code < 400 or response.status_code == 422
        if request.method == "POST" and was_taken and keeping.SESSION_KEY in request.session:
            keeping.put_away(request, request.POST.get(keeping.FIELD, ""))
        if response.headers.get("Content-Type", "").startswith("text/html"):
            keeping.remember_person(request, response)
        return response


class ActorMiddleware:
    """Sets ``request.actor`` and ``request.membership`` from the signed-in person and the organization chosen.

    Times are shown in the organization's time zone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        membership = _membership(request)
        address = request.META.get("REMOTE_ADDR", "")
        request_id: str = request.request_id  # type: ignore[attr-defined]
        if membership:
            actor = actor_for_membership(membership, address=address, request_id=request_id)
        elif request.user.is_authenticated:
            kind = ActorKind.OPERATOR if request.user.is_staff else ActorKind.USER
            actor = Actor(
                kind=kind, id=request.user.id, label=str(request.user), address=address, request_id=request_id
            )
        else:
            actor = Actor(kind=ActorKind.VISITOR, label="Visitor", address=address, request_id=request_id)
        request.membership = membership  # type: ignore[attr-defined]
        request.actor = actor  # type: ignore[attr-defined]
        zone = zoneinfo.ZoneInfo(membership.organization.time_zone) if membership else None
        with timezone.override(zone):
            return self.get_response(request)


class SecondFactorMiddleware:
    """Where a second factor is asked for, the portal opens only once the person has set one up.

    An organization can ask for it; ``MFA_FOR_EXPERTS`` asks it of reviewers, officers, administrators and operators.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(_ALWAYS_OPEN) and _is_asked(request) and not is_mfa_enabled(request.user):
            if request.method == "POST":
                return form_held(request, SECOND_FACTOR)
            if request.headers.get("HX-Request"):
                return HttpResponse(status=403, headers={"HX-Refresh": "true"})
            messages.info(request, str(SECOND_FACTOR.told))
            return redirect(SECOND_FACTOR.page)
        return self.get_response(request)


class RefusedFormMiddleware:
    """Keeps what was typed into a form that is refused because the person's role or organization changed meanwhile.

    Where the state of things does not allow it any more, or its page does not show again what it refuses, the refusal
    shows what was typed instead: it may be the second click on a button whose first one was taken. Stands after the
    middleware that makes the refusal's page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Answers nothing itself: the refusal's page comes next."""
        if request.method != "POST" or not has_questions(request.path_info):
            return
        if isinstance(error, WrongPerson | NotFound):
            request.kept = keeping.keep(request)  # type: ignore[attr-defined]
        elif isinstance(error, WrongState | WrongInput):
            request.typed = in_words(request, keeping.form_of(request))  # type: ignore[attr-defined]


def _is_asked(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    membership: Membership | None = request.membership  # type: ignore[attr-defined]
    if membership and membership.organization.mfa_required:
        return True
    is_expert = request.user.is_staff or (membership is not None and membership.role in _EXPERTS)
    return bool(settings.MFA_FOR_EXPERTS and is_expert)


def _membership(request: HttpRequest) -> Membership | None:
    if not request.user.is_authenticated:
        return None
    mine = Membership.objects.filter(user=request.user).select_related("organization__parent", "user")
    chosen = request.session.get(SESSION_KEY)
    rows = list(mine)
    return next((row for row in rows if str(row.organization_id) == chosen), rows[0] if rows else None)
