"""A campaign's topics: live findings, mends, and what is still missing."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from campaigns.completeness import missing_of
from campaigns.forms import CAMPAIGN_FORMS
from campaigns.models import Campaign
from campaigns.services import campaign_as_lint, campaign_findings, campaign_update, faults_by_name
from portal.common.errors import WrongState
from tests.campaigns.scenes import filled, opened, submitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def url(campaign: Campaign, topic: str, name: str = "topic") -> str:
    return reverse(f"campaigns:{name}", args=[campaign.id, topic])


def samples(*texts: str) -> dict[str, str]:
    return {f"sample_messages_{place}": text for place, text in enumerate(texts)}


@pytest.mark.source(185)
def test_live_findings_judge_what_is_typed_and_save_nothing(cast: Cast) -> None:
    _, campaign = filled(cast)
    typed = samples("GreenLeaf: your order is ready.", "GreenLeaf: see you soon. Reply STOP to opt out.")
    response = cast.client(cast.alice).post(url(campaign, "samples", "lint"), typed)
    html = response.content.decode()
    assert "<html" not in html
    assert "9106" in html
    campaign.refresh_from_db()
    assert len(campaign.sample_messages) == 3


@pytest.mark.source(185)
def test_the_same_findings_stand_on_the_page_without_javascript(cast: Cast) -> None:
    _, campaign = filled(cast)
    values = {"sample_messages": ["GreenLeaf: your order is ready for pickup.", *campaign.sample_messages[1:]]}
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=values)
    html = cast.client(cast.alice).get(url(campaign, "samples")).content.decode()
    assert "9106" in html
    assert 'name="mend"' in html


@pytest.mark.source(185)
def test_add_it_for_me_saves_what_was_typed_and_mends_it(cast: Cast) -> None:
    _, campaign = filled(cast)
    client, page = cast.client(cast.alice), url(campaign, "samples")
    values = {"sample_messages": ["GreenLeaf: your order is ready for pickup.", *campaign.sample_messages[1:]]}
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=values)
    html = client.get(page).content.decode()
    mend = re.search(r'name="mend" value="([^"]+\|sample_messages\[0\])"', html)
    version = re.search(r'name="version" value="(\w+)"', html)
    assert mend
    assert version
    typed = samples(*values["sample_messages"]) | {"sample_messages_1": "GreenLeaf: see you. Reply STOP to opt out."}
    response = client.post(page, {**typed, "version": version[1], "mend": mend[1]})
    campaign.refresh_from_db()
    assert response["Location"].startswith(page)
    assert "STOP" in campaign.sample_messages[0]
    assert campaign.sample_messages[1] == "GreenLeaf: see you. Reply STOP to opt out."


@pytest.mark.source(7, 8, 9, 10)
def test_proof_of_consent_policies_and_purpose_are_part_of_every_application(cast: Cast) -> None:
    _, campaign = opened(cast)
    faults = faults_by_name(campaign)
    for field in ("opt_in_evidence", "privacy_policy_url", "terms_url", "description", "frequency", "sample_messages"):
        assert f"campaign.{field}" in faults
    for field in ("legal_name", "street", "ein", "vertical"):
        assert f"brand.{field}" in faults


@pytest.mark.source(8)
def test_policies_may_be_in_print_without_a_website_only(cast: Cast) -> None:
    _, campaign = filled(cast)
    campaign.policies_in_print = True
    assert "policies_in_print" in missing_of(campaign, {"opt_in_evidence", "privacy_policy", "terms"})
    campaign.brand.website = ""
    assert set(missing_of(campaign, {"opt_in_evidence"})) == {"privacy_policy", "terms"}
    assert missing_of(campaign, {"opt_in_evidence", "privacy_policy", "terms"}) == {}


@pytest.mark.source(54)
def test_people_who_text_one_by_one_answer_a_short_form(cast: Cast) -> None:
    _, campaign = opened(cast)
    values = {"one_by_one": True, "use_case": "CONVERSATIONAL", "message_volume": "100", "frequency": "varies"}
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=values)
    campaign.refresh_from_db()
    assert missing_of(campaign, set()) == {}
    assert campaign_findings(campaign).kind == "brand"


def test_a_channel_must_stay_and_lists_have_limits(cast: Cast) -> None:
    _, campaign = opened(cast)
    values = {"sms": False, "mms": False, "sub_use_cases": ["2FA"] * 6, "name": "Orders"}
    saved = campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=values)
    assert set(saved.problems) == {"sms", "sub_use_cases"}
    campaign.refresh_from_db()
    assert (campaign.sms, campaign.name) == (True, "Orders")


@pytest.mark.source(41)
def test_samples_with_pictures_are_asked_of_mms_campaigns(cast: Cast) -> None:
    _, campaign = opened(cast)
    saved = campaign_update(
        actor=cast.alice.actor, campaign_id=campaign.id, values={"mms": True, "mms_samples": ["GreenLeaf: our tulips"]}
    )
    assert saved.row.mms_samples == ["GreenLeaf: our tulips"]


@pytest.mark.source(199, 200)
def test_the_linter_is_told_every_flag_and_each_flag_says_its_impact(cast: Cast) -> None:
    _, campaign = filled(cast)
    data = campaign_as_lint(campaign)
    assert len(data["attributes"]) == 9
    assert data["evidence"] == ["optin_screenshot"]
    fields = CAMPAIGN_FORMS["attributes"].base_fields
    assert all(fields[name].help_text for name in data["attributes"])


def test_the_filled_campaign_lacks_nothing_and_draws_no_error_from_the_linter(cast: Cast) -> None:
    _, campaign = filled(cast)
    assert faults_by_name(campaign) == {}
    assert [f.message for f in campaign_findings(campaign).findings if f.severity == "error"] == []


def test_answers_stay_as_submitted_once_they_were(cast: Cast) -> None:
    _, campaign = submitted(cast)
    with pytest.raises(WrongState) as refusal:
        campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"name": "Other"})
    assert refusal.value.state == "pending"


def test_every_topic_s_page_opens(cast: Cast) -> None:
    _, campaign = filled(cast)
    for topic in CAMPAIGN_FORMS:
        assert cast.client(cast.alice).get(url(campaign, topic)).status_code == 200
    assert cast.client(cast.charlie).get(url(campaign, "purpose")).status_code == 404
