"""A brand registered alone: opened once, judged as a brand, handed in, and used again by campaigns."""

from __future__ import annotations

import pytest

from brands.registering import brand_dossier, registration_open
from brands.services import brand_update
from brands.tasks import complete_submit
from brands.tasks_list import task_list
from portal.common.errors import NotFound, WrongPerson, WrongState
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Kind, Submission
from portal.lifecycle.selectors import last_submission
from portal.webchecks.models import CheckRun
from tests.brands.scenes import approved_alone, filled_alone, opened_alone, submitted_alone
from tests.campaigns.scenes import approved, checked, hand_in, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def again(cast: Cast) -> WrongState:
    """What a second start is told."""
    with pytest.raises(WrongState) as refused:
        registration_open(actor=cast.alice.actor, business=cast.greenleaf)
    return refused.value


def test_it_consists_of_the_brand_and_asks_the_five_topics_of_a_business(cast: Cast) -> None:
    application, brand = opened_alone(cast)
    assert (application.kind, application.subject_id) == (Kind.BRAND, brand.id)
    assert [(part.part_kind, part.part_id) for part in application.parts.all()] == [("brand", brand.id)]
    (group,) = task_list(cast.alice.actor, application)
    assert len(group.items) == 5
    assert application.reference in group.items[0].url


def test_only_the_business_itself_opens_it(cast: Cast) -> None:
    with pytest.raises(WrongPerson):
        registration_open(actor=cast.bob.actor, business=cast.greenleaf)
    with pytest.raises(NotFound):
        registration_open(actor=cast.charlie.actor, business=cast.greenleaf)


def test_a_second_one_is_refused_and_names_the_first(cast: Cast) -> None:
    application, _ = opened_alone(cast)
    refused = again(cast)
    assert (refused.code, refused.facts["reference"]) == ("already_open", application.reference)
    lifecycle.application_withdraw(application_id=application.id, actor=cast.alice.actor)
    assert again(cast).code == "reapply_instead"


def test_a_brand_that_a_campaign_brought_to_the_registry_is_not_registered_again(cast: Cast) -> None:
    application, _ = approved(cast)
    refused = again(cast)
    assert (refused.code, refused.facts["reference"]) == ("already_registered", application.reference)
    lifecycle.application_retire(application_id=application.id, actor=cast.alice.actor, reason="Closed.")
    assert opened_alone(cast)[0].state == "draft"


def test_its_submission_holds_the_answers_about_the_business_and_declares_no_consent(cast: Cast) -> None:
    application, _ = submitted_alone(cast)
    submission = last_submission(application)
    assert submission is not None
    assert (application.state, submission.payload["kind"]) == ("pending", "brand")
    assert submission.payload["data"]["brand.legal_name"] == "GreenLeaf Gardens LLC"
    assert not [name for name in submission.payload["data"] if not name.startswith("brand.")]
    assert "Consent" not in submission.declaration["text"]


def test_what_is_missing_is_named_by_its_place(cast: Cast) -> None:
    application, _ = opened_alone(cast)
    dossier = brand_dossier(cast.alice.actor, application)
    assert {"brand.legal_name", "brand.ein", "brand.website"} <= set(dossier.faults)
    assert dossier.web is None


def test_without_a_fresh_check_the_submit_waits_for_it_and_its_end_hands_in(cast: Cast) -> None:
    application, _ = filled_alone(cast)
    run = hand_in(cast, application)
    assert isinstance(run, CheckRun)
    assert (run.subject_kind, run.subject_id) == ("brand", application.subject_id)
    run.delete()
    run = checked(brand_dossier(cast.alice.actor, application), id=run.id)
    type(application).objects.filter(id=application.id).update(submit_check_run=run.id)
    complete_submit(str(application.id))
    application.refresh_from_db()
    assert application.state == "pending"


def test_a_saved_website_is_looked_at_for_the_brand_alone_and_for_its_campaign(cast: Cast) -> None:
    application, brand = filled_alone(cast)
    campaign, _ = opened(cast)
    brand_update(actor=cast.alice.actor, brand_id=brand.id, values={"website": "https://www.greenleaf.example.com"})
    asked = CheckRun.objects.filter(url="https://www.greenleaf.example.com")
    wanted = {("brand", application.subject_id), ("campaign", campaign.subject_id)}
    assert set(asked.values_list("subject_kind", "subject_id")) == wanted


def test_a_later_campaign_starts_with_the_approved_brand(cast: Cast) -> None:
    approved_alone(cast)
    application, _ = opened(cast)
    part = application.parts.get(part_kind="brand")
    assert (part.status, part.external_id) == ("approved", "BLEAF01")


def test_no_temporary_registration_is_given_to_it(cast: Cast) -> None:
    application, _ = submitted_alone(cast)
    with pytest.raises(WrongState, match="sends nothing"):
        lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)


def test_after_a_retirement_a_new_application_carries_everything_over(cast: Cast) -> None:
    application, _ = approved_alone(cast)
    lifecycle.application_retire(application_id=application.id, actor=cast.alice.actor, reason="Closed.")
    successor = lifecycle.application_reapply(application_id=application.id, actor=cast.alice.actor)
    assert (successor.kind, successor.parts.get().status) == ("brand", "not_sent")
    checked(brand_dossier(cast.alice.actor, successor))
    assert isinstance(hand_in(cast, successor), Submission)
