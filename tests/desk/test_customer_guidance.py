"""What a business is told on its pages: what was asked for, what needs it now, and what is no concern of its."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application
from tests.campaigns.scenes import approved, filled, rejected, submitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def text(cast: Cast, name: str, application: Application) -> str:
    answer = cast.client(cast.alice).get(reverse(f"desk:{name}", args=[application.reference]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def needs(cast: Cast) -> list[tuple[str, str]]:
    return [(need.text, need.url) for need in cast.client(cast.alice).get("/").context["needs"]]


def test_every_note_of_the_reviewer_stands_on_the_page_and_leads_to_its_answer(cast: Cast) -> None:
    application, campaign = submitted(cast)
    lifecycle.application_claim(application_id=application.id, actor=cast.rae.actor)
    lifecycle.application_request_changes(
        application_id=application.id,
        actor=cast.rae.actor,
        codes=["tcr:9108"],
        field_notes={"privacy_policy_url": "Take the partners out."},
    )
    html = text(cast, "registration", application)
    assert "Take the partners out." in html
    assert reverse("campaigns:topic", args=[campaign.id, "policies"]) in html
    assert "/codes/tcr/9108/" in html


def test_the_reviewer_s_claim_is_no_clock_of_the_business(cast: Cast) -> None:
    application, _campaign = submitted(cast)
    lifecycle.application_claim(application_id=application.id, actor=cast.rae.actor)
    html = text(cast, "registration", application)
    assert "First review" in html
    assert "claim" not in html


def test_an_approved_campaign_without_numbers_needs_one(cast: Cast) -> None:
    _application, campaign = approved(cast)
    told = "It is approved, but no number is on it: name the numbers that send."
    assert (told, reverse("campaigns:numbers", args=[campaign.id])) in needs(cast)


@pytest.mark.source(38)
def test_an_ended_registration_is_named_until_it_is_applied_for_anew(cast: Cast) -> None:
    cast.lakeside.rejection_cap = 1
    cast.lakeside.save()
    application, _campaign = rejected(cast, "tcr:9106")
    assert application.state == "ineligible"
    assert reverse("desk:rejection", args=[application.reference]) in [url for _, url in needs(cast)]
    assert "Start a new application" in text(cast, "rejection", application)
    solved = {"tcr:9106": {"change": "Every sample ends with the way out.", "evidence": ["a paper"]}}
    lifecycle.application_reapply(application_id=application.id, actor=cast.alice.actor, solved=solved)
    assert reverse("desk:rejection", args=[application.reference]) not in [url for _, url in needs(cast)]


def test_what_was_left_open_is_folded_below_what_was_answered(cast: Cast) -> None:
    application, _campaign = filled(cast)
    html = text(cast, "check_answers", application)
    assert "questions left open" in html
    assert html.index("DUNS number") < html.index("Stock symbol")
