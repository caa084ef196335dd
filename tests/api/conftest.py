"""Keys of the cast, and a caller that speaks the API's JSON."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from consent.models import Program
from portal.accounts.models import ApiKey
from portal.accounts.permissions import Permission
from tests.cast import Cast, Person
from tests.consent.conftest import SUE, make_program

CONSENT = (Permission.CONSENT_VIEW, Permission.CONSENT_WRITE, Permission.NUMBER_VIEW_FULL)


class Caller:
    """A program with a key."""

    def __init__(self, token: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {token}"} if token else {})

    def get(self, path: str) -> HttpResponse:
        return self.client.get(f"/api/v1/{path}")

    def post(self, path: str, body: Any, **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        text = body if isinstance(body, str) else json.dumps(body)
        return self.client.post(f"/api/v1/{path}", text, content_type="application/json", headers=named)


def make_key(person: Person, permissions: tuple[str, ...] = CONSENT) -> str:
    """A live key of the person's organization; the whole token."""
    assert person.organization is not None
    prefix = secrets.token_hex(4)
    token = f"{prefix}.{secrets.token_urlsafe(24)}"
    ApiKey.objects.create(
        organization=person.organization,
        name="Test",
        prefix=prefix,
        secret_sha256=hashlib.sha256(token.encode()).digest(),
        permissions=[*permissions],
        made_by=person.user,
    )
    return token


@pytest.fixture
def caller_of() -> Callable[..., Caller]:
    """A caller with a key of that person's organization and these rights."""
    return lambda person, *permissions: Caller(make_key(person, permissions or CONSENT))


@pytest.fixture
def program(cast: Cast) -> Program:
    return make_program(cast)


@pytest.fixture
def alice(cast: Cast) -> Caller:
    """GreenLeaf's platform."""
    return Caller(make_key(cast.alice))


def event_body(program: Program, **changes: Any) -> dict[str, Any]:
    """Sue's opt-in as JSON."""
    usual = {
        "client_id": "evt-1",
        "program": str(program.id),
        "number": SUE,
        "type": "opt_in",
        "method": "web_form",
        "occurred_at": "2026-03-02T07:00:00-05:00",
        "wording_id": str(program.current_wording_id),
        "details": {"url": "https://greenleaf.example/join", "address": "198.51.100.7", "user_agent": "Browser/1"},
    }
    return usual | changes
