"""Hostile tenants, careless reviewers, stale forms and broken clients at both desks: clear words, never a fault."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from brands.answering import code_answers
from campaigns.services import campaign_dossier, campaign_update
from portal.common.errors import NotFound, WrongPerson
from portal.common.ids import uuid7
from portal.desk.models import BulkRun
from portal.desk.review.reading import reseller_today
from portal.evidence.models import Document
from portal.evidence.services import document_detach
from portal.lifecycle.models import Proposal
from portal.lifecycle.selectors import last_submission
from portal.lifecycle.services import Part, application_set_parts
from tests.campaigns import scenes as campaigns
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    return cast.client(cast.rae, raise_request_exception=False)


def do(client, made, verb, **data):
    return client.post(f"/review/{made.application.reference}/do/{verb}/", {"submission_number": 1, **data})


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_rejection_on_the_last_or_first_day_of_the_calendar_is_refused_at_its_date(desk, cast, day):
    made = scene(cast).submit().forward()
    answer = do(desk, made, "record_rejection", part=f"brand:{made.brand.id}", more_codes="tcr:9106", rejected_on=day)
    assert answer.status_code == 422
    assert "The date of the rejection lies" in answer.content.decode()


def test_what_a_proposals_form_did_not_ask_is_not_kept_with_it(desk, cast):
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    data = {"part": f"brand:{made.brand.id}", "more_codes": "tcr:9106"}
    data["rejected_on"] = reseller_today(made.application).isoformat()
    answer = do(desk, made, "record_rejection", **data, zebra="a\x00b", proposal_id=str(uuid.uuid4()))
    assert answer.status_code == 302, answer.content.decode()[:300]
    assert "zebra" not in Proposal.objects.get().arguments


def test_a_bulk_form_used_again_for_something_else_is_a_run_of_its_own(desk, cast):
    one, other = scene(cast).submit(), scene(cast).submit()
    data = {"token": str(uuid.uuid4()), "row": one.application.reference}
    desk.post("/review/bulk/", {**data, "action": "claim"})
    assert desk.post("/review/bulk/", {**data, "action": "release"}).status_code == 302
    assert one.fresh().state == "pending"
    desk.post("/review/bulk/", {**data, "action": "claim", "row": other.application.reference})
    assert other.fresh().state == "under_review"
    assert BulkRun.objects.count() == 3


@pytest.mark.parametrize(
    "row", ["REG\x00", "\x00", "REG-1:" + "9" * 5000, "REG-2001:99999", "\u00df" * 40, ":", "x" * 9000]
)
def test_rows_that_no_page_drew_are_refused_row_by_row(desk, cast, row):
    made = scene(cast).submit().claim()
    answer = desk.post("/review/bulk/changes/", {"row": [row, f"{made.application.reference}:1"], "note": "Mend it."})
    assert answer.status_code == 302
    assert made.fresh().state == "changes_requested"
    assert desk.post("/review/bulk/", {"row": [row], "action": "claim"}).status_code == 302
    assert desk.get("/review/bulk/changes/", {"row": row}).status_code == 200


@pytest.mark.parametrize("pasted", ["REG-1,\x00", 'REG-1,"' + "x" * 200_000, "a,b\x85c,d", "\x00,1"])
def test_pasted_columns_of_any_sort_get_an_answer(desk, cast, pasted):
    data = {"part_kind": "brand", "pasted": pasted}
    assert desk.post("/review/bulk/approve/", data).status_code in (302, 422)
    file = SimpleUploadedFile("ids.csv", pasted.encode()[:90_000])
    assert desk.post("/review/bulk/approve/", {"part_kind": "brand", "file": file}).status_code in (302, 422)


def test_words_with_a_nul_are_refused_or_cleaned_on_both_desks(desk, cast):
    made = scene(cast).submit().forward()
    reference = made.application.reference
    assert desk.post(f"/review/{reference}/notes/", {"text": "a\x00b"}).status_code == 302
    made.reject("tcr:9106")
    alice = cast.client(cast.alice, raise_request_exception=False)
    data = {"text-tcr:9106": "We changed\x00 it."}
    assert alice.post(f"/registrations/{reference}/rejection/", data).status_code in (302, 422)
    omar = cast.client(cast.omar, raise_request_exception=False)
    assert omar.get("/officer/", {"q": "\x00"}).status_code == 200
    assert omar.get("/trail/", {"until": "9999-12-31"}).status_code == 200


def test_a_business_cannot_take_the_registrys_notice_away_from_the_decision(desk, cast):
    made = scene(cast).submit().forward()
    desk.post(f"/review/{made.application.reference}/notice/", {"words": "Reason 9106: no way out."})
    paper = Document.objects.get(kind="rejection_notice", derived_from=None)
    place = {"document_id": paper.id, "subject": ("application", made.id), "field": "notice-1"}
    for person in (cast.alice, cast.charlie):
        with pytest.raises(NotFound):
            document_detach(actor=person.actor, **place)
    made.reject("tcr:9106")
    with pytest.raises(WrongPerson):
        document_detach(actor=cast.alice.actor, **place)


def test_a_chosen_theme_leads_back_only_to_pages_of_the_portal(cast):
    client = cast.client(raise_request_exception=False)
    for back in (
        "abc",
        "logout",
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
    ):
        answer = client.post("/theme/", {"theme": "dark", "next": back})
        assert answer.headers["Location"].startswith("/"), back
        assert not answer.headers["Location"].startswith("//"), back


def test_reasons_for_findings_that_do_not_block_are_not_handed_in(cast):
    application, _campaign = campaigns.filled(cast)
    dossier = campaign_dossier(cast.alice.actor, application)
    campaigns.checked(dossier)
    made_up = {"reason-zebra": "So that two people have to look.", "reason-a\x00b": "x", "reason-nul": "\x00"}
    real = {f"reason-{rule}": reason for rule, reason in campaigns.reasons(dossier).items()}
    alice = cast.client(cast.alice, raise_request_exception=False)
    address = f"/registrations/{application.reference}/submit/"
    assert alice.post(address, {"capacity": "Owner", "agreed": "on", **made_up, **real}).status_code == 302
    assert last_submission(application).overrides == campaigns.reasons(dossier)


def test_a_proposal_that_was_closed_meanwhile_is_not_declined_in_silence(desk, cast):
    made = scene(cast).submit().forward()
    answer = do(desk, made, "decline_proposal", reason="No.")
    assert answer.status_code == 409
    assert "waits for a second person" in answer.content.decode()


def test_titles_that_only_the_database_takes_for_the_same_are_refused_at_the_field(desk):
    note = {"text": "Name the sender.", "codes": "", "title": "k"}
    assert desk.post("/notes/new/", note).status_code == 302
    answer = desk.post("/notes/new/", {**note, "title": "\u212a"})
    assert answer.status_code == 422
    assert "There is a note of this title" in answer.content.decode()


def test_a_note_of_a_million_letters_goes_to_nobody(desk, cast):
    made = scene(cast).submit().claim()
    answer = do(desk, made, "request_changes", note_to_customer="x" * 1_000_000)
    assert answer.status_code == 422
    assert "at most 40000 characters" in answer.content.decode()
    assert made.fresh().state == "under_review"


def test_a_question_answered_twice_is_kept_once_with_its_proposal(desk, cast):
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    data = {"part": f"brand:{made.brand.id}", "rejected_on": reseller_today(made.application).isoformat()}
    answer = do(desk, made, "record_rejection", **data, text=["a\x00b", "No sender."], more_codes=["\x00", "tcr:9106"])
    assert answer.status_code == 302, answer.content.decode()[:300]
    kept = Proposal.objects.get().arguments
    assert (kept["text"], kept["more_codes"]) == (["No sender."], ["tcr:9106"])


def test_an_id_for_several_parts_at_once_is_refused_at_its_field(desk, cast):
    made = scene(cast)
    numbers = [Part("number", uuid7(), f"+1833555014{digit}") for digit in "23"]
    application_set_parts(application_id=made.id, actor=cast.alice.actor, parts=numbers)
    made.submit().claim()
    data = {"parts": [f"number:{part.id}" for part in numbers], "external_id": "VR-1", "legal_name": "GreenLeaf"}
    answer = do(desk, made, "forward", **data, irs_letter="matches", website="matches")
    assert answer.status_code == 422
    assert "Send one part at a time" in answer.content.decode()
    assert made.fresh().state == "under_review"


def test_an_answer_that_is_too_long_loses_no_other_answer(cast):
    made = scene(cast).rejected("tcr:9106", "tcr:2002")
    alice = cast.client(cast.alice, raise_request_exception=False)
    data = {"change-tcr:9106": "Sample 2 ends with the way out.", "text-tcr:2002": "x" * 2001}
    answer = alice.post(f"/registrations/{made.application.reference}/rejection/", data)
    assert answer.status_code == 422
    assert "Sample 2 ends with the way out." in answer.content.decode()


def test_line_ends_do_not_count_twice_against_the_length_of_an_answer(cast):
    made, lines = scene(cast).rejected("tcr:9106"), "x\r\n" * 999 + "xx"
    alice = cast.client(cast.alice)
    answer = alice.post(f"/registrations/{made.application.reference}/rejection/", {"change-tcr:9106": lines})
    assert answer.status_code == 302
    assert code_answers(cast.alice.actor, made.application)["tcr:9106"]["change"] == lines.replace("\r\n", "\n")


def test_an_answer_to_a_code_that_is_not_asked_is_not_called_kept(cast):
    made = scene(cast).rejected("tcr:9106")
    alice = cast.client(cast.alice)
    address = f"/registrations/{made.application.reference}/rejection/"
    answer = alice.post(address, {"change-tcr:2002": "We wrote a new opt-in page."})
    assert answer.status_code == 409
    assert "We wrote a new opt-in page." in answer.content.decode()
    assert "is kept" not in alice.get(address).content.decode()


def test_a_reason_of_many_lines_is_handed_in_whole(cast):
    application, campaign = campaigns.filled(cast)
    samples = [f"GreenLeaf: order {number} is ready." for number in (87234, 87235, 87236)]
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"sample_messages": samples})
    dossier = campaign_dossier(cast.alice.actor, application)
    campaigns.checked(dossier)
    reasons, whole = campaigns.reasons(dossier), "x\r\n" * 499 + "xy"
    data = {f"reason-{rule}": whole for rule in reasons}
    alice = cast.client(cast.alice)
    alice.post(f"/registrations/{application.reference}/submit/", {"capacity": "Owner", "agreed": "on", **data})
    assert set(last_submission(application).overrides.values()) == {whole.replace("\r\n", "\n")}


def test_a_note_among_reviewers_that_is_too_long_is_not_thrown_away(desk, cast):
    made = scene(cast).submit()
    address = f"/review/{made.application.reference}/notes/"
    answer = desk.post(address, {"text": "Rae looked twice. " + "x" * 5_000})
    assert answer.status_code == 422
    assert "Rae looked twice." in answer.content.decode()
    assert desk.post(address, {"text": "  "}).status_code == 302
