"""Two clicks, two tabs, or going back and sending again: a form that was taken is not taken a second time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from portal.accounts.models import ApiKey
from portal.auditpack.models import AuditPackage
from portal.desk.models import InternalNote
from portal.lifecycle.models import Application
from portal.notices.models import SupportPost, SupportRequest
from tests.accounts.test_at_once import at_once
from tests.campaigns import scenes as campaigns
from tests.cast import PASSWORD, Cast
from tests.lifecycle.scenes import scene

DRAWN = {"csrfmiddlewaretoken": "x" * 64}
"""What the same drawing of a page sends along each time; the next drawing has another."""
HELP = {"kind": "form_help", "title": "Which form?", "text": "We do not know."}


def support(cast: Cast) -> tuple[Any, str, dict[str, Any], type[Model]]:
    return cast.alice, reverse("notices:support_new"), HELP, SupportRequest


def reply(cast: Cast) -> tuple[Any, str, dict[str, Any], type[Model]]:
    cast.client(cast.alice).post(reverse("notices:support_new"), HELP)
    asked = SupportRequest.objects.get()
    return cast.rae, reverse("notices:support_request", args=[asked.reference]), {"text": "The brief."}, SupportPost


def start(cast: Cast) -> tuple[Any, str, dict[str, Any], type[Model]]:
    return cast.alice, reverse("desk:start"), {"carrier": "us", "kind": "sms_mms"}, Application


def note(cast: Cast) -> tuple[Any, str, dict[str, Any], type[Model]]:
    made = scene(cast).submit().claim()
    return cast.rae, f"/review/{made.application.reference}/notes/", {"text": "Look twice."}, InternalNote


def key(cast: Cast) -> tuple[Any, str, dict[str, Any], type[Model]]:
    return (
        cast.alice,
        reverse("accounts:key_new"),
        {"name": "Till", "permissions": "registrations:view", "lifetime_days": "30"},
        ApiKey,
    )


def package(cast: Cast) -> tuple[Any, str, dict[str, Any], type[Model]]:
    application, _campaign = campaigns.submitted(cast)
    data = {"application": application.reference, "purpose": "Carrier audit of March"}
    return cast.alice, reverse("auditpack:new"), data, AuditPackage


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [support, reply, start, note, key, package])
def test_a_form_that_was_taken_is_not_taken_again(cast: Cast, verb: Callable[[Cast], Any]) -> None:
    person, address, data, model = verb(cast)
    client = cast.client(person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    before = model._default_manager.count()
    first = client.post(address, data | DRAWN)
    assert first.status_code == 302, first.content.decode()
    again = client.post(address, data | DRAWN)
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert "It came twice, and was taken once." in client.get(again["Location"]).content.decode()
    assert model._default_manager.count() == before + 1
    assert client.post(address, data | {"csrfmiddlewaretoken": "y" * 64}).status_code in (302, 409, 422)


@pytest.mark.django_db
def test_a_form_that_was_refused_or_changed_is_taken(cast: Cast) -> None:
    client, address = cast.client(cast.alice), reverse("notices:support_new")
    assert client.post(address, {**HELP, **DRAWN, "title": ""}).status_code == 422
    assert client.post(address, {**HELP, **DRAWN}).status_code == 302
    assert client.post(address, {**HELP, **DRAWN, "title": "And this?"}).status_code == 302
    assert cast.client(cast.mia).post(address, {**HELP, **DRAWN}).status_code == 302
    assert SupportRequest.objects.count() == 3


@pytest.mark.django_db
def test_a_form_that_was_refused_on_the_page_it_led_to_is_taken_later(cast: Cast) -> None:
    made, client = scene(cast).submit(), cast.client(cast.rae)
    address, note = f"/review/{made.application.reference}/notes/", DRAWN | {"text": " "}
    for _click in range(2):
        told = client.post(address, note, follow=True).content.decode()
        assert "taken once" not in told
        assert "Write the note" in told
    assert InternalNote.objects.count() == 0


@pytest.mark.committed
def test_two_clicks_at_once_ask_for_help_once(cast: Cast) -> None:
    client = cast.client(cast.alice, raise_request_exception=False)
    client.get("/team/")
    send = lambda: client.post(reverse("notices:support_new"), HELP | DRAWN)  # noqa: E731
    answers = at_once(send, send, send)
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert SupportRequest.objects.count() == 1


@pytest.mark.django_db
def test_buttons_without_questions_may_be_pressed_as_often_as_one_likes(cast: Cast) -> None:
    made, client = scene(cast).submit(), cast.client(cast.rae)
    claim, release = (f"/review/{made.application.reference}/{verb}/" for verb in ("claim", "release"))
    for address, state in ((claim, "under_review"), (release, "pending"), (claim, "under_review")):
        assert client.post(address, DRAWN).status_code == 302
        assert made.fresh().state == state
