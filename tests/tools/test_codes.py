"""The code directory: found by number and by words, one permanent page each."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from portal.rules.advice.resubmission import resubmission_text
from portal.rules.rulebook import load
from portal.tools.templatetags.advice import paper

pytestmark = pytest.mark.django_db


@pytest.mark.source(286)
def test_every_code_has_a_page() -> None:
    client = Client()
    for code in load().codes.values():
        page = client.get(f"/codes/{code.authority}/{code.code}/")
        assert page.status_code == 200, code.key


@pytest.mark.source(297)
def test_every_code_brings_words_to_copy_into_its_resubmission() -> None:
    for code in load().codes.values():
        text = resubmission_text(code)
        assert all(part in text for part in (code.code, code.title, code.cause, code.fix)), code.key
        assert "[" in text, code.key
    page = html.unescape(Client().get("/codes/tcr/9607/").content.decode())
    assert resubmission_text(load().codes["tcr:9607"], paper_name=paper) in page
    assert "Words for the resubmission" not in Client().get("/codes/toll_free_aggregator/501/").content.decode()


@pytest.mark.source(257)
def test_code_9607_asks_for_picture_address_words_and_time_stamps() -> None:
    text = resubmission_text(load().codes["tcr:9607"])
    for part in ("live screenshot", "public page URL", "consent wording as text", "time stamps"):
        assert part in text


@pytest.mark.source(99)
def test_4795_is_explained_and_led_to_verification() -> None:
    page = html.unescape(Client().get("/codes/bandwidth/4795/").content.decode())
    assert "2,000/day, 12,000/week, 25,000/month" in page
    assert load().codes["bandwidth:4795"].fix in page
    assert "Submit the number for verification." in page


@pytest.mark.source(182)
def test_how_common_a_rejection_is_stands_with_its_code() -> None:
    assert "~15%" in Client().get("/codes/tcr/9106/").content.decode()
    assert "~12%" in Client().get("/codes/tcr/9108/").content.decode()


def test_a_number_finds_its_code_first() -> None:
    page = Client().get("/codes/", {"q": "9106"})
    assert page.context["page_obj"][0].key == "tcr:9106"


def test_words_find_codes_of_one_authority() -> None:
    page = Client().get("/codes/", {"q": "privacy policy", "authority": "tcr"})
    assert {code.authority for code in page.context["page_obj"]} == {"tcr"}
    assert "tcr:9108" in {code.key for code in page.context["page_obj"]}


def test_codes_of_the_sources_come_first() -> None:
    page = Client().get("/codes/")
    assert page.context["page_obj"][0].authority == "tcr"


@pytest.mark.parametrize("query", ["page=x", "page=9999", "authority=nobody", "q=%00%ff"])
def test_odd_queries_get_a_page(query: str) -> None:
    assert Client().get(f"/codes/?{query}").status_code == 200


def test_an_unknown_code_says_where_to_look() -> None:
    page = Client().get("/codes/tcr/99999/")
    assert page.status_code == 404
    assert "Search for the number" in page.content.decode()
