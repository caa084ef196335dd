"""Sign-in to the API: `Authorization: Bearer <prefix>.<secret>`."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from portal.accounts.models import ApiKey
from portal.accounts.scoping import actor_for_key
from portal.common.clock import now

USE_IS_NOTED_EVERY: Final = dt.timedelta(minutes=1)


class KeyUser:
    """Stands where DRF wants a user: a program that holds a valid key."""

    is_authenticated = True


class ApiKeyAuthentication(BaseAuthentication):
    """Looks the key up by prefix, compares its hash in constant time, and puts the actor on the request."""

    def authenticate(self, request: Request) -> tuple[Any, ApiKey] | None:
        """The key behind the request, or None without a bearer token. Raises AuthenticationFailed on a bad one."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        prefix, _, _secret = token.partition(".")
        key = ApiKey.objects.select_related("organization__parent").filter(prefix=prefix).first()
        digest = hashlib.sha256(token.encode()).digest()
        if key is None or not hmac.compare_digest(bytes(key.secret_sha256), digest) or not _is_live(key):
            raise AuthenticationFailed("This key is unknown, revoked or past its date. Make a new one under API keys.")
        _note_use(key)
        wsgi: HttpRequest = request._request
        wsgi.actor = actor_for_key(  # type: ignore[attr-defined]
            key,
            address=request.META.get("REMOTE_ADDR", ""),
            request_id=getattr(wsgi, "request_id", ""),
        )
        return KeyUser(), key

    def authenticate_header(self, request: Request) -> str:
        """Answer 401, not 403, when no key was sent."""
        return "Bearer"


def _note_use(key: ApiKey) -> None:
    """Writes when the key was last used, at most once a minute: a busy key must not cost a write per request."""
    moment = now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=moment - USE_IS_NOTED_EVERY)
    ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=moment)


def _is_live(key: ApiKey) -> bool:
    return key.revoked_at is None and (key.expires_at is None or key.expires_at > now())
