"""Readiness of a registration, from what is entered, on file and seen; and the way from a rejection to its plan."""

from __future__ import annotations

import pytest
from django.urls import reverse

from brands.models import Brand
from portal.lifecycle.models import Application
from portal.rules.advice.readiness import CHECKS
from tests.campaigns.scenes import filled, forwarded, letter, opened, rejected
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def readiness_of(cast: Cast, application: Application) -> dict[str, str]:
    page = cast.client(cast.alice).get(reverse("desk:readiness", args=[application.reference]))
    assert page.status_code == 200
    assert "not the score that the registry" in page.content.decode()
    ready = page.context["ready"]
    return {check.slug: check.verdict.value for check in ready.checks}


@pytest.mark.source(160, 161, 280)
def test_an_empty_registration_is_told_what_it_lacks_with_links(cast: Cast) -> None:
    application, _campaign = opened(cast)
    page = cast.client(cast.alice).get(reverse("desk:readiness", args=[application.reference]))
    verdicts = {check.slug: check.verdict.value for check in page.context["ready"].checks}
    assert list(verdicts) == list(CHECKS)
    assert verdicts["ein_letter"] == "error"
    assert page.context["missing"]
    assert all(url for _, url in [*page.context["missing"], *page.context["rows"]])
    assert reverse("desk:website_check", args=[application.reference]) in page.content.decode()


@pytest.mark.source(160, 280)
def test_what_is_entered_and_seen_is_judged(cast: Cast) -> None:
    application, _ = filled(cast)
    before = readiness_of(cast, application)
    assert (before["use_case"], before["opt_in_method"], before["samples"]) == ("pass", "pass", "pass")
    assert before["website"] == "could_not_check"


def test_the_name_is_held_against_what_a_reviewer_read_on_the_letter(cast: Cast) -> None:
    application, campaign = forwarded(cast)
    assert readiness_of(cast, application)["legal_name"] == "pass"
    Brand.objects.filter(id=campaign.brand_id).update(legal_name="GreenLeaf Nursery LLC")
    assert readiness_of(cast, application)["legal_name"] == "error"


def test_a_letter_uploaded_since_is_for_the_provider_to_read_again(cast: Cast) -> None:
    application, campaign = forwarded(cast)
    Brand.objects.filter(id=campaign.brand_id).update(legal_name="GreenLeaf Nursery LLC")
    letter(cast, campaign)
    assert readiness_of(cast, application)["legal_name"] == "could_not_check"


@pytest.mark.source(292)
def test_the_rejection_page_leads_to_the_plan_for_its_codes(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106", "tcr:2002")
    client = cast.client(cast.alice)
    html = client.get(reverse("desk:rejection", args=[application.reference])).content.decode()
    link = next(part for part in html.split('"') if part.startswith(reverse("tools:plan")))
    page = client.get(link.replace("&amp;", "&"))
    found = {code.key for group in page.context["plan"].groups for code in group.codes}
    assert found == {"tcr:9106", "tcr:2002"}


@pytest.mark.source(282, 283)
@pytest.mark.parametrize(("topic", "tool"), [("purpose", "use_case"), ("description", "describe")])
def test_the_forms_lead_to_the_tool_that_helps_with_them(cast: Cast, topic: str, tool: str) -> None:
    _application, campaign = opened(cast)
    page = cast.client(cast.alice).get(reverse("campaigns:topic", args=[campaign.id, topic]))
    assert reverse(f"tools:{tool}") in page.content.decode()
