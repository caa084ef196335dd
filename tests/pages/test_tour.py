"""The pages that each person reaches from the navigation, in a real browser, in both themes and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.pages.conftest import Opener

LOOKS = ((1280, "light"), (390, "dark"))


def tour(browser_page: Opener, accessible: Callable[[Page], None], cast: Cast, name: str) -> list[str]:
    """Opens every page of the person's navigation and judges it; gives the paths seen."""
    person = cast.people[name]
    first = browser_page("/", person=person)
    paths = first.locator(".main-nav a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for path in paths:
        for width, theme in LOOKS:
            page = browser_page(path, person=person, width=width, theme=theme)
            assert page.locator("h1").count() == 1, f"{path} has one first heading"
            accessible(page)
    return paths


@pytest.mark.e2e
@pytest.mark.parametrize("name", ["alice", "bob", "rae", "omar"])
def test_the_navigation_leads_to_accessible_pages(
    browser_page: Opener, accessible: Callable[[Page], None], cast: Cast, name: str
) -> None:
    assert tour(browser_page, accessible, cast, name)


@pytest.mark.e2e
def test_the_account_pages_are_accessible(browser_page: Opener, accessible: Callable[[Page], None], cast: Cast) -> None:
    for path in ("/accounts/2fa/", "/accounts/password/change/", "/accounts/email/", "/notices/"):
        for width, theme in LOOKS:
            accessible(browser_page(path, person=cast.alice, width=width, theme=theme))


@pytest.mark.e2e
def test_the_account_menu_opens_without_scripts_and_signs_out(browser_page: Opener, cast: Cast) -> None:
    page = browser_page("/notices/", person=cast.alice, javascript=False)
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/notices/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/notices/$"))
