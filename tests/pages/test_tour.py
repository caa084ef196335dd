"""The pages that each person reaches from the navigation, in a real browser, in both themes and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.pages.conftest import Opener
from tests.pages.looks import Judge, links, look


@pytest.mark.e2e
@pytest.mark.parametrize("name", ["alice", "bob", "rae", "omar"])
def test_the_navigation_leads_to_accessible_pages(
    browser_page: Opener, accessible: Judge, cast: Cast, name: str
) -> None:
    person = cast.people[name]
    look(browser_page, accessible, person, links(browser_page("/", person=person), ".main-nav"))


@pytest.mark.e2e
def test_the_account_pages_are_accessible(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    pages = ["/accounts/2fa/", "/accounts/password/change/", "/accounts/email/", "/notices/"]
    look(browser_page, accessible, cast.alice, pages)


@pytest.mark.e2e
def test_the_account_menu_opens_without_scripts_and_signs_out(browser_page: Opener, cast: Cast) -> None:
    page = browser_page("/notices/", person=cast.alice, javascript=False)
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/notices/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/notices/$"))
