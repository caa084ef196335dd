"""Toll-free briefs: their fields, their numbers, and how they are handed in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from consent.models import Program
from consent.scope import scope
from portal.common.errors import NotFound, WrongInput, WrongState
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Submission
from portal.webchecks.models import CheckRun
from tests.campaigns.scenes import checked
from tests.campaigns.scenes import filled as campaign_filled
from tests.cast import Cast
from tests.verification.scenes import BRIEF, NUMBER, filled, forwarded, hand_in, opened, prove
from verification.completeness import missing_of
from verification.forms import VERIFICATION_FORMS
from verification.models import TollFreeNumber
from verification.numbering import number_add, number_remove
from verification.selectors import class_of, number_is_taken, numbers_of
from verification.services import faults_by_name, registration_open, verification_dossier, verification_update
from verification.tasks import complete_submit
from verification.topics import VERIFICATION_TOPICS

pytestmark = pytest.mark.django_db


@pytest.mark.source(120, 121, 122, 123, 124, 125, 126, 127, 130, 132, 133, 134)
def test_the_brief_asks_every_field_of_the_handbook() -> None:
    asked = {field for topic in VERIFICATION_TOPICS for field in topic.fields}
    assert set(BRIEF) <= asked
    assert "multiple_numbers_reason" in asked
    assert any(papers.field == "supporting" for topic in VERIFICATION_TOPICS for papers in topic.papers)


@pytest.mark.source(91)
def test_an_empty_brief_names_what_is_missing_and_a_filled_one_nothing(cast: Cast) -> None:
    _, empty = opened(cast)
    faults = faults_by_name(empty)
    assert {"verification.numbers", "verification.opt_in_workflow", "verification.sample_messages"} <= set(faults)


def test_a_filled_brief_lacks_nothing(cast: Cast) -> None:
    _, brief = filled(cast)
    assert faults_by_name(brief) == {}


@pytest.mark.source(93)
def test_marketing_needs_a_screenshot_or_an_address(cast: Cast) -> None:
    _, brief = filled(cast, message_type="marketing", opt_in_url="")
    assert "opt_in_evidence" in missing_of(brief, numbers_of(brief), set())
    prove(cast, brief)
    assert faults_by_name(brief) == {}


@pytest.mark.source(81, 82, 84)
def test_ways_that_leave_paper_need_the_paper(cast: Cast) -> None:
    _, brief = filled(cast)
    for method in ("paper_form", "ivr", "qr_code", "sms_keyword"):
        brief.opt_in_method = method
        assert "opt_in_evidence" in missing_of(brief, numbers_of(brief), set())


@pytest.mark.source(104, 116)
def test_the_provider_is_not_the_sender_unless_it_says_so(cast: Cast) -> None:
    _, brief = filled(cast)
    brief.legal_name = "lakeside messaging"
    assert "547" in missing_of(brief, numbers_of(brief), set())["legal_name"]
    brief.sender_is_reseller = True
    assert "legal_name" not in missing_of(brief, numbers_of(brief), set())


@pytest.mark.source(87)
def test_a_number_serves_one_business_in_the_whole_deployment(cast: Cast) -> None:
    filled(cast)
    other = registration_open(actor=cast.charlie.actor, business=cast.harbor)
    assert number_is_taken(NUMBER, business_id=cast.harbor.id)
    assert not number_is_taken(NUMBER, business_id=cast.greenleaf.id)
    with pytest.raises(WrongInput, match="552"):
        number_add(actor=cast.charlie.actor, verification_id=other.subject_id, number="833-555-0142")


@pytest.mark.parametrize("typed", ["(614) 280-2000", "833", "+44 800 123456"])
def test_only_toll_free_numbers_are_taken(cast: Cast, typed: str) -> None:
    _, brief = opened(cast)
    with pytest.raises(WrongInput) as refusal:
        number_add(actor=cast.alice.actor, verification_id=brief.id, number=typed)
    assert "number" in refusal.value.fields


@pytest.mark.source(114, 129, 130, 131)
def test_up_to_five_numbers_each_labelled_and_with_a_reason(cast: Cast) -> None:
    _, brief = filled(cast)
    for place in range(4):
        number_add(actor=cast.alice.actor, verification_id=brief.id, number=f"+1844555014{place}")
    missing = missing_of(brief, numbers_of(brief), {"opt_in_evidence"})
    assert set(missing) == {"numbers", "multiple_numbers_reason"}
    with pytest.raises(WrongInput, match="sheet"):
        number_add(actor=cast.alice.actor, verification_id=brief.id, number="+18445550149")


@pytest.mark.source(118, 119)
def test_a_ported_number_is_marked_for_a_retest(cast: Cast) -> None:
    _, brief = opened(cast)
    number = number_add(actor=cast.alice.actor, verification_id=brief.id, number=NUMBER, ported_from="Old Telco")
    assert (number.retest_due, number.ported_from) == (True, "Old Telco")


@pytest.mark.source(76)
def test_a_sender_has_one_open_brief_and_the_refusal_names_it(cast: Cast) -> None:
    application, _ = opened(cast)
    with pytest.raises(WrongState, match=application.reference) as refusal:
        registration_open(actor=cast.alice.actor, business=cast.greenleaf)
    assert "several submissions" in refusal.value.message


def test_what_the_brand_says_is_taken_over(cast: Cast) -> None:
    campaign_filled(cast)
    _, brief = opened(cast)
    assert (brief.legal_name, brief.business_registration_number) == ("GreenLeaf Gardens LLC", "12-3456789")


@pytest.mark.source(95, 96, 97)
def test_the_class_follows_the_aggregator(cast: Cast) -> None:
    application, brief = forwarded(cast)
    number = brief.numbers.get()
    assert class_of(number) == "pending"
    lifecycle.application_record_approval(
        application_id=application.id, actor=cast.rae.actor, part=("number", number.id), external_id="TFV-1"
    )
    assert class_of(number) == "verified"


def test_each_number_is_a_part_that_is_judged_on_its_own(cast: Cast) -> None:
    application, brief = filled(cast, multiple_numbers_reason="Two locations, each with its own number.")
    number_add(actor=cast.alice.actor, verification_id=brief.id, number="+18445550141", label="Second nursery")
    checked(verification_dossier(cast.alice.actor, application))
    assert isinstance(hand_in(cast, application), Submission)
    assert application.parts.filter(part_kind="number").count() == 2


def test_without_a_check_the_wish_waits_and_its_end_completes_it(cast: Cast) -> None:
    from portal.common.clock import now  # noqa: PLC0415

    application, brief = filled(cast)
    run = hand_in(cast, application)
    assert isinstance(run, CheckRun)
    CheckRun.objects.filter(id=run.id).update(state="done", verdict="pass", finished_at=now())
    complete_submit(str(application.id))
    application.refresh_from_db()
    assert application.state == "pending"
    with scope(cast.greenleaf.id):
        assert Program.objects.filter(owner_kind="verification", owner_id=brief.id).exists()


def test_a_number_leaves_an_open_brief_only(cast: Cast) -> None:
    _, brief = forwarded(cast)
    number = brief.numbers.get()
    with pytest.raises(WrongState):
        number_remove(actor=cast.alice.actor, verification_id=brief.id, number_id=number.id)
    assert TollFreeNumber.objects.filter(id=number.id).exists()


def test_foreign_briefs_are_nowhere(cast: Cast) -> None:
    _, brief = opened(cast)
    with pytest.raises(NotFound):
        verification_update(actor=cast.charlie.actor, verification_id=brief.id, values={"city": "Dayton"})
    for name, rest in (("topic", ["sender"]), ("numbers", [])):
        url = reverse(f"verification:{name}", args=[brief.id, *rest])
        assert cast.client(cast.charlie).get(url).status_code == 404


def test_every_page_opens_and_a_number_is_added_without_javascript(cast: Cast) -> None:
    _, brief = opened(cast)
    client = cast.client(cast.alice)
    for topic in VERIFICATION_FORMS:
        assert client.get(reverse("verification:topic", args=[brief.id, topic])).status_code == 200
    page = reverse("verification:numbers", args=[brief.id])
    assert "working phone number" in client.post(page, {"number": "12"}).content.decode()
    assert client.post(page, {"number": "(833) 555-0142", "label": "Nursery"}).status_code == 302
    assert "(833) 555-0142" in client.get(page).content.decode()


@pytest.mark.source(142)
def test_a_social_security_number_is_not_kept_as_registration_number(cast: Cast) -> None:
    _, brief = opened(cast)
    values = {"business_registration_number": "123-45-6789"}
    saved = verification_update(actor=cast.alice.actor, verification_id=brief.id, values=values)
    assert saved.problems["business_registration_number"]
    brief.refresh_from_db()
    assert brief.business_registration_number == ""
