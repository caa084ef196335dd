"""The main job end to end on the running portal, as three people, with scripts and without."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from portal.auditpack import verify
from portal.auditpack.pdf import pdf_available
from tests.e2e import journey
from tests.e2e.stack import Stack, start
from tests.e2e.walker import Walker, signed_in, walker

PASSWORD = "correct-horse-battery-42"
pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    running = start(tmp_path_factory.mktemp("portal") / "var")
    yield running
    running.stop()


@pytest.mark.source(3, 4, 7, 29, 32, 36, 37)
@pytest.mark.parametrize(
    ("scripts", "reseller", "reviewer_email", "officer_email", "ein"),
    [
        (True, "lakeside", "rae@lakeside.test", "omar@lakeside.test", "62-1847755"),
        (False, "northgate", "nils@northgate.test", "kofi@northgate.test", "62-1847756"),
    ],
    ids=["with scripts", "without scripts"],
)
def test_the_main_job_is_done_by_three_people(
    stack: Stack,
    chromium: Browser,
    tmp_path: Path,
    scripts: bool,
    reseller: str,
    reviewer_email: str,
    officer_email: str,
    ein: str,
) -> None:
    people = [walker(chromium, stack.address, name, scripts=scripts) for name in ("customer", "reviewer", "officer")]
    customer, reviewer, officer = people
    journey.signs_up(customer, reseller, f"rosa-{reseller}@riverbend-realty.test", PASSWORD)
    signed_in(reviewer, reviewer_email, stack.password)
    signed_in(officer, officer_email, stack.password)
    reference = prepares(customer, ein, tmp_path)
    is_decided(customer, reviewer, reference)
    collects_consent(customer, chromium, stack)
    package = journey.exports_package(officer, reference, stack.password, tmp_path)
    is_verified(package, tmp_path)
    assert [line for person in people for line in person.complaints] == []


def prepares(customer: Walker, ein: str, folder: Path) -> str:
    """Both registrations are filled in, the website is checked, the first is submitted."""
    paper = journey.picture_of_form(folder)
    reference = journey.starts(customer, "sms_mms")
    journey.fills_in_brand(customer, reference, ein, paper)
    journey.fills_in_campaign(customer, reference, paper)
    journey.checks_website(customer, reference)
    journey.submits(customer, reference)
    toll_free = journey.starts(customer, "toll_free")
    journey.fills_in_toll_free(customer, toll_free, paper)
    journey.submits(customer, toll_free, picture="-toll-free")
    return reference


def is_decided(customer: Walker, reviewer: Walker, reference: str) -> None:
    """Returned once, brand forwarded and approved, campaign rejected with a code, fixed, temporary, approved."""
    journey.reviewer_claims(reviewer, reference)
    journey.reviewer_returns(reviewer, reference)
    customer.go(f"/registrations/{reference}/", "returned").sees("property viewings")
    journey.submits(customer, reference, picture="-again")
    journey.reviewer_claims(reviewer, reference, "-again")
    journey.reviewer_forwards(reviewer, reference, "brand", picture="-brand")
    journey.reviewer_approves(reviewer, reference, "brand", "BRIVER1")
    journey.reviewer_forwards(reviewer, reference, "campaign")
    journey.reviewer_rejects(reviewer, reference, "tcr:9001")
    journey.answers_rejection(customer, reference)
    journey.submits(customer, reference, picture="-after-rejection")
    journey.asks_for_temporary(customer, reference)
    journey.reviewer_claims(reviewer, reference, "-after-rejection")
    reviewer.go(f"/review/{reference}/?do=grant_temporary").press("Grant the temporary registration")
    customer.go("/", "home-temporary").sees("Yes")
    journey.reviewer_forwards(reviewer, reference, "campaign")
    journey.reviewer_approves(reviewer, reference, "campaign", "CRIVER1")
    customer.go(f"/registrations/{reference}/history/", "history").sees("approved")


def collects_consent(customer: Walker, chromium: Browser, stack: Stack) -> None:
    """Consent arrives by API and by the hosted form."""
    journey.consent_by_api(customer, journey.makes_key(customer, PASSWORD))
    customer.go("/consent/", "consent").page.locator("main a[href*='/consent/programs/']").first.click()
    visitor = walker(chromium, stack.address, "visitor", scripts=customer.looks)
    hosted = customer.look("program").page.locator("main a[href*='/o/']").first.get_attribute("href")
    assert hosted
    journey.consent_by_form(visitor, hosted)
    customer.complaints += visitor.complaints


def is_verified(package: Path, folder: Path) -> None:
    """Our verifier and the public tool agree that the package is whole; one changed byte is named."""
    assert verify.verify(package)["problems"] == []
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder / "unpacked")
    bag = next((folder / "unpacked").iterdir())
    command = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(bag)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert (bag / "data" / "report.pdf").exists() is pdf_available()
    assert (bag / "data" / "records" / "consent.csv").read_text().count("opt_in") >= 2
