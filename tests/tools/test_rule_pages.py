"""Every rule has a public page, and every finding leads to it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.rules.registry import all_rules
from portal.rules.rule import GROUPS
from portal.tools.rules import samples_of

pytestmark = pytest.mark.django_db

BAD = {"text": "Acme: your order has shipped", "brand": "Acme", "use_case": ""}


def test_every_rule_has_a_page_with_its_samples() -> None:
    client = Client()
    for rule in all_rules():
        page = client.get(f"/rules/{rule.id}/")
        assert page.status_code == 200, rule.id
        assert len(page.context["samples"]) == len(rule.good) + len(rule.bad)
    assert page.context["rule"] == all_rules()[-1]


def test_a_sample_stands_with_what_the_linter_says_about_it() -> None:
    for rule in all_rules():
        for sample in samples_of(rule.id):
            assert bool(sample.messages) is not sample.passes, (rule.id, sample.source)


def test_all_rules_stand_in_the_index() -> None:
    page = Client().get("/rules/").content.decode()
    assert set(re.findall(r'href="/rules/([A-Z]{2}\d{3})/"', page)) == {rule.id for rule in all_rules()}


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=sm001", "SM001"), ("q=9106", "SM001"), ("q=TELL+opt+out", "SM001"), ("q=msg&group=SM", "SM007")],
)
def test_rules_are_found_by_number_code_and_words(query: str, found: str) -> None:
    assert f"/rules/{found}/" in Client().get(f"/rules/?{query}").content.decode()


def test_rules_are_found_by_subject_authority_and_code() -> None:
    client = Client()
    for group in GROUPS:
        page = client.get("/rules/", {"group": group}).content.decode()
        assert {one[:2] for one in re.findall(r'href="/rules/([A-Z]{2}\d{3})/"', page)} == {group}
    for rule in client.get("/rules/", {"authority": "tcpa"}).context["grouped"][0][1]:
        assert rule.authority == "tcpa"
    seen = client.get("/rules/", {"code": "tcr:9108"}).context["grouped"]
    assert all("tcr:9108" in rule.codes for _, members in seen for rule in members)


@pytest.mark.parametrize("query", ["group=nobody", "authority=nobody", "q=%00%ff", "code=%3Cb%3E"])
def test_odd_queries_get_a_page(query: str) -> None:
    page = Client().get(f"/rules/?{query}")
    assert page.status_code == 200
    assert b"<b>" not in page.content


def test_a_rule_in_small_letters_leads_to_its_page_and_none_says_where_to_look() -> None:
    assert Client().get("/rules/sm001/")["Location"] == "/rules/SM001/"
    page = Client().get("/rules/SM999/")
    assert page.status_code == 404
    assert "Search for it under Rules" in page.content.decode()


def test_a_finding_leads_to_its_rule_and_a_code_to_the_rules_that_find_it() -> None:
    assert 'href="/rules/SM001/"' in Client().post("/tools/message/", BAD).content.decode()
    assert 'href="/rules/SM001/"' in Client().get("/codes/tcr/9106/").content.decode()
    assert 'href="/rules/"' in Client().get("/codes/").content.decode()
