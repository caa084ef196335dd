"""Writes sign-ins into the trail. Django and allauth tell of them only by signal."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.signals import user_logged_in
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from portal.accounts.models import Membership, User
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor, ActorKind


@receiver(user_logged_in, dispatch_uid="trail_signed_in")
def signed_in(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """A person signed in; ``method`` names the last step (password, mfa)."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or [{}]
    _record(Act.SIGNED_IN, request, user, data={"method": str(records[-1].get("method", "sign_up"))})


@receiver(user_logged_out, dispatch_uid="trail_signed_out")
def signed_out(sender: Any, request: HttpRequest | None, user: User | None, **more: Any) -> None:
    """A person signed out."""
    if user is not None:
        _record(Act.SIGNED_OUT, request, user, data={})


@receiver(user_login_failed, dispatch_uid="trail_sign_in_failed")
def sign_in_failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any) -> None:
    """Somebody did not get in. What was typed is not written down: people type passwords into the wrong field."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    user = User.objects.filter(email__iexact=email).first() if email else None
    _record(Act.SIGN_IN_FAILED, request, user, data={})


def _record(act: Act, request: HttpRequest | None, user: User | None, *, data: dict[str, str]) -> None:
    known = act is not Act.SIGN_IN_FAILED and user is not None
    actor = Actor(
        kind=ActorKind.USER if known else ActorKind.VISITOR,
        id=user.id if known and user else None,
        label=str(user) if known else "Visitor",
        address=request.META.get("REMOTE_ADDR", "") if request else "",
        request_id=getattr(request, "request_id", ""),
    )
    organizations = Membership.objects.filter(user=user).values_list("organization_id", flat=True) if user else []
    with transaction.atomic():
        record(
            act,
            actor=actor,
            subject=Subject("user", user.id if user else None, str(user) if user else "unknown"),
            organizations=organizations,
            data=dict(data),
        )
