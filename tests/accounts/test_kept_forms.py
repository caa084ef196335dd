"""What is typed after the session has ended is kept for the person who typed it, and for nobody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from brands.models import Brand
from portal.accounts.keeping import COOKIE, MOST, MOST_CHARACTERS, KeptForm
from tests.cast import PASSWORD, Cast, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def brand(cast: Cast) -> Brand:
    return Brand.objects.create(business=cast.greenleaf, reseller=cast.lakeside, reference="BR-7100", city="Dover")


def address(brand: Brand) -> str:
    return reverse("brands:topic", args=[brand.id, "address"])


def signed_out(cast: Cast, brand: Brand, **options: Any) -> tuple[Client, dict[str, Any]]:
    """Alice with the form open, whose session has ended since."""
    client = cast.client(cast.alice, **options)
    form = client.get(address(brand)).context["form"]
    Session.objects.all().delete()
    return client, {field.html_name: field.value() or "" for field in form}


def signs_in(client: Client, person: Person) -> None:
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


def waiting(client: Client) -> list[KeptForm]:
    """The forms that are kept for whoever is signed in."""
    return [form for form, _words in client.get(reverse("accounts:kept")).context["forms"]]


def sent_again(client: Client) -> dict[str, str]:
    """The fields of the newest kept form, as its button sends them."""
    kept = waiting(client)[0]
    return {"kept_form": kept.id, **dict(kept.fields)}


def test_a_form_sent_after_the_session_ended_is_kept_and_sent_again_after_sign_in(cast: Cast, brand: Brand) -> None:
    client, form = signed_out(cast, brand)
    page = f"{address(brand)}?registration=REG-1"
    headers = {"Referer": f"http://testserver{page}"}
    answer = client.post(address(brand), form | {"street": "1 Elm St", "then": "stay"}, headers=headers)
    assert answer["Location"] == "/accounts/login/?next=%2Fkept%2F"
    assert "What you typed is kept" in client.get(answer["Location"]).content.decode()
    signs_in(client, cast.alice)
    told = client.get(reverse("accounts:kept")).content.decode()
    assert ("1 Elm St" in told, f'href="{page}"' in told) == (True, True)
    assert "See it and send it" in client.get("/").content.decode()
    assert client.post(address(brand), sent_again(client)).status_code == 302
    brand.refresh_from_db()
    assert (brand.street, brand.city) == ("1 Elm St", "Dover")
    assert "Nothing is waiting here" in client.get(reverse("accounts:kept")).content.decode()


def test_what_a_colleague_changed_meanwhile_is_asked_about_when_it_is_sent_again(cast: Cast, brand: Brand) -> None:
    client, form = signed_out(cast, brand)
    client.post(address(brand), form | {"city": "Boise"})
    Brand.objects.filter(id=brand.id).update(city="Salem")
    signs_in(client, cast.alice)
    asked = client.post(address(brand), sent_again(client))
    assert asked.status_code == 409
    assert waiting(client)


def test_a_save_while_typing_says_so_in_its_line_and_keeps_the_newest(cast: Cast, brand: Brand) -> None:
    client, form = signed_out(cast, brand)
    for street in ("1 Elm", "1 Elm St"):
        data = form | {"street": street, "then": "auto"}
        answer = client.post(address(brand), data, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Reswap"]) == (200, "innerHTML")
    assert "Sign in and save it" in answer.content.decode()
    assert "<form" not in answer.content.decode()
    signs_in(client, cast.alice)
    assert [dict(kept.typed)["street"] for kept in waiting(client)] == ["1 Elm St"]


def test_other_requests_of_scripts_bring_no_sign_in_page_into_the_page(cast: Cast, brand: Brand) -> None:
    client, form = signed_out(cast, brand)
    script = {"HX-Request": "true"}
    lint = reverse("brands:lint", args=[brand.id, "address"])
    assert client.post(lint, form, headers=script).status_code == 204
    assert client.get(address(brand), headers=script)["HX-Refresh"] == "true"
    signs_in(client, cast.alice)
    assert not waiting(client)


@pytest.mark.parametrize("who", ["dora", "mia"])
def test_nobody_else_at_the_same_browser_sees_it(cast: Cast, brand: Brand, who: str) -> None:
    client, form = signed_out(cast, brand)
    client.post(address(brand), form | {"street": "1 Elm St"})
    signs_in(client, cast.people[who])
    assert "1 Elm St" not in client.get("/kept/").content.decode()
    assert "See it and send it" not in client.get("/team/").content.decode()


def test_it_is_encrypted_and_forgotten_after_half_a_day(cast: Cast, brand: Brand, monkeypatch: Any) -> None:
    client, form = signed_out(cast, brand)
    client.post(address(brand), form | {"street": "1 Elm St"})
    assert "Elm" not in str([row.get_decoded() for row in Session.objects.all()])
    signs_in(client, cast.alice)
    later = timezone.now() + timezone.timedelta(hours=13)
    monkeypatch.setattr("portal.accounts.keeping.now", lambda: later)
    assert not waiting(client)


def test_a_form_from_before_a_sign_in_elsewhere_is_kept_too(cast: Cast, brand: Brand) -> None:
    client = cast.client(cast.alice, enforce_csrf_checks=True)
    form = client.get(address(brand)).context["form"]
    old = {field.html_name: field.value() or "" for field in form} | {
        "csrfmiddlewaretoken": "x" * 64,
        "street": "1 Elm",
    }
    assert client.post(address(brand), old, headers={"Origin": "http://testserver"})["Location"] == "/kept/"
    again = client.get("/kept/").content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', again)[-1]
    assert client.post(address(brand), sent_again(client) | {"csrfmiddlewaretoken": token}).status_code == 302
    brand.refresh_from_db()
    assert brand.street == "1 Elm"


def test_a_form_of_another_site_is_refused_and_not_kept(cast: Cast, brand: Brand) -> None:
    client = cast.client(cast.alice, enforce_csrf_checks=True)
    client.get(address(brand))
    for headers in ({"Origin": "http://elsewhere.example"}, {"Origin": "null"}, {}):
        assert client.post(address(brand), {"street": "1 Elm"}, headers=headers).status_code == 403
    assert not waiting(client)


def test_a_save_while_typing_gets_the_new_token_and_goes_on(cast: Cast, brand: Brand) -> None:
    client = cast.client(cast.alice, enforce_csrf_checks=True)
    client.get(address(brand))
    data = {"street": "1 Elm", "then": "auto", "csrfmiddlewaretoken": "x" * 64}
    headers = {"Origin": "http://testserver", "HX-Request": "true"}
    line = client.post(address(brand), data, headers=headers).content.decode()
    token = re.findall(r'id="id_csrf" value="(\w+)"', line)[0]
    saved = client.post(address(brand), data | {"csrfmiddlewaretoken": token}, headers=headers)
    assert "Saved" in saved.content.decode()


def test_passwords_files_and_what_strangers_send_are_never_kept(cast: Cast, brand: Brand) -> None:
    stranger = cast.client()
    assert stranger.post(address(brand), {"street": "1 Elm"})["Location"].endswith("next=%2F")
    assert not Session.objects.exists()
    client, form = signed_out(cast, brand)
    client.post(address(brand), form | {"password": "secret-7", "street": "1 Elm"})
    client.post(address(brand), form | {"street": "x" * MOST_CHARACTERS})
    client.post(reverse("accounts:switch"), {})
    signs_in(client, cast.alice)
    assert not waiting(client)
    client.cookies[COOKIE] = f"{cast.dora.user.id}:forged"
    Session.objects.all().delete()
    client.post(address(brand), form | {"street": "1 Elm"})
    signs_in(client, cast.dora)
    assert not waiting(client)


def test_a_late_form_is_put_away_on_demand_and_the_oldest_make_room(cast: Cast, brand: Brand) -> None:
    client, _form = signed_out(cast, brand)
    for place in range(MOST + 2):
        client.post(f"{address(brand)}?registration={place}", {"street": f"{place} Elm St"})
    signs_in(client, cast.alice)
    streets = [dict(kept.typed)["street"] for kept in waiting(client)]
    assert streets == [f"{place} Elm St" for place in range(MOST + 1, 1, -1)]
    client.post(reverse("accounts:kept_put_away"), {"kept_form": sent_again(client)["kept_form"]})
    assert len(waiting(client)) == MOST - 1
