"""Golden pages and what becomes of them: each change draws what it should, and what nobody sees changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from portal.rules.web_facts import PageFacts, WebsiteFacts
from portal.rules.website import Check, judge_website
from portal.webchecks.visiting.reading import read_answer
from tests.webchecks.golden import expected, spoiling
from tests.webchecks.golden.forms import FORMS
from tests.webchecks.golden.homes import HOMES, TERMS
from tests.webchecks.golden.pieces import OWNERS, Owner
from tests.webchecks.golden.policies import POLICIES
from tests.webchecks.page_kinds import HTML, Row, answer_of

AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
PATHS = {"home": "/", "privacy_policy": "/privacy", "terms": "/terms", "opt_in": "/texts"}
GOLDEN = {
    "privacy_policy": (POLICIES, 0, spoiling.POLICY, expected.POLICY),
    "opt_in": (FORMS, 0, spoiling.FORM, expected.FORM),
    "home": (HOMES, 0, spoiling.HOME, expected.HOME),
    "terms": (TERMS, 6, spoiling.TERMS, expected.TERMS),
}


def seen(role: str, owner: Owner, html: str) -> PageFacts:
    """The facts of a page as a visit reads them from the server's answer."""
    url = f"https://{owner.host}{PATHS[role]}"
    row = Row("", "", "", html, 200, HTML, "/")
    page = read_answer(role, url, answer_of(row), "a" * 64)
    return PageFacts(**{name: getattr(page, name) for name in PageFacts.__slots__} | {"url": url, "final_url": url})


def checks_of(role: str, number: int, html: str) -> dict[str, Check]:
    """The checks of a site whose one page in question is this one."""
    owner = OWNERS[number + GOLDEN[role][1]]
    pages = [seen(role, owner, html)]
    if role == "home":
        pages += [seen("privacy_policy", owner, POLICIES[number]), seen("terms", owner, TERMS[number])]
    else:
        pages.insert(0, seen("home", owner, HOMES[number % 6]))
    facts = WebsiteFacts(f"https://{owner.host}/", owner.host, ("203.0.113.5",), None, None, tuple(pages))
    return {check.check: check for check in judge_website(facts, brand=owner.brand, at=AT)}


def spoiled() -> Iterator[tuple[str, int, str]]:
    for role, (pages, _, ways, _) in GOLDEN.items():
        yield from ((role, number, way) for way in ways for number in range(len(pages)))


def unspoiled() -> Iterator[tuple[str, int, str]]:
    for role, (pages, _, _, _) in GOLDEN.items():
        yield from ((role, number, way) for way in spoiling.SAME for number in range(len(pages)))


@pytest.mark.source(168, 169, 207)
@pytest.mark.entry("pp-not-shared-sentence", "pp-sms-section-header", "form-checkbox-unchecked", "web-english")
@pytest.mark.parametrize(("role", "number", "way"), list(spoiled()))
def test_a_spoiled_page_draws_what_spoils_it(role: str, number: int, way: str) -> None:
    pages, _, ways, table = GOLDEN[role]
    html = ways[way](pages[number])
    assert html != pages[number], "the change changes nothing"
    wanted = table[way]
    check = checks_of(role, number, html)[wanted.check]
    rules = {finding["rule"] for finding in check.facts.get("findings", [])}
    assert check.verdict == wanted.verdict, (check.reason, check.message)
    assert wanted.drawn <= rules, check.message
    assert wanted.reason in (None, check.reason)


@pytest.mark.parametrize(("role", "number", "way"), list(unspoiled()))
def test_what_no_reader_minds_changes_nothing(role: str, number: int, way: str) -> None:
    checks = checks_of(role, number, spoiling.SAME[way](GOLDEN[role][0][number]))
    fallen = {name: checks[name].message for name in expected.SOUND[role] if checks[name].verdict != "pass"}
    assert fallen == {}


def test_every_change_has_its_line_in_the_table_and_pages_are_many() -> None:
    assert all(set(ways) == set(table) for _, _, ways, table in GOLDEN.values())
    assert [len(pages) for pages, *_ in GOLDEN.values()] == [20, 20, 6, 6]
    assert len({*POLICIES, *FORMS, *HOMES, *TERMS}) == 52
