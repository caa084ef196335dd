"""The code directory: found by number and by words, one permanent page each."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.rules.rulebook import load

pytestmark = pytest.mark.django_db


@pytest.mark.source(286)
def test_every_code_has_a_page() -> None:
    client = Client()
    for code in load().codes.values():
        page = client.get(f"/codes/{code.authority}/{code.code}/")
        assert page.status_code == 200, code.key


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
