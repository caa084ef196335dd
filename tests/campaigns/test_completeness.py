"""What makes an SMS/MMS registration complete, what holds it back, and what stays as it was approved."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.urls import reverse

from brands.services import brand_update
from campaigns.amending import AMENDED_FIELDS, amendment_request
from campaigns.models import Campaign
from campaigns.numbering import number_add, number_associate
from campaigns.services import (
    campaign_dossier,
    campaign_findings,
    campaign_update,
    campaign_window,
    registration_open,
)
from portal.common.errors import WrongInput, WrongState
from portal.lifecycle.models import Submission
from portal.lifecycle.services import amendment_open
from portal.rules.advice.tables import change
from portal.rules.result import Verdict
from tests.campaigns.scenes import BRAND, CAMPAIGN, approved, checked, filled, hand_in, opened, prove
from tests.cast import Cast
from verification.models import TollFreeNumber
from verification.numbering import number_add as toll_free_add
from verification.services import registration_open as toll_free_open

pytestmark = pytest.mark.django_db


def told(cast: Cast, campaign: Campaign, **values: Any) -> Campaign:
    """The campaign with other answers."""
    assert not campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=values).problems
    return Campaign.objects.get(id=campaign.id)


@pytest.mark.entry("org-registration-elements")
@pytest.mark.source(4, 5, 7, 8, 10)
@pytest.mark.parametrize(
    ("element", "fields"),
    [
        ("identity", {"brand.legal_name", "brand.street", "brand.ein", "brand.vertical"}),
        ("consent", {"campaign.opt_in_evidence"}),
        ("policies", {"campaign.privacy_policy_url", "campaign.terms_url"}),
        ("purpose", {"campaign.description", "campaign.frequency", "campaign.sample_messages"}),
    ],
)
def test_without_one_of_the_four_elements_it_is_not_complete(cast: Cast, element: str, fields: set[str]) -> None:
    application, campaign = opened(cast)
    left_out = {field.rpartition(".")[2] for field in fields}
    brand = {name: value for name, value in BRAND.items() if name not in left_out}
    brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values=brand)
    told(cast, campaign, **{name: value for name, value in CAMPAIGN.items() if name not in left_out})
    if element != "consent":
        prove(cast, campaign)
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application)
    assert refusal.value.code == "incomplete"
    assert set(refusal.value.fields) == fields


@pytest.mark.entry("org-registration-elements")
@pytest.mark.source(4)
def test_with_all_four_elements_it_is_complete_and_handed_in(cast: Cast) -> None:
    application, _ = filled(cast)
    dossier = campaign_dossier(cast.alice.actor, application)
    assert dossier.faults == {}
    checked(dossier)
    assert isinstance(hand_in(cast, application), Submission)


@pytest.mark.entry("life-incomplete-delays", "standards-all-four-apply")
@pytest.mark.source(30, 137)
def test_an_error_of_any_authority_holds_it_back_and_warnings_do_not(cast: Cast) -> None:
    application, campaign = filled(cast)
    report = campaign_findings(campaign)
    assert report.verdict is Verdict.WARNING
    checked(campaign_dossier(cast.alice.actor, application))
    told(cast, campaign, sample_messages=["GreenLeaf: your order 87234 is ready.", *CAMPAIGN["sample_messages"][1:]])
    report = campaign_findings(Campaign.objects.get(id=campaign.id))
    assert report.verdict is Verdict.ERROR
    assert {"error", "warning"} <= {finding.severity for finding in report.findings}
    checked(campaign_dossier(cast.alice.actor, application))
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application, overrides={})
    assert refusal.value.code == "blocking_findings"
    told(cast, campaign, sample_messages=CAMPAIGN["sample_messages"])
    checked(campaign_dossier(cast.alice.actor, application))
    submission = hand_in(cast, application, overrides={})
    assert isinstance(submission, Submission)
    assert submission.verdict == "warning"


@pytest.mark.entry("brand-final-field-review")
@pytest.mark.source(191)
def test_before_the_submit_every_answer_is_shown_and_confirmed_by_name_and_time(cast: Cast) -> None:
    application, _ = filled(cast)
    client = cast.client(cast.alice)
    page = html.unescape(client.get(reverse("desk:check_answers", args=[application.reference])).content.decode())
    dossier = campaign_dossier(cast.alice.actor, application)
    for section in dossier.payload(cast.alice.actor)["sections"]:
        assert section["title"] in page
        for row in section["rows"]:
            assert row["label"] in page
    for answer in (BRAND["legal_name"], BRAND["ein"], CAMPAIGN["description"], *CAMPAIGN["sample_messages"]):
        assert str(answer) in page
    assert reverse("desk:submit", args=[application.reference]) in page
    checked(dossier)
    client.post(reverse("desk:submit", args=[application.reference]), {"capacity": "Owner", "agreed": "on"})
    submission = application.submissions.get()
    assert submission.declaration["person"] == "Alice Moore"
    assert submission.declaration["at"][:16] == submission.at.isoformat()[:16]


@pytest.mark.entry("use-case-change-needs-new", "life-modification-table")
@pytest.mark.source(240)
def test_use_case_and_description_of_an_approved_campaign_stay_and_need_a_new_one(cast: Cast) -> None:
    application, campaign = approved(cast)
    wanted = {"use_case": "MARKETING", "description": "GreenLeaf sends offers on plants to people who asked for them."}
    with pytest.raises(WrongState):
        campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=wanted)
    assert not {"use_case", "description"} & set(AMENDED_FIELDS)
    with pytest.raises(WrongInput):
        amendment_request(actor=cast.alice.actor, campaign_id=campaign.id, values=wanted)
    for field in wanted:
        row = {"field": f"campaign.{field}", "label": field, "before": "a", "after": "b"}
        with pytest.raises(WrongInput, match="new campaign"):
            amendment_open(application_id=application.id, actor=cast.alice.actor, changes=[row])
    assert (change("use_case")[0], change("new_message_type")[0]) == ("new_campaign", "new_campaign")
    page = cast.client(cast.alice).get(reverse("campaigns:amend", args=[campaign.id])).content.decode()
    assert "Another use case or kind of message needs a new campaign." in page


@pytest.mark.source(182)
@pytest.mark.parametrize(
    ("topic", "share"),
    [("description", "about 35 of 100"), ("samples", "about 15 of 100"), ("policies", "about 12 of 100")],
)
def test_how_many_rejections_begin_in_a_field_is_told_where_it_is_filled_in(cast: Cast, topic: str, share: str) -> None:
    _, campaign = opened(cast)
    page = cast.client(cast.alice).get(reverse("campaigns:topic", args=[campaign.id, topic]))
    assert share in page.content.decode()


@pytest.mark.entry("life-campaign-timelines")
@pytest.mark.source(204)
@pytest.mark.parametrize(
    ("use_case", "days"),
    [
        ("2FA", (1, 2)),
        ("DELIVERY_NOTIFICATION", (1, 2)),
        ("CUSTOMER_CARE", (1, 3)),
        ("LOW_VOLUME", (2, 4)),
        ("MARKETING", (3, 7)),
        ("POLITICAL", (5, 10)),
        ("", (None, None)),
    ],
)
def test_each_use_case_has_its_window_and_the_later_table_counts(
    use_case: str, days: tuple[int | None, int | None]
) -> None:
    assert campaign_window(Campaign(use_case=use_case)) == days


@pytest.mark.entry("campaign-number-one-campaign", "dnc-carrier-block-dno")
@pytest.mark.source(201)
def test_a_number_stands_on_one_campaign_in_the_whole_deployment_and_belongs_to_one_business(cast: Cast) -> None:
    _, campaign = opened(cast)
    number = number_add(actor=cast.alice.actor, campaign_id=campaign.id, number="(614) 280-2001")
    with pytest.raises(WrongState, match="not approved"):
        number_associate(actor=cast.alice.actor, number_id=number.id)
    elsewhere = registration_open(actor=cast.charlie.actor, business=cast.harbor)
    with pytest.raises(WrongInput) as refusal:
        number_add(actor=cast.charlie.actor, campaign_id=elsewhere.subject_id, number="+1 614 280 2001")
    assert refusal.value.code == "number_taken"
    assert "GreenLeaf" not in refusal.value.message
    TollFreeNumber.objects.create(business=cast.greenleaf, number="+18335550142")
    brief = toll_free_open(actor=cast.charlie.actor, business=cast.harbor)
    with pytest.raises(WrongInput, match="552"):
        toll_free_add(actor=cast.charlie.actor, verification_id=brief.subject_id, number="833-555-0142")


@pytest.mark.entry("dnc-register-all-numbers")
@pytest.mark.source(54, 55)
def test_a_sender_without_campaigns_files_the_short_form_with_all_its_numbers(cast: Cast) -> None:
    application, campaign = opened(cast)
    brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values=BRAND)
    campaign = told(
        cast, campaign, one_by_one=True, use_case="CONVERSATIONAL", message_volume="100", frequency="It varies"
    )
    numbers = [f"+1614280200{place}" for place in range(4)]
    for number in numbers:
        number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=number)
    checked(campaign_dossier(cast.alice.actor, application))
    submission = hand_in(cast, application)
    assert isinstance(submission, Submission)
    assert submission.payload["data"]["campaign.numbers"] == numbers
    assert "campaign.description" not in submission.payload["data"]
