"""Pages that send their visitors on, names with and without www: every hop is judged, loops end, all of it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.rules.web_facts import PageFacts
from portal.webchecks.visiting.order import Order
from tests.webchecks.houses import LONG, Answer, House, Street, served

BAKERY = "https://bakery.test/"


def refresh(content: str, body: str = "") -> str:
    return f'<head><meta http-equiv="refresh" content="{content}"></head>{body}'


def home(street: Street) -> PageFacts:
    page = street.visit(Order(BAKERY)).facts().page("home")
    assert page is not None
    return page


def opened(folder: Path, house: House) -> PageFacts:
    with served(folder, {"bakery.test": house}) as street:
        return home(street)


@pytest.mark.parametrize(
    "first",
    [
        refresh("0; url=/shop"),
        refresh("3;URL='/shop'"),
        refresh("0, /shop"),
        Answer("", headers=("Refresh: 0; url=https://bakery.test/shop",)),
    ],
)
def test_a_refresh_is_followed_like_a_redirect(tmp_path: Path, first: str | Answer) -> None:
    page = opened(tmp_path, {"/": first, "/shop": LONG})
    assert (page.final_url, page.kind, page.reason) == (f"{BAKERY}shop", "page", None)
    assert page.redirects == (BAKERY,)


@pytest.mark.parametrize(
    "first",
    [
        refresh("300", LONG),
        refresh("30; url=/shop", LONG),
        refresh("60; url=/", LONG),
        f"<noscript>{refresh('0; url=/shop')}</noscript>{LONG}",
        f"<!-- {refresh('0; url=/shop')} -->{LONG}",
    ],
)
def test_a_page_that_stays_to_be_read_is_the_page(tmp_path: Path, first: str) -> None:
    page = opened(tmp_path, {"/": first, "/shop": "<p>other</p>"})
    assert (page.final_url, page.redirects) == (BAKERY, ())


@pytest.mark.parametrize(
    ("target", "inner"),
    [
        ("http://127.0.0.1/admin", "number"),
        ("http://169.254.169.254/latest/meta-data/", "number"),
        ("https://user:pw@bakery.test/", "password"),
        ("ftp://bakery.test/", "not a website"),
        ("http://localhost/", "not the name"),
    ],
)
@pytest.mark.entry("web-checks-private-network-safe")
def test_a_refresh_into_the_inside_is_refused_and_nothing_is_dialled(tmp_path: Path, target: str, inner: str) -> None:
    page = opened(tmp_path, {"/": refresh(f"0; url={target}")})
    assert page.reason == "redirect_refused"
    assert inner in page.detail
    assert page.text == ""


@pytest.mark.parametrize(
    "house",
    [
        {"/": refresh("0; url=/")},
        {"/": refresh("0; url=/a"), "/a": refresh("0; url=/")},
        {"/": refresh("0; url=/a"), "/a": Answer(status=302, headers=(f"Location: {BAKERY}a",))},
    ],
)
def test_a_refresh_in_a_circle_ends(tmp_path: Path, house: House) -> None:
    assert opened(tmp_path, house).reason == "redirect_loop"


def test_a_second_refresh_is_not_followed_and_the_page_is_unknown(tmp_path: Path) -> None:
    with served(
        tmp_path, {"bakery.test": {"/": refresh("0; url=/a"), "/a": refresh("0; url=/b"), "/b": LONG}}
    ) as street:
        assert home(street).kind == "needs_browser"
        assert f"{BAKERY}b" not in street.asked


def test_www_stands_in_for_a_name_without_address(tmp_path: Path) -> None:
    with served(tmp_path, {"www.bakery.test": {"/": LONG}}) as street:
        facts = street.visit(Order(BAKERY)).facts()
    assert (facts.host, facts.page("home").status) == ("www.bakery.test", 200)  # type: ignore[union-attr]
    assert "bakery.test has no address; www.bakery.test is looked at instead" in facts.notes[0]


def test_the_bare_name_stands_in_for_www(tmp_path: Path) -> None:
    with served(tmp_path, {"bakery.test": {"/": LONG}}) as street:
        facts = street.visit(Order("https://www.bakery.test/")).facts()
    assert (facts.host, facts.tls.reason) == ("bakery.test", None)  # type: ignore[union-attr]


def test_www_stands_in_for_a_name_that_refuses(tmp_path: Path) -> None:
    houses = {"bakery.test": {"/": LONG}, "www.bakery.test": {"/": LONG}}
    with served(tmp_path, houses, closed=("bakery.test:80", "bakery.test:443")) as street:
        facts = street.visit(Order(BAKERY)).facts()
    assert (facts.host, facts.tls.reason) == ("www.bakery.test", None)  # type: ignore[union-attr]
    assert "bakery.test refuses the connection; www.bakery.test" in facts.notes[0]


def test_a_site_that_refuses_under_both_names_is_told_under_its_own(tmp_path: Path) -> None:
    houses = {"bakery.test": {}, "www.bakery.test": {}}
    closed = tuple(f"{host}:{port}" for host in houses for port in (80, 443))
    with served(tmp_path, houses, closed=closed) as street:
        facts = street.visit(Order(BAKERY)).facts()
    assert (facts.host, facts.notes) == ("bakery.test", ())
    assert facts.page("home").reason == "connection_reset"  # type: ignore[union-attr]
