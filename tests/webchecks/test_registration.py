"""What a registration hands to the check of its website, and what it takes from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from brands.models import Brand
from brands.submitting import fresh_run, request_check
from campaigns.models import Campaign
from campaigns.services import campaign_dossier
from portal.lifecycle.models import Application
from portal.webchecks.models import CheckRun
from tests.campaigns.scenes import checked, filled
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def changed(campaign: Campaign, **answers: Any) -> None:
    """Other answers, written past the forms."""
    own = {name: value for name, value in answers.items() if hasattr(Campaign, name)}
    Campaign.objects.filter(id=campaign.id).update(**own)
    Brand.objects.filter(id=campaign.brand_id).update(**{k: v for k, v in answers.items() if k not in own})


def run_of(cast: Cast, application: Application) -> CheckRun:
    actor = cast.alice.actor
    return request_check(actor=actor, dossier=campaign_dossier(actor, application), trigger="button")


@pytest.mark.entry("tool-website-check")
def test_a_check_is_told_what_the_site_is_held_against(cast: Cast) -> None:
    application, campaign = filled(cast)
    flow = "Privacy policy: https://elsewhere.example/privacy."
    changed(campaign, message_flow=flow, domain_registered_on=dt.date(2017, 2, 1))
    run = run_of(cast, application)
    assert (run.brand["domain_registered_on"], run.brand["support_phone"]) == (
        "2017-02-01",
        campaign.brand.support_phone,
    )
    assert {"city", "street", "state", "postal_code", "social_urls", "support_email", "vertical"} <= set(run.brand)
    assert "https://elsewhere.example/privacy" in {row["url"] for row in run.stated}
    assert all(row["where"] and row["role"] in {"privacy_policy", "terms"} for row in run.stated)


@pytest.mark.entry("tool-website-check")
def test_without_a_website_the_social_page_is_looked_at(cast: Cast) -> None:
    application, campaign = filled(cast)
    page = "https://www.facebook.com/greenleaf"
    changed(campaign, website="", social_urls=["https://x.com/greenleaf", page])
    assert run_of(cast, application).url == page
    changed(campaign, social_urls=["https://x.com/greenleaf"])
    assert campaign_dossier(cast.alice.actor, application).web is None


@pytest.mark.source(167)
@pytest.mark.parametrize(
    "answers",
    [
        {"website": "https://other.example/"},
        {"legal_name": "Another Name LLC"},
        {"postal_code": "62799"},
        {"message_flow": "Terms: https://other.example/terms"},
        {"opt_in_url": "https://other.example/join"},
    ],
)
def test_a_check_of_other_answers_carries_no_submission(cast: Cast, answers: dict[str, str]) -> None:
    application, campaign = filled(cast)
    run = checked(campaign_dossier(cast.alice.actor, application))
    assert fresh_run(campaign_dossier(cast.alice.actor, application)) == run
    changed(campaign, **answers)
    assert fresh_run(campaign_dossier(cast.alice.actor, application)) is None


@pytest.mark.entry("web-domain-age")
@pytest.mark.parametrize(
    ("host", "answered", "said"),
    [
        ("goodleaf-dental.test", dt.date(2024, 1, 1), "4000 days old, as its registry says"),
        ("script-studio.test", dt.date(2024, 1, 1), "days old, as the business says"),
        ("script-studio.test", None, "how old its domain is was not said"),
    ],
)
def test_the_estimate_counts_the_age_that_the_registry_says(
    cast: Cast, demo_world: object, run_jobs: Callable[[], int], host: str, answered: dt.date | None, said: str
) -> None:
    application, campaign = filled(cast)
    pages = {"privacy_policy_url": f"https://{host}/privacy", "terms_url": f"https://{host}/terms", "opt_in_url": ""}
    changed(campaign, website=f"https://{host}/", domain_registered_on=answered, **pages)
    run_of(cast, application)
    run_jobs()
    page = cast.client(cast.alice).get(reverse("desk:readiness", args=[application.reference]))
    assert said in next(factor.because for factor in page.context["estimate"].factors if factor.slug == "domain")


@pytest.mark.parametrize(
    ("sent", "verdict", "said"),
    [
        ("appointment reminders and schedule changes", "pass", "the form on the website carries the same"),
        (
            "promotional offers and discounts",
            "warning",
            "website says \u201cI agree to receive appointment",
        ),
    ],
)
def test_readiness_holds_the_registered_wording_against_the_form_that_was_seen(
    cast: Cast, demo_world: object, run_jobs: Callable[[], int], sent: str, verdict: str, said: str
) -> None:
    application, campaign = filled(cast)
    site = "https://goodleaf-dental.test"
    wording = (
        f"I agree to receive {sent} by text message from GoodLeaf Dental at the number above. Up to 4 messages per "
        f"month. Message and data rates may apply. Reply STOP to opt out or HELP for help. Consent is not a condition "
        f"of purchase. Privacy policy: {site}/privacy Terms: {site}/terms"
    )
    pages = {"privacy_policy_url": f"{site}/privacy", "terms_url": f"{site}/terms", "opt_in_url": f"{site}/texts"}
    changed(campaign, website=f"{site}/", legal_name="GoodLeaf Dental", dba_name="", opt_in_wording=wording, **pages)
    run_of(cast, application)
    run_jobs()
    page = cast.client(cast.alice).get(reverse("desk:readiness", args=[application.reference]))
    found = next(check for check in page.context["ready"].checks if check.slug == "consent_wording")
    assert (found.verdict.value, said in found.saw) == (verdict, True), found.saw
