"""What lists cannot know is judged by the reviewer, who has every word, picture and finding on one page."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.urls import reverse

from brands.services import brand_update
from campaigns.models import Campaign
from campaigns.services import campaign_dossier, campaign_findings, campaign_update
from portal.evidence.services import document_store
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application, Submission
from portal.lifecycle.states import State
from tests.campaigns.scenes import CAMPAIGN, checked, filled, hand_in, picture, submitted
from tests.cast import Cast, Person
from tests.lifecycle.scenes import IDENTITY, scene

pytestmark = pytest.mark.django_db

END = "Reply STOP to opt out. Msg & data rates may apply."


def text(cast: Cast, person: Person, url: str) -> str:
    answer = cast.client(person).get(url)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def sent_in(cast: Cast, sample: str) -> tuple[Application, Campaign]:
    """A registration whose first sample is this, handed in."""
    application, campaign = filled(cast)
    samples = [sample, *CAMPAIGN["sample_messages"][1:]]
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"sample_messages": samples})
    checked(campaign_dossier(cast.alice.actor, application))
    assert isinstance(hand_in(cast, application), Submission)
    return application, Campaign.objects.get(id=campaign.id)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            "people from the new houses are not wanted in our nursery on Saturday.",
            marks=pytest.mark.entry("vert-hate"),
        ),
        pytest.param(
            "these are the last tulips of the county, nobody will ever sell any after us.",
            marks=pytest.mark.entry("vert-deceptive"),
        ),
        pytest.param(
            "cuttings that your state keeps off the market are at the back door.",
            marks=pytest.mark.entry("vert-illegal-50-states"),
        ),
    ],
)
def test_what_no_list_knows_stands_word_for_word_before_the_reviewer_who_sends_it_back(cast: Cast, words: str) -> None:
    application, campaign = sent_in(cast, f"GreenLeaf: {words} {END}")
    assert not {f.rule for f in campaign_findings(campaign).findings} & {"CT001", "CT002", "SM023", "SM026"}
    page = reverse("desk:review", args=[application.reference])
    assert words in text(cast, cast.rae, page)
    lifecycle.application_claim(application_id=application.id, actor=cast.rae.actor)
    asked = {"submission_number": 1, "field": "campaign.sample_messages", "field_note": "This may not be sent."}
    address = reverse("desk:review_act", args=[application.reference, "request_changes"])
    assert cast.client(cast.rae).post(address, asked).status_code == 302
    assert "This may not be sent." in text(cast, cast.alice, reverse("desk:history", args=[application.reference]))


@pytest.mark.entry("ev-optin-pos")
@pytest.mark.source(195)
def test_the_photo_from_the_counter_lies_beside_the_answers_before_the_reviewer(cast: Cast) -> None:
    application, campaign = filled(cast)
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"opt_in_method": "point_of_sale"})
    photo = document_store(
        actor=cast.alice.actor,
        business_id=campaign.business_id,
        kind="pos_photo",
        upload=picture("counter.png"),
        subject=("campaign", campaign.id),
        field="opt_in_evidence",
    )
    checked(campaign_dossier(cast.alice.actor, application))
    assert isinstance(hand_in(cast, application), Submission)
    page = text(cast, cast.rae, reverse("desk:review", args=[application.reference]))
    seen = reverse("evidence:document", args=[photo.id])
    assert seen in page
    assert CAMPAIGN["opt_in_wording"] in page
    assert cast.client(cast.rae).get(seen).status_code == 200


@pytest.mark.entry("standards-all-four-apply")
@pytest.mark.source(137)
def test_the_findings_of_all_authorities_stand_together_under_the_worst_verdict(cast: Cast) -> None:
    application, campaign = filled(cast)
    brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values={"support_email": "greenleaf@gmail.com"})
    values = {"sample_messages": ["GreenLeaf: see bit.ly/x1 for order 87234.", *CAMPAIGN["sample_messages"][1:]]}
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=values)
    checked(campaign_dossier(cast.alice.actor, application))
    submission = hand_in(cast, application)
    assert isinstance(submission, Submission)
    authorities = {code.partition(":")[0] for finding in submission.findings for code in finding["codes"]}
    assert len(authorities) >= 2
    assert submission.verdict == "error"
    page = text(cast, cast.rae, reverse("desk:review", args=[application.reference]))
    for finding in submission.findings:
        if finding["severity"] in ("error", "warning"):
            assert finding["message"] in page


@pytest.mark.source(172, 173)
def test_the_business_reads_each_step_of_its_brand_on_the_way_to_approval(cast: Cast) -> None:
    application, campaign = submitted(cast)
    page = reverse("desk:registration", args=[application.reference])
    assert "Pending at Lakeside Messaging" in text(cast, cast.alice, page)
    rae, brand = cast.rae.actor, ("brand", campaign.brand_id)
    lifecycle.application_claim(application_id=application.id, actor=rae)
    assert Application.objects.get(id=application.id).state_label in text(cast, cast.alice, page)
    lifecycle.application_forward(
        application_id=application.id, actor=rae, parts=[lifecycle.PartSending(*brand)], identity_block=IDENTITY
    )
    told = text(cast, cast.alice, page)
    assert Application.objects.get(id=application.id).state_label in told
    assert "Carriers look at a brand besides, for 1 to 5 business days." in told
    lifecycle.application_record_approval(application_id=application.id, actor=rae, part=brand, external_id="B7XK21")
    steps = [entry.state_after for entry in application.timeline.order_by("id")]
    assert list(dict.fromkeys(steps))[1:4] == [State.PENDING, State.UNDER_REVIEW, State.FORWARDED]


@pytest.mark.source(171)
def test_a_brand_without_id_after_24_hours_is_flagged_to_the_reviewer(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 24, 15, tzinfo=dt.UTC), tick=False)
    made = scene(cast).submit().forward()
    page = reverse("desk:review", args=[made.application.reference])
    assert "Past its time" not in text(cast, cast.rae, page)
    time_machine.shift(dt.timedelta(hours=24, minutes=1))
    assert "Past its time" in text(cast, cast.rae, page)
