"""A resubmission goes through the whole check again and takes along what a registry wants to see."""

from __future__ import annotations

import html
import uuid

import pytest
from django.urls import reverse

from campaigns.models import Campaign
from campaigns.services import campaign_dossier, campaign_update
from portal.common.errors import WrongInput
from portal.desk.remediation.package import package_of
from portal.evidence.services import document_store
from portal.lifecycle.codes import doubts_identity
from portal.lifecycle.models import Application, Submission
from portal.lifecycle.papers import identity_unproven
from portal.lifecycle.services import application_record_rejection
from portal.webchecks.models import CheckRun
from tests.campaigns.scenes import CAMPAIGN, checked, hand_in, letter, picture, rejected
from tests.cast import Cast
from tests.verification.scenes import forwarded as toll_free_sent
from verification.selectors import numbers_of

pytestmark = pytest.mark.django_db

ANSWERS = {"tcr:9106": {"change": "Sample 2 ends with the way out."}}


def missing(cast: Cast, application: Application) -> dict[str, str]:
    """What the package of the next submission lacks, by the thing."""
    return {item.slug: item.lacks for item in package_of(cast.alice.actor, application).missing}


@pytest.mark.entry("ev-resubmission-package")
@pytest.mark.source(249)
def test_a_resubmission_is_checked_as_a_whole_samples_consent_and_policy(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:9106")
    spoiled = {
        "blocking_findings": {"sample_messages": ["GreenLeaf: it is ready.", *CAMPAIGN["sample_messages"][1:]]},
        "incomplete": {"privacy_policy_url": ""},
    }
    for code, values in spoiled.items():
        campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=values)
        checked(campaign_dossier(cast.alice.actor, application))
        with pytest.raises(WrongInput) as refusal:
            hand_in(cast, application, overrides={}, answers=ANSWERS)
        assert refusal.value.code == code
        restored = {name: CAMPAIGN[name] for name in values}
        campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=restored)
    CheckRun.objects.all().delete()
    assert isinstance(hand_in(cast, application, answers=ANSWERS), CheckRun)  # the website is looked at anew
    checked(campaign_dossier(cast.alice.actor, application))


@pytest.mark.entry("ev-resubmission-package")
@pytest.mark.source(249)
def test_the_package_wants_three_samples_the_proof_of_consent_and_a_policy_that_was_checked(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:9106")
    checked(campaign_dossier(cast.alice.actor, application))
    assert set(missing(cast, application)) == {"change_table"}
    values = {
        "sample_messages": CAMPAIGN["sample_messages"][:2],
        "opt_in_wording": "",
        "opt_in_url": "",
        "privacy_policy_url": "",
    }
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values=values)
    campaign.refresh_from_db()
    lacks = missing(cast, application)
    assert set(lacks) == {"samples", "opt_in_wording", "opt_in_url", "policy_check", "change_table"}
    assert lacks["samples"].startswith("2 of 3 sample messages")


