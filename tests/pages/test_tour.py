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
    pages += ["/officer/", "/packages/", "/trail/"]  # of the owner's account menu
    look(browser_page, accessible, cast.alice, pages)


@pytest.mark.e2e
def test_the_operator_s_pages_are_accessible(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    look(browser_page, accessible, cast.pat, ["/admin/", "/admin/accounts/user/"])


@pytest.mark.e2e
def test_the_account_menu_opens_without_scripts_and_signs_out(browser_page: Opener, cast: Cast) -> None:
    page = browser_page("/notices/", person=cast.alice, javascript=False)
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/notices/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/notices/$"))


@pytest.mark.e2e
@pytest.mark.parametrize("name", ["alice", "bob"])
def test_the_pages_of_a_business_stand_on_one_line_on_a_phone(browser_page: Opener, cast: Cast, name: str) -> None:
    page = browser_page("/", person=cast.people[name])
    page.set_viewport_size({"width": 390, "height": 844})
    line, first = page.locator(".main-nav").bounding_box(), page.locator(".main-nav a").first.bounding_box()
    assert line
    assert first
    assert line["height"] < 1.5 * first["height"]
