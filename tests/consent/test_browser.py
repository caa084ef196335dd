"""The hosted page and the API's description in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from consent.models import ConsentEvent
from tests.cast import Cast
from tests.consent.conftest import make_program

pytestmark = pytest.mark.e2e


@pytest.mark.source(13, 207, 210)
def test_the_hosted_page_signs_up_without_scripts(chromium: Browser, cast: Cast, live_portal: str) -> None:
    program = make_program(cast)
    page = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{live_portal}/o/{program.slug}/")
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_text("Nothing was sent").first).to_be_visible()
    page.get_by_label("Mobile number").fill("(312) 644-2001")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert ConsentEvent.objects.get().effect == "activates"


@pytest.mark.source(211)
def test_the_consent_text_is_large_and_dark_enough(chromium: Browser, cast: Cast, live_portal: str) -> None:
    program = make_program(cast)
    page = chromium.new_page()
    page.goto(f"{live_portal}/o/{program.slug}/")
    size = page.locator("label", has_text="I agree to receive").evaluate("node => getComputedStyle(node).fontSize")
    assert float(size.removesuffix("px")) >= 16


def test_the_description_works_under_the_strict_policy(chromium: Browser, live_portal: str) -> None:
    page = chromium.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{live_portal}/api/v1/docs/")
    page.get_by_text("/api/v1/consent/events:batch").wait_for()
    assert [text for text in told if "Content Security Policy" in text] == []
