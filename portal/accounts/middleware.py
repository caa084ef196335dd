"""Puts the acting party on each request, and sends those without a second factor to set one up."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from typing import Final

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import Membership
from portal.accounts.permissions import Role
from portal.accounts.scoping import actor_for_membership
from portal.common.actor import Actor, ActorKind

SESSION_KEY: Final = "organization"
_ALWAYS_OPEN: Final = ("/accounts/", "/switch/", "/static/", "/brand/", "/healthz", "/readyz")
_EXPERTS: Final = frozenset({Role.REVIEWER, Role.COMPLIANCE_OFFICER, Role.ADMIN})


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
            messages.info(request, _("Your organization asks for two-step sign-in. Set it up to go on."))
            return redirect("mfa_activate_totp")
        return self.get_response(request)


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
