"""Answers are saved as people type, and a save never loses an answer that somebody else gave."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brands.models import Brand
from tests.campaigns.scenes import submitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FIELDS = ("street", "city", "postal_code")


def brand_of(cast: Cast) -> Brand:
    reference = f"BR-{Brand.objects.count() + 7000}"
    return Brand.objects.create(business=cast.greenleaf, reseller=cast.lakeside, reference=reference, city="Dover")


def address(brand: Brand) -> str:
    return reverse("brands:topic", args=[brand.id, "address"])


def opened(client: Client, brand: Brand) -> dict[str, Any]:
    """The page's fields as a browser would post them."""
    form = client.get(address(brand)).context["form"]
    return {field.html_name: field.value() or "" for field in form}


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(version|base)"(?: id="\w+")? value="([^"]*)"', page))


def test_a_save_while_typing_answers_a_line_and_keeps_on(cast: Cast) -> None:
    brand, client = brand_of(cast), cast.client(cast.alice)
    typed = opened(client, brand) | {"street": "1 Elm St", "then": "auto"}
    answer = client.post(address(brand), typed).content.decode()
    assert "Saved" in answer
    assert "<form" not in answer
    client.post(address(brand), typed | hidden(answer) | {"street": "2 Elm St"})
    brand.refresh_from_db()
    assert (brand.street, brand.city) == ("2 Elm St", "Dover")


def test_the_line_names_the_answers_that_could_not_be_saved_and_says_why(cast: Cast) -> None:
    brand, client = brand_of(cast), cast.client(cast.alice)
    page = reverse("brands:topic", args=[brand.id, "identity"])
    typed = {"legal_name": "GreenLeaf LLC", "ein": "12-34", "incorporation_date": "2015-13-45", "then": "auto"}
    told = strip_tags(client.post(page, typed).content.decode())
    assert "Not saved yet: EIN (federal tax id): Enter the nine digits of the EIN" in told
    assert "Date it was founded: Enter a date as year-month-day" in told
    brand.refresh_from_db()
    assert (brand.legal_name, brand.ein, brand.incorporation_date) == ("GreenLeaf LLC", "", None)
    right = typed | {"ein": "12-3456789", "incorporation_date": ""}
    assert "Not saved yet" not in client.post(page, right).content.decode()


def test_a_draft_that_was_handed_in_meanwhile_says_so_in_the_line(cast: Cast) -> None:
    _, campaign = submitted(cast)
    page = reverse("campaigns:topic", args=[campaign.id, "description"])
    typed = {"description": "Other words.", "then": "auto"}
    answer = cast.client(cast.alice).post(page, typed, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Reswap"]) == (409, "innerHTML")
    assert "Nothing was changed" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_an_answer_that_only_the_other_changed_stays_theirs(cast: Cast) -> None:
    brand, alice, mia = brand_of(cast), cast.client(cast.alice), cast.client(cast.mia)
    first, then = opened(alice, brand), opened(mia, brand)
    alice.post(address(brand), first | {"city": "Salem"})
    assert mia.post(address(brand), then | {"street": "9 Oak Ave"}).status_code == 302
    brand.refresh_from_db()
    assert (brand.city, brand.street) == ("Salem", "9 Oak Ave")


BEFORE = {"while typing": {"street": "9 Oak Ave", "then": "auto"}, "with an error": {"postal_code": "?"}}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_a_save_after_another_of_one_s_own_leaves_it_theirs_too(cast: Cast, before: dict[str, str]) -> None:
    brand, alice, mia = brand_of(cast), cast.client(cast.alice), cast.client(cast.mia)
    first, then = opened(alice, brand), opened(mia, brand)
    alice.post(address(brand), first | {"city": "Salem"})
    told = hidden(mia.post(address(brand), then | before).content.decode())
    assert told["base"]
    assert mia.post(address(brand), then | told | {"street": "9 Oak Ave"}).status_code == 302
    brand.refresh_from_db()
    assert (brand.city, brand.street) == ("Salem", "9 Oak Ave")


@pytest.mark.parametrize(("kept", "city"), [("mine", "Boise"), ("theirs", "Salem")])
def test_what_both_changed_is_chosen_and_the_rest_is_saved(cast: Cast, kept: str, city: str) -> None:
    brand, alice, mia = brand_of(cast), cast.client(cast.alice), cast.client(cast.mia)
    first, then = opened(alice, brand), opened(mia, brand)
    alice.post(address(brand), first | {"city": "Salem", "postal_code": "97301"})
    mine = then | {"city": "Boise", "street": "9 Oak Ave"}
    assert "Save to see both and choose" in mia.post(address(brand), mine | {"then": "auto"}).content.decode()
    asked = mia.post(address(brand), mine)
    assert asked.status_code == 409
    page = asked.content.decode()
    assert ("Salem" in page, "Boise" in page, "97301" in page) == (True, True, False)
    assert mia.post(address(brand), mine | hidden(page) | {"keep-city": kept}).status_code == 302
    brand.refresh_from_db()
    assert (brand.city, brand.street, brand.postal_code) == (city, "9 Oak Ave", "97301")


def test_typing_on_beside_an_answer_to_choose_is_no_second_conflict(cast: Cast) -> None:
    brand, alice, mia = brand_of(cast), cast.client(cast.alice), cast.client(cast.mia)
    first, then = opened(alice, brand), opened(mia, brand)
    alice.post(address(brand), first | {"city": "Salem"})
    mine = then | {"city": "Boise", "street": "9 Oak Ave"}
    answer = mia.post(address(brand), mine | {"then": "auto"}).content.decode()
    asked = mia.post(address(brand), mine | hidden(answer) | {"street": "10 Oak Ave"})
    assert [difference.field for difference in asked.context["conflict"].differences] == ["city"]
    brand.refresh_from_db()
    assert (brand.city, brand.street) == ("Salem", "10 Oak Ave")


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    theirs=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["Salem", "12345"])),
    mine=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["Boise", "54321"])),
    auto=st.booleans(),
)
def test_no_save_loses_an_answer_of_the_other(
    cast: Cast, theirs: dict[str, str], mine: dict[str, str], auto: bool
) -> None:
    brand, alice, mia = brand_of(cast), cast.client(cast.alice), cast.client(cast.mia)
    first, then = opened(alice, brand), opened(mia, brand)
    alice.post(address(brand), first | theirs)
    mia.post(address(brand), then | mine | ({"then": "auto"} if auto else {}))
    brand.refresh_from_db()
    assert {name: getattr(brand, name) for name in theirs} == theirs
    alone = {name: value for name, value in mine.items() if name not in theirs}
    assert {name: getattr(brand, name) for name in alone} == alone
