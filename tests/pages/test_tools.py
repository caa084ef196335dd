"""The public tools in a real browser: live when scripts run, complete when they do not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.pages.conftest import Opener
from tests.pages.looks import Judge, look

PUBLIC = (
    "/tools/",
    "/tools/privacy-policy/",
    "/tools/opt-in-form/",
    "/tools/carriers/",
    "/tools/use-case/",
    "/tools/build-description/",
    "/tools/readiness/",
    "/tools/trust-score/",
    "/tools/symptoms/",
    "/tools/plan/?codes=9106",
    "/rules/",
    "/rules/SM001/",
    "/codes/",
    "/codes/tcr/9106/",
)
SILENT = "GreenLeaf Dental: your cleaning is Wed Nov 6 at 2pm. Confirm: reply YES."


@pytest.mark.e2e
def test_findings_appear_while_one_types(browser_page: Opener, accessible: Judge) -> None:
    page = browser_page("/tools/message/")
    with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
        page.get_by_label("Message", exact=True).fill(SILENT)
    assert posted.value.status == 200
    assert posted.value.request.headers["x-csrftoken"]
    expect(page.locator("#report")).to_contain_text("Code 9106")
    expect(page.locator("[data-counter-line]")).to_contain_text("GSM-7, 1 segment")
    accessible(page)


@pytest.mark.e2e
def test_the_checker_works_without_scripts(browser_page: Opener, accessible: Judge) -> None:
    page = browser_page("/tools/message/", javascript=False, width=390)
    page.get_by_label("Message", exact=True).fill(SILENT)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#report")).to_contain_text("Code 9106")
    expect(page.get_by_label("Message", exact=True)).to_have_value(SILENT)


@pytest.mark.e2e
def test_the_public_pages_are_accessible(browser_page: Opener, accessible: Judge) -> None:
    look(browser_page, accessible, None, PUBLIC)


@pytest.mark.e2e
def test_the_counter_counts_as_the_server_does(browser_page: Opener) -> None:
    page = browser_page("/tools/message/")
    texts = ["a" * 160, "a" * 161, "é€" * 50, "’" * 70, "’" * 71, "😀" * 35, "😀" * 36, "a" * 152 + "€" + "b" * 10]
    for text in texts:
        page.get_by_label("Message", exact=True).fill(text)
        page.get_by_role("button", name="Check").click()
        counted = page.locator("[data-counter-line] span").nth(1).inner_text()
        expect(page.locator("#report .hint.num").first, text).to_contain_text(counted)