@pytest.mark.entry("ev-resubmission-package")
@pytest.mark.source(249)
def test_papers_of_the_business_belong_to_it_after_a_brand_was_rejected_for_its_identity(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:1101")
    assert "EIN letter" in missing(cast, application)["business_papers"]
    letter(cast, campaign)
    assert "business_papers" not in missing(cast, application)


def attach(cast: Cast, campaign: Campaign, subject: tuple[str, uuid.UUID], kind: str, field: str) -> None:
    """Uploads a paper of a kind to where it belongs."""
    document_store(
        actor=cast.alice.actor,
        business_id=campaign.business_id,
        kind=kind,
        upload=picture(f"{kind}.png"),
        subject=subject,
        field=field,
    )


MISMATCH = {"tcr:1101": {"change": "The footer names the company."}}


@pytest.mark.entry("ev-resubmission-package")
@pytest.mark.source(249)
def test_doubts_about_who_the_business_is_wait_for_a_paper_that_proves_it(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:1101")
    checked(campaign_dossier(cast.alice.actor, application))
    attach(cast, campaign, ("application", application.id), "optin_screenshot", "tcr:1101")
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application, answers=MISMATCH)
    assert (refusal.value.code, list(refusal.value.fields)) == ("papers_missing", ["tcr:1101"])
    attach(cast, campaign, ("brand", campaign.brand_id), "ein_letter", "ein_letter")
    assert isinstance(hand_in(cast, application, answers=MISMATCH), Submission)


def test_another_official_paper_does_where_it_is_attached_to_the_code_itself(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:1101")
    attach(cast, campaign, ("application", application.id), "other", "elsewhere")
    assert identity_unproven(application)
    attach(cast, campaign, ("application", application.id), "other", "tcr:1101")
    assert not identity_unproven(application)


def test_a_doubted_business_is_asked_for_the_papers_that_prove_it_first(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:1101")
    page = cast.client(cast.alice).get(reverse("desk:rejection", args=[application.reference]))
    assert page.context["r"].cards[0].kinds[:3] == ("ein_letter", "business_licence", "dba_filing")


def test_where_no_page_asks_for_the_ein_the_papers_that_prove_a_business_are_asked_for_at_the_code(cast: Cast) -> None:
    application, brief = toll_free_sent(cast)
    application_record_rejection(
        application_id=application.id,
        actor=cast.rae.actor,
        part=("number", numbers_of(brief)[0].id),
        codes=["tcr:1101"],
        note_to_customer="Look at the name.",
    )
    client, rejection = cast.client(cast.alice), reverse("desk:rejection", args=[application.reference])
    page = client.get(rejection)
    there = f"{rejection}#code-tcr:1101"
    assert {item.slug: item.url for item in page.context["r"].package.missing}["business_papers"] == there
    assert "<details open><summary>Papers that show it" in page.content.decode()
    submit = client.get(reverse("desk:submit", args=[application.reference])).content.decode()
    assert f'<a href="{there}">The rejection doubts who the business is.</a> Upload a paper' in submit


def test_a_resubmission_in_which_nothing_differs_is_warned_of_before_it_is_sent(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:9106")
    client, submit = cast.client(cast.alice), reverse("desk:submit", args=[application.reference])
    client.post(reverse("desk:rejection", args=[application.reference]), {"change-tcr:9106": "We looked again."})
    warning = "Nothing here is different from what was rejected"
    assert warning in client.get(submit).content.decode()
    samples = [f"{text} Thank you." for text in CAMPAIGN["sample_messages"]]
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"sample_messages": samples})
    assert warning not in client.get(submit).content.decode()


def test_nobody_waits_for_a_check_only_to_be_told_of_a_missing_paper_or_answer(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:1101")
    CheckRun.objects.all().delete()
    for answers, code in (({}, "codes_unanswered"), (MISMATCH, "papers_missing")):
        with pytest.raises(WrongInput) as refusal:
            hand_in(cast, application, answers=answers)
        assert refusal.value.code == code
    assert not CheckRun.objects.exists()


@pytest.mark.parametrize("page", ["rejection", "check_answers", "submit"])
def test_the_page_says_before_the_button_what_keeps_a_resubmission_back(cast: Cast, page: str) -> None:
    application, _ = rejected(cast, "tcr:1101")
    checked(campaign_dossier(cast.alice.actor, application))
    shown = cast.client(cast.alice).get(reverse(f"desk:{page}", args=[application.reference])).content.decode()
    assert "the EIN letter (CP-575 or 147C), the business licence or the DBA filing" in shown
    assert "#code-tcr:1101" in shown
    assert "Go on to submit" not in shown
    assert 'name="capacity"' not in shown


@pytest.mark.parametrize(
    ("key", "doubted"),
    [
        ("tcr:1101", True),
        ("twilio:30485", True),
        ("twilio:18055", False),
        ("twilio:30906", False),
        ("other:text", False),
    ],
)
def test_only_reasons_about_the_entity_doubt_who_the_business_is(key: str, doubted: bool) -> None:
    assert doubts_identity(key) is doubted


@pytest.mark.source(257)
def test_after_9607_the_package_wants_the_live_picture_the_address_and_the_words(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9607")
    wanted = {item.slug for item in package_of(cast.alice.actor, application).needed}
    assert {"optin_screenshot", "opt_in_url", "opt_in_wording"} <= wanted
    page = html.unescape(
        cast.client(cast.alice).get(reverse("desk:rejection", args=[application.reference])).content.decode()
    )
    for part in ("live screenshot", "public page URL", "consent wording as text", "time stamps"):
        assert part in page
