"""The frame of every page: readable by everyone, in both themes, with and without scripts."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Opener

WIDTHS = (390, 1280)
STATIC = Path(__file__).resolve().parents[2] / "static"


@pytest.mark.e2e
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_is_accessible(browser_page: Opener, accessible: Callable[[Page], None], theme: str) -> None:
    page = browser_page("/styleguide/", theme=theme)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        accessible(page)


@pytest.mark.e2e
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_entrance_is_accessible(browser_page: Opener, accessible: Callable[[Page], None], theme: str) -> None:
    page = browser_page("", theme=theme)
    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            accessible(page)
            expect(page.locator("main .primary").first).to_be_in_viewport()


@pytest.mark.e2e
@pytest.mark.parametrize("javascript", [True, False])
def test_the_theme_is_kept_on_the_next_page(browser_page: Opener, javascript: bool) -> None:
    page = browser_page("/styleguide/", javascript=javascript)
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_load_state("networkidle")
    page.goto("/accounts/login/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.e2e
def test_the_first_tab_stop_leads_to_the_content(browser_page: Opener) -> None:
    page = browser_page("/accounts/login/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.e2e
def test_mistakes_are_listed_first_and_lead_to_the_field(browser_page: Opener) -> None:
    page = browser_page("/accounts/login/")
    page.locator("form").first.evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title(re.compile("^Error:"))
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(page.locator("#id_login")).to_be_focused()


def test_vendored_files_are_what_their_record_says() -> None:
    records = sorted((STATIC / "vendor").glob("*/VENDOR.toml"))
    assert records
    for record in records:
        told = tomllib.loads(record.read_text())
        assert all(told[key] for key in ("name", "version", "licence"))
        files = {path.name for path in record.parent.iterdir()} - {"VENDOR.toml"}
        assert files == set(told["sha256"])
        for name, expected in told["sha256"].items():
            assert hashlib.sha256((record.parent / name).read_bytes()).hexdigest() == expected


def test_templates_carry_nothing_that_the_content_policy_forbids() -> None:
    templates = STATIC.parent / "templates"
    forbidden = (' style="', "<style", " onclick=", " onchange=", " onsubmit=", "javascript:")
    faults = [
        f"{path.relative_to(templates)}: {mark.strip()}"
        for path in templates.rglob("*.html")
        if "/mail/" not in str(path) and "email" not in path.name and "pdf" not in path.name
        for mark in forbidden
        if mark in path.read_text()
    ]
    assert not faults
