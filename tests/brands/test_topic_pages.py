"""A topic's page: keeps what was typed, tells what is wrong, and lets two people edit."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brands.forms import BRAND_FORMS
from brands.models import Brand
from tests.campaigns.scenes import BRAND, brand_of, filled, opened, submitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def page(brand: Brand, topic: str) -> str:
    return reverse("brands:topic", args=[brand.id, topic])


def version(client: Client, url: str) -> str:
    found = re.search(r'name="version" value="(\w+)"', client.get(url).content.decode())
    assert found
    return found[1]


def address(client: Client, url: str, **values: Any) -> dict[str, Any]:
    data = {"street": "410 Harbor Street", "city": "Columbus", "state": "OH", "postal_code": "43215", "country": "US"}
    return {**data, "version": version(client, url), **values}


def test_a_post_without_javascript_saves_and_leads_to_the_task_list(cast: Cast) -> None:
    application, campaign = opened(cast)
    client, url = cast.client(cast.alice), page(campaign.brand, "address")
    response = client.post(url, address(client, url))
    assert response["Location"] == reverse("desk:registration", args=[application.reference])
    assert brand_of(campaign).city == "Columbus"


def test_answers_saved_again_after_going_back_are_held_against_those_saved_between(cast: Cast) -> None:
    _, campaign = opened(cast)
    client, url = cast.client(cast.alice), page(campaign.brand, "address")
    drawn = address(client, url, csrfmiddlewaretoken="x" * 64)
    client.post(url, drawn)
    client.post(url, address(client, url, city="Dayton"))
    assert brand_of(campaign).city == "Dayton"
    again = client.post(url, drawn)
    assert again.status_code == 409
    assert "You saved these answers elsewhere too" in again.content.decode()


def test_an_incomplete_draft_is_saved(cast: Cast) -> None:
    _, campaign = opened(cast)
    client, url = cast.client(cast.alice), page(campaign.brand, "address")
    response = client.post(url, {"version": version(client, url), "city": "Columbus", "country": "US"})
    assert response.status_code == 302
    assert (brand_of(campaign).city, brand_of(campaign).street) == ("Columbus", "")


@pytest.mark.source(146)
def test_an_answer_that_cannot_be_used_stays_on_the_page_with_what_to_do(cast: Cast) -> None:
    _, campaign = opened(cast)
    client, url = cast.client(cast.alice), page(campaign.brand, "address")
    response = client.post(url, address(client, url, postal_code="4321"))
    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="4321"' in html
    assert "five digits" in html
    assert "Harbor" in html


def test_after_an_error_the_corrected_answers_are_saved(cast: Cast) -> None:
    _, campaign = opened(cast)
    client, url = cast.client(cast.alice), page(campaign.brand, "address")
    html = client.post(url, address(client, url, postal_code="4321")).content.decode()
    found = re.search(r'name="version" value="(\w+)"', html)
    assert found
    assert client.post(url, address(client, url, version=found[1])).status_code == 302
    assert brand_of(campaign).postal_code == "43215"


def test_two_people_on_one_topic_choose_and_nothing_is_lost(cast: Cast) -> None:
    _, campaign = opened(cast)
    alice, mia, url = cast.client(cast.alice), cast.client(cast.mia), page(campaign.brand, "address")
    mine, theirs = address(alice, url, city="Columbus"), address(mia, url, city="Dayton", street="1 Mill Road")
    assert mia.post(url, theirs).status_code == 302
    response = alice.post(url, mine)
    html = response.content.decode()
    assert response.status_code == 409
    assert all(text in html for text in ("Dayton", "Columbus", "1 Mill Road", "Mia Ortiz"))
    found = re.search(r'name="version" value="(\w+)"', html)
    assert found
    choice = {**mine, "version": found[1], "keep-city": "theirs", "keep-street": "mine"}
    assert alice.post(url, choice).status_code == 302
    stored = brand_of(campaign)
    assert (stored.city, stored.street) == ("Dayton", "410 Harbor Street")


def test_two_people_on_two_topics_do_not_collide(cast: Cast) -> None:
    _, campaign = opened(cast)
    alice, mia = cast.client(cast.alice), cast.client(cast.mia)
    first, second = page(campaign.brand, "address"), page(campaign.brand, "contacts")
    mine = address(alice, first)
    seen = version(mia, second)
    assert mia.post(second, {"version": seen, "support_email": "help@greenleafgardens.com"}).status_code == 302
    assert alice.post(first, mine).status_code == 302
    assert brand_of(campaign).support_email == "help@greenleafgardens.com"


def test_another_tenant_s_draft_is_not_found(cast: Cast) -> None:
    _, campaign = opened(cast)
    url = page(campaign.brand, "address")
    assert cast.client(cast.charlie).get(url).status_code == 404
    assert cast.client(cast.charlie).post(url, {"city": "Dayton"}).status_code == 404
    assert (
        cast.client(cast.charlie).post(reverse("brands:lint", args=[campaign.brand_id, "address"])).status_code == 404
    )


def test_a_viewer_is_refused_and_a_reviewer_may_not_edit(cast: Cast) -> None:
    _, campaign = opened(cast)
    assert cast.client(cast.bob).get(page(campaign.brand, "address")).status_code == 403
    assert cast.client(cast.rae).get(page(campaign.brand, "address")).status_code == 403


def test_answers_that_lie_with_the_reseller_stay_as_submitted(cast: Cast) -> None:
    application, campaign = submitted(cast)
    response = cast.client(cast.alice).post(page(campaign.brand, "address"), {"city": "Dayton"})
    assert response.status_code == 409
    assert application.reference in response.content.decode()
    assert brand_of(campaign).city == "Columbus"


def test_an_unknown_topic_is_not_found(cast: Cast) -> None:
    _, campaign = opened(cast)
    assert cast.client(cast.alice).get(page(campaign.brand, "shoes")).status_code == 404


@pytest.mark.source(164, 165)
def test_every_question_says_why_or_what_goes_wrong(cast: Cast) -> None:
    _, campaign = filled(cast)
    client = cast.client(cast.alice)
    for topic in BRAND_FORMS:
        assert client.get(page(campaign.brand, topic)).status_code == 200
    hints = [str(f.help_text) for form in BRAND_FORMS.values() for f in form.base_fields.values()]
    assert sum("Common mistake" in hint for hint in hints) >= 10


def test_personal_values_are_shown_to_those_who_may_edit_them_again(cast: Cast) -> None:
    _, campaign = filled(cast)
    html = cast.client(cast.alice).get(page(campaign.brand, "contacts")).content.decode()
    assert BRAND["business_contact_email"] in html


def test_a_question_that_nobody_answered_yet_is_not_held_against_the_person(cast: Cast) -> None:
    _, campaign = opened(cast)
    client, url = cast.client(cast.alice), page(campaign.brand, "address")
    first = client.get(url).content.decode()
    assert "Not everything is answered here yet" in first
    assert "Must be fixed" not in first
    assert "Nothing to put right on this page" not in first
    lint = reverse("brands:lint", args=[campaign.brand_id, "address"])
    typed = client.post(lint, address(client, url, street="PO Box 12")).content.decode()
    assert "Must be fixed" in typed
    assert "Not everything is answered" not in typed


def test_a_refused_answer_is_not_told_beside_an_all_clear(cast: Cast) -> None:
    _, campaign = filled(cast)
    client, url = cast.client(cast.alice), page(campaign.brand, "address")
    assert "Nothing to put right on this page" in client.get(url).content.decode()
    refused = client.post(url, address(client, url, postal_code="?"))
    assert refused.status_code == 422
    assert "Nothing to put right on this page" not in refused.content.decode()
