"""A form that a demand or a changed role keeps from being taken is kept, and taken once it can be."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from brands.models import Brand
from portal.accounts.models import Membership
from portal.accounts.permissions import Role
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def brand(cast: Cast) -> Brand:
    return Brand.objects.create(business=cast.greenleaf, reseller=cast.lakeside, reference="BR-7300", city="Dover")


def address(brand: Brand) -> str:
    return reverse("brands:topic", args=[brand.id, "address"])


def opened(client: Client, brand: Brand) -> dict[str, Any]:
    """The fields of the form as it stands, with a street typed into it."""
    form = client.get(address(brand)).context["form"]
    return {field.html_name: field.value() or "" for field in form} | {"street": "1 Elm St", "then": "stay"}


def asks_for_two_steps(cast: Cast) -> None:
    cast.greenleaf.mfa_required = True
    cast.greenleaf.save()


def sent_again(client: Client) -> dict[str, str]:
    kept, _words = client.get(reverse("accounts:kept")).context["forms"][0]
    return {"kept_form": kept.id, **dict(kept.fields)}


def test_a_form_caught_by_the_demand_for_two_steps_is_sent_after_they_are_set_up(cast: Cast, brand: Brand) -> None:
    client = cast.client(cast.alice)
    form = opened(client, brand)
    asks_for_two_steps(cast)
    answer = client.post(address(brand), form)
    assert answer["Location"] == "/accounts/2fa/totp/activate/"
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    told = client.get(answer["Location"]).content.decode()
    assert "Set it up to go on. What you typed is kept" in told
    TOTP.activate(cast.alice.user, generate_totp_secret())
    assert "See it and send it" in client.get("/").content.decode()
    assert client.post(address(brand), sent_again(client)).status_code == 302
    brand.refresh_from_db()
    assert brand.street == "1 Elm St"
    assert "Nothing is waiting here" in client.get("/kept/").content.decode()


def test_a_save_while_typing_that_the_demand_catches_says_so_in_its_line(cast: Cast, brand: Brand) -> None:
    client = cast.client(cast.alice)
    form = opened(client, brand)
    asks_for_two_steps(cast)
    line = client.post(address(brand), form | {"then": "auto"}, headers=SCRIPT)
    assert (line.status_code, line["HX-Reswap"]) == (200, "innerHTML")
    assert "Two-step sign-in is asked for, so this is not saved yet." in line.content.decode()
    assert "What you typed is kept." in line.content.decode()
    assert client.post(reverse("brands:lint", args=[brand.id, "address"]), form, headers=SCRIPT).status_code == 204
    assert client.get("/", headers=SCRIPT)["HX-Refresh"] == "true"


def test_a_new_password_elsewhere_ends_the_session_and_loses_nothing(cast: Cast, brand: Brand) -> None:
    client = cast.client(cast.alice)
    form = opened(client, brand)
    cast.alice.user.set_password("another-long-password-5")
    cast.alice.user.save()
    assert client.post(address(brand), form)["Location"] == "/accounts/login/?next=%2Fkept%2F"
    client.post("/accounts/login/", {"login": cast.alice.email, "password": "another-long-password-5"})
    assert sent_again(client)["street"] == "1 Elm St"


def test_a_key_is_made_after_the_password_was_asked_for_once_more(cast: Cast) -> None:
    client = cast.client(cast.alice)
    asked = client.post(reverse("accounts:key_new"), {"name": "Till", "permissions": "registrations:view"})
    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Fkeys%2Fnew%2F"
    answer = client.post(asked["Location"], {"password": PASSWORD, "next": "/keys/new/"})
    assert answer["Location"] == reverse("accounts:keys")
    assert "Till" in client.get(reverse("accounts:keys")).content.decode()


def test_a_form_sent_under_another_organization_is_kept_for_the_way_back(cast: Cast, brand: Brand) -> None:
    Membership.objects.create(user=cast.alice.user, organization=cast.summit, role=Role.VIEWER)
    client = cast.client(cast.alice)
    form = opened(client, brand)
    client.post(reverse("accounts:switch"), {"organization": str(cast.summit.id)})
    answer = client.post(address(brand), form)
    assert answer.status_code == 404
    assert "See it and send it" in answer.content.decode()
    client.post(reverse("accounts:switch"), {"organization": str(cast.greenleaf.id)})
    assert client.post(address(brand), sent_again(client)).status_code == 302


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (None, 404)])
def test_what_is_typed_while_one_loses_the_role_stays_readable(
    cast: Cast, brand: Brand, role: Role | None, status: int
) -> None:
    client = cast.client(cast.mia)
    form = opened(client, brand)
    member = Membership.objects.filter(user=cast.mia.user)
    member.update(role=role) if role else member.delete()
    line = client.post(address(brand), form | {"then": "auto"}, headers=SCRIPT)
    assert (line.status_code, "What you typed is kept" in line.content.decode()) == (status, True)
    assert "See it and send it" in client.post(address(brand), form).content.decode()
    assert "1 Elm St" in client.get("/kept/").content.decode()


def test_a_refused_form_without_questions_is_not_kept(cast: Cast) -> None:
    client = cast.client(cast.alice)
    assert client.post(reverse("accounts:switch"), {"organization": str(cast.harbor.id)}).status_code == 404
    assert not client.get("/kept/").context["forms"]
