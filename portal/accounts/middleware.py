"""Puts the acting party on each request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.accounts.models import Membership
from portal.accounts.scoping import actor_for_membership
from portal.common.actor import Actor, ActorKind

SESSION_KEY = "organization"


class ActorMiddleware:
    """Sets ``request.actor`` and ``request.membership`` from the signed-in person and the organization chosen."""

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
        return self.get_response(request)


def _membership(request: HttpRequest) -> Membership | None:
    if not request.user.is_authenticated:
        return None
    mine = Membership.objects.filter(user=request.user).select_related("organization__parent", "user")
    chosen = request.session.get(SESSION_KEY)
    rows = list(mine)
    return next((row for row in rows if str(row.organization_id) == chosen), rows[0] if rows else None)
