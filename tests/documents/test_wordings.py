"""Wordings written from a campaign's answers pass the linter and are kept as versions."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from campaigns.models import Campaign
from campaigns.services import campaign_update
from portal.common.errors import NotFound, WrongInput, WrongPerson
from portal.documents.models import GeneratedDocument, WordingKind
from portal.documents.services import wording_take
from portal.documents.wordings import WordingFacts, template_choices, wordings_from
from portal.rules.rulebook import load
from tests.campaigns.scenes import filled, opened
from tests.cast import Cast

FULL = WordingFacts(
    brand="GreenLeaf",
    privacy_url="https://www.greenleafgardens.com/privacy",
    terms_url="https://www.greenleafgardens.com/terms",
    phone="(614) 280-2000",
    url="https://www.greenleafgardens.com",
)


@pytest.mark.source(216, 291)
@pytest.mark.parametrize("template", [slug for slug, _title in template_choices()])
def test_every_consent_template_passes_the_linter(template: str) -> None:
    purpose = next(one["purpose"] for one in load().templates["consents"] if one["slug"] == template)
    use_case = {"marketing": "MARKETING", "informational": "CUSTOMER_CARE", "mixed": "MIXED"}[purpose]
    facts = WordingFacts(**{**vars(FULL), "use_case": use_case})
    wording = next(one for one in wordings_from(facts, template) if one.kind is WordingKind.OPT_IN)
    assert [one["message"] for one in wording.findings if one["severity"] == "error"] == []
    assert "{" not in wording.text


def test_replies_and_policy_section_pass_the_linter() -> None:
    for wording in wordings_from(WordingFacts(**{**vars(FULL), "use_case": "MARKETING"})):
        assert wording.verdict != "error", (wording.kind, wording.findings)


def test_what_is_missing_is_named_instead_of_guessed() -> None:
    wording = wordings_from(WordingFacts(brand="GreenLeaf"))[0]
    assert wording.text == ""
    assert any("privacy policy" in one for one in wording.missing)


@pytest.mark.django_db
def test_a_wording_taken_over_is_in_the_campaign_and_kept(cast: Cast) -> None:
    _application, campaign = filled(cast)
    row = wording_take(actor=cast.alice.actor, campaign_id=campaign.id, kind="opt_in_wording")
    assert Campaign.objects.get(id=campaign.id).opt_in_wording == row.text
    assert (row.version, row.business_id) == (1, cast.greenleaf.id)
    assert wording_take(actor=cast.alice.actor, campaign_id=campaign.id, kind="opt_in_wording") == row
    campaign_update(
        actor=cast.alice.actor, campaign_id=campaign.id, values={"terms_url": "https://www.greenleafgardens.com/sms"}
    )
    assert wording_take(actor=cast.alice.actor, campaign_id=campaign.id, kind="opt_in_wording").version == 2


@pytest.mark.django_db
def test_kept_versions_cannot_be_changed(cast: Cast) -> None:
    _application, campaign = filled(cast)
    row = wording_take(actor=cast.alice.actor, campaign_id=campaign.id, kind="help_message")
    with pytest.raises(DatabaseError), transaction.atomic():
        GeneratedDocument.objects.filter(id=row.id).update(text="other")


@pytest.mark.django_db
def test_only_those_who_may_edit_take_wordings_over(cast: Cast) -> None:
    _application, campaign = filled(cast)
    with pytest.raises(WrongPerson):
        wording_take(actor=cast.bob.actor, campaign_id=campaign.id, kind="opt_in_wording")
    with pytest.raises(NotFound):
        wording_take(actor=cast.charlie.actor, campaign_id=campaign.id, kind="opt_in_wording")
    with pytest.raises(WrongInput):
        wording_take(actor=cast.alice.actor, campaign_id=campaign.id, kind="poem")


@pytest.mark.django_db
def test_an_empty_draft_says_what_it_needs(cast: Cast) -> None:
    _application, campaign = opened(cast)
    page = cast.client(cast.alice).get(f"/wordings/opt-in/?campaign={campaign.id}")
    assert "the name of the business" in page.content.decode()
    with pytest.raises(WrongInput):
        wording_take(actor=cast.alice.actor, campaign_id=campaign.id, kind="opt_in_wording")


@pytest.mark.django_db
def test_the_page_takes_a_wording_over_by_a_plain_form(cast: Cast) -> None:
    _application, campaign = filled(cast)
    client = cast.client(cast.alice)
    sent = {"campaign": campaign.id, "kind": "opt_out_message", "template": "", "count": 4}
    page = client.post("/wordings/opt-in/", sent, follow=True)
    assert "is in the campaign now" in page.content.decode()
    assert cast.client(cast.charlie).get(f"/wordings/opt-in/?campaign={campaign.id}").status_code == 404
    assert client.get("/wordings/opt-in/?campaign=nonsense").status_code == 404
