"""The world, written once for the module and rolled back at its end; each request's writes are taken back at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, make_cast
from tests.permissions.asked import Asked
from tests.permissions.world import World, make_world

Asking = Callable[..., HttpResponse]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """GreenLeaf's world."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(make_cast())
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def ask(world: World) -> Asking:
    """Sends what a row of the table asks, as somebody or as a visitor, and undoes what it did."""
    clients: dict[str, Client] = {"": Client(raise_request_exception=False)}

    def client_of(name: str) -> Client:
        if name not in clients:
            clients[name] = world.cast.client(world.people[name], raise_request_exception=False)
            clients[name].post("/accounts/reauthenticate/", {"password": PASSWORD})
        return clients[name]

    def send(asked: Asked, name: str, method: str = "") -> HttpResponse:
        client = client_of("" if asked.by_key else name)
        cache.clear()
        headers = {"Authorization": f"Bearer {world.tokens[name]}"} if asked.by_key and name else {}
        more = {"content_type": "application/json"} if asked.by_key else {}
        with transaction.atomic():
            call = getattr(client, (method or asked.method).lower())
            answer: HttpResponse = call(
                reverse(asked.name, kwargs=world.fill(asked.kwargs)), world.fill(asked.data), headers=headers, **more
            )
            transaction.set_rollback(True)
        return answer

    return send
