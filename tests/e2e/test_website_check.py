"""A business has its website looked at, mends what was found, and sees what changed; with scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from brands.services import brand_update
from campaigns.models import Campaign
from campaigns.services import campaign_update
from portal.lifecycle.models import Application
from portal.webchecks.models import CheckRun
from tests.campaigns.scenes import filled
from tests.cast import Cast
from tests.pages.conftest import Opener

pytestmark = pytest.mark.e2e

SITE = "https://goodleaf-dental.test/"
NAMES = {"legal_name": "Goodleaf Dental Group LLC", "dba_name": "Goodleaf Dental", "website": SITE}


@pytest.fixture
def application(cast: Cast, demo_world: object) -> Application:
    """A registration whose opt-in page is not where it says."""
    application, campaign = filled(cast)
    brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values=NAMES)
    addresses = {"privacy_policy_url": f"{SITE}privacy", "terms_url": f"{SITE}terms", "opt_in_url": f"{SITE}nowhere"}
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=addresses)
    return application


def presses_the_button(page: Page, application: Application) -> CheckRun:
    page.goto(f"/registrations/{application.reference}/website-check/")
    page.get_by_role("button", name="Check my website").click()
    page.wait_for_url("**/checks/**")
    return CheckRun.objects.get(id=page.url.rstrip("/").rpartition("/")[2])


def test_a_business_checks_mends_and_checks_again(
    browser_page: Opener,
    accessible: Callable[[Page], None],
    cast: Cast,
    application: Application,
    run_jobs: Callable[[], int],
) -> None:
    page = browser_page("/", person=cast.alice)
    run = presses_the_button(page, application)
    expect(page.get_by_role("heading", name="Waiting to look at the website")).to_be_visible()
    CheckRun.objects.filter(id=run.id).update(state="running", progress_text="Reading the terms")
    expect(page.locator(".walk .now")).to_contain_text("Reading the terms")
    accessible(page)
    CheckRun.objects.filter(id=run.id).update(state="queued", progress_text="")
    run_jobs()
    expect(page.locator("#says")).to_contain_text("would get this registration rejected")
    expect(page.locator("#run-said")).to_contain_text("The check has finished.")
    expect(page.locator('[id="opt_in.found"]')).to_contain_text("404")
    page.locator("#mend").get_by_role("link", name="Evidence").first.click()
    expect(page.get_by_role("heading", name="Headers of the answer")).to_be_visible()

    page.goto(f"/registrations/{application.reference}/")
    page.get_by_role("link", name="Show how people agree").click()
    page.locator("main [name=opt_in_url]").fill(f"{SITE}texts")
    page.locator("main").get_by_role("button", name="Save and go on").click()
    expect(page.locator("main [name=opt_in_url]")).to_have_count(0)
    assert Campaign.objects.get(id=application.subject_id).opt_in_url == f"{SITE}texts"
    presses_the_button(page, application)
    run_jobs()
    page.get_by_role("link", name="See what changed", exact=True).click()
    changed = page.locator("article", has=page.get_by_role("link", name="Does the opt-in page open for everybody?"))
    expect(changed).to_contain_text("Must be fixed")
    expect(changed).to_contain_text("Passes")
    accessible(page)


def test_the_same_without_scripts(
    browser_page: Opener, cast: Cast, application: Application, run_jobs: Callable[[], int]
) -> None:
    page = browser_page("/", person=cast.alice, javascript=False, width=390)
    presses_the_button(page, application)
    expect(page.locator("#says")).to_contain_text("Waiting to look at the website")
    run_jobs()
    page.get_by_role("link", name="Refresh").click()
    expect(page.locator("#says")).to_contain_text("would get this registration rejected")
    expect(page.locator("#mend")).to_contain_text("How to mend it")
