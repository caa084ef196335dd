"""The reviewer's queue and decision page, driven by forms alone."""

import re

import pytest

from portal.desk.review.reading import reseller_today
from portal.evidence.services import document_store
from portal.lifecycle import selectors, services
from portal.lifecycle.models import Application
from tests.campaigns.scenes import picture
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

FINDING = {
    "rule": "sample-stop",
    "name": "Opt-out wording missing",
    "severity": "warning",
    "field": "sample_messages[1]",
    "message": "Sample 2 has no opt-out wording.",
    "fix": "Add Reply STOP to opt out.",
    "codes": ["tcr:9106"],
}


@pytest.fixture
def desk(cast):
    return cast.client(cast.rae)


def page(client, made, query=""):
    answer = client.get(f"/review/{made.application.reference}/{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def do(client, made, verb, **data):
    data.setdefault("submission_number", made.fresh().submission_count)
    return client.post(f"/review/{made.application.reference}/do/{verb}/", data)


def identity(**values):
    return {"legal_name": "GreenLeaf", "irs_letter": "matches", "website": "not_seen", **values}


def test_the_queue_has_saved_filters_search_and_a_button_for_the_next_one(desk, cast):
    waiting, sent = scene(cast).submit(), scene(cast).submit().forward()
    text = desk.get("/review/").content.decode()
    assert waiting.application.reference in text
    assert sent.application.reference not in text
    assert sent.application.reference in desk.get("/review/?tab=registry").content.decode()
    assert "Nothing matches" in desk.get("/review/?tab=all&q=zebra").content.decode()
    assert waiting.application.reference in desk.get("/review/?q=greenleaf").content.decode()
    answer = desk.post("/review/next/")
    assert answer.headers["Location"] == f"/review/{waiting.application.reference}/"
    assert waiting.fresh().assigned_to_id == cast.rae.user.id
    assert desk.post("/review/next/").headers["Location"] == "/review/?q=greenleaf"


def test_the_queue_asks_the_same_number_of_questions_however_long_it_is(desk, cast, django_assert_max_num_queries):
    for _ in range(12):
        scene(cast).submit()
    with django_assert_max_num_queries(16):
        assert desk.get("/review/?tab=all").content.decode().count("REG-") >= 12


def test_a_draft_is_not_the_reviewers_yet_and_other_resellers_find_nothing(desk, cast):
    draft, submitted = scene(cast), scene(cast).submit()
    assert desk.get(f"/review/{draft.application.reference}/").status_code == 404
    assert cast.client(cast.alice).get(f"/review/{submitted.application.reference}/").status_code == 403
    assert cast.client(cast.charlie).get(f"/review/{submitted.application.reference}/").status_code in (403, 404)
    assert cast.client(cast.omar).get("/review/").status_code == 403


def test_the_decision_page_shows_the_submission_with_its_findings_and_what_can_be_done(desk, cast):
    made = scene(cast).submit(findings=[FINDING], data={"campaign.sample_messages": ["Hi", "Bye"]})
    assert "Claim it to decide on it." in page(desk, made)
    desk.post(f"/review/{made.application.reference}/claim/")
    text = page(desk, made)
    assert "GreenLeaf Gardens LLC" in text
    assert '<p class="sms">Bye</p>' in text
    assert "Sample 2 has no opt-out wording." in text
    assert "Send to the registry" in text


@pytest.mark.source(6, 136)
def test_forwarding_takes_the_identity_block_and_keeps_what_was_typed_when_it_is_wrong(desk, cast):
    made = scene(cast).submit().claim()
    part = f"brand:{made.brand.id}"
    answer = do(desk, made, "forward", parts=part, reference="T-77", **identity(website="differs"))
    assert answer.status_code == 422
    assert "Write the name as it stands on the website." in answer.content.decode()
    assert "T-77" in answer.content.decode()
    assert do(desk, made, "forward", parts=part, reference="T-77", **identity()).status_code == 302
    assert made.fresh().state == "forwarded"
    assert "T-77" in page(desk, made)


def test_the_campaign_is_not_offered_before_its_brand_is_approved(desk, cast):
    made = scene(cast).submit().claim()
    text = page(desk, made, "?do=forward")
    assert f"brand:{made.brand.id}" in text
    assert f"campaign:{made.campaign.id}" not in text
    assert "Waits for approval of brand GreenLeaf Gardens LLC" in text


@pytest.mark.source(37, 40)
def test_a_rejection_is_recorded_with_suggested_and_typed_codes_under_the_budget(desk, cast):
    made = scene(cast).rejected().resubmit(findings=[FINDING]).forward()
    text = page(desk, made, "?do=record_rejection")
    assert "Would be rejection 2 of 4" in text
    assert "Repeated rejections may be fined." in text
    data = {"part": f"brand:{made.brand.id}", "codes": "tcr:9106", "rejected_on": today(made)}
    wrong = do(desk, made, "record_rejection", **data, more_codes="tcr:1")
    assert wrong.status_code == 422
    assert "The code directory has no code" in wrong.content.decode()
    assert do(desk, made, "record_rejection", **data, more_codes="tcr:9108, 9106").status_code == 302
    assert made.fresh().rejections == 2
    assert [c["key"] for c in selectors.codes_to_answer(made.application)] == ["tcr:9106", "tcr:9108"]


def today(made):
    return reseller_today(made.application).isoformat()


def test_notes_from_findings_become_notes_on_their_fields(desk, cast):
    made = scene(cast).submit(findings=[FINDING]).claim()
    empty = do(desk, made, "request_changes")
    assert empty.status_code == 422
    assert "Say what the business has to change" in empty.content.decode()
    do(desk, made, "request_changes", from_findings="0", field="brand.legal_name", field_note="As on the letter.")
    decision = made.fresh().decisions.get(verb="request_changes")
    assert made.application.state == "changes_requested"
    assert decision.field_notes["brand.legal_name"] == "As on the letter."
    assert "Reply STOP" in decision.field_notes["sample_messages[1]"]


def test_approvals_lead_part_by_part_to_approved(desk, cast):
    made = scene(cast).submit().forward()
    assert do(desk, made, "record_approval", part=f"brand:{made.brand.id}", external_id="B1").status_code == 302
    assert do(desk, made, "forward", parts=f"campaign:{made.campaign.id}").status_code == 302
    do(desk, made, "record_approval", part=f"campaign:{made.campaign.id}", external_id="C1")
    assert made.fresh().state == "approved"
    do(desk, made, "suspend", reason="The registry stopped it.")
    assert made.fresh().state == "suspended"


@pytest.mark.source(36)
def test_a_temporary_registration_is_granted_refused_and_ended_from_the_page(desk, cast):
    made, other = scene(cast).submit(), scene(cast).submit()
    for one in (made, other):
        services.temporary_request(application_id=one.id, actor=cast.alice.actor, note="We open on Monday.")
    assert "We open on Monday." in page(desk, made)
    assert made.application.reference in desk.get("/review/?tab=temporary").content.decode()
    assert do(desk, made, "refuse_temporary", reason="").status_code == 422
    do(desk, other, "refuse_temporary", reason="The brand is new.")
    do(desk, made, "grant_temporary", reason="")
    assert selectors.temporary_is_active(made.fresh())
    do(desk, made, "end_temporary", reason="Spam.")
    assert not selectors.temporary_is_active(made.fresh())


def test_a_diff_shows_words_taken_out_and_put_in(desk, cast):
    made = scene(cast).rejected().resubmit(data={"campaign.description": "Order and delivery updates"})
    text = desk.get(f"/review/{made.application.reference}/diff/1/2/").content.decode()
    assert "Order <ins>and delivery </ins>updates" in text
    assert desk.get(f"/review/{made.application.reference}/diff/1/9/").status_code == 404
    assert "GreenLeaf Gardens LLC" in desk.get(f"/review/{made.application.reference}/submissions/1/").content.decode()


def test_a_form_filled_in_for_an_older_submission_is_refused(desk, cast):
    made = scene(cast).rejected().resubmit().forward()
    data = {"part": f"brand:{made.brand.id}", "external_id": "B1", "submission_number": 1}
    assert do(desk, made, "record_approval", **data).status_code == 409
    assert made.fresh().state == "forwarded"


def test_a_last_rejection_is_proposed_by_one_and_carried_out_by_another(desk, cast):
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    data = {"part": f"brand:{made.brand.id}", "more_codes": "tcr:9106", "rejected_on": today(made)}
    assert do(desk, made, "record_rejection", **data).status_code == 302
    assert "Another reviewer has to carry it out." in page(desk, made)
    assert desk.post(f"/review/{made.application.reference}/second/").status_code == 403
    ada = cast.client(cast.ada)
    assert "Carry it out as the second person" in page(ada, made)
    assert ada.post(f"/review/{made.application.reference}/second/").status_code == 302
    assert made.fresh().state == "ineligible"


def test_what_was_proposed_is_recorded_directly_once_two_people_are_no_longer_asked_for(desk, cast):
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    data = {"part": f"brand:{made.brand.id}", "more_codes": "tcr:9106", "rejected_on": today(made)}
    do(desk, made, "record_rejection", **data)
    cast.lakeside.second_pair_of_eyes = False
    cast.lakeside.save()
    assert "Another reviewer has to carry it out." not in page(desk, made)
    assert "Two people are no longer asked for" in page(desk, made)
    assert "?do=record_rejection" in page(desk, made)
    assert do(desk, made, "record_rejection", **data).status_code == 302
    assert made.fresh().state == "ineligible"


def test_a_neutral_address_leads_each_side_to_its_own_page(desk, cast):
    made = scene(cast).submit()
    answer = desk.get(f"/applications/{made.application.reference}/")
    assert answer.headers["Location"] == f"/review/{made.application.reference}/"
    assert cast.client(cast.alice).get(f"/applications/{made.application.reference}/").status_code == 302
    assert cast.client(cast.dora).get(f"/applications/{made.application.reference}/").status_code == 404


def test_nothing_on_the_pages_needs_a_script_or_breaks_the_policy(desk, cast):
    made = scene(cast).submit(findings=[FINDING]).forward()
    for state in ("?do=record_rejection", "?do=record_approval", "?do=record_information_request"):
        text = page(desk, made, state)
        assert not re.search(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*src=)", text)
        assert 'method="post"' in text
    assert Application.objects.count() == 1


@pytest.mark.parametrize("state", ["pending", "under_review", "forwarded", "rejected", "approved"])
def test_the_decision_page_asks_fewer_than_25_questions_in_each_state(desk, cast, state, django_assert_max_num_queries):
    made = scene(cast).approved() if state == "approved" else scene(cast).rejected().resubmit()
    act = {"under_review": made.claim, "forwarded": made.forward, "rejected": lambda: made.forward().reject()}
    act.get(state, made.fresh)()
    paper = {"actor": cast.alice.actor, "business_id": cast.greenleaf.id, "kind": "other", "upload": picture()}
    document_store(**paper, subject=("application", made.id))
    assert made.fresh().state == state
    page(desk, made)
    with django_assert_max_num_queries(24):
        page(desk, made)
