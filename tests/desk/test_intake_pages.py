"""From a notice to a recorded rejection, as the reviewer does it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.desk.review.canned.services import canned_save
from portal.desk.review.reading import reseller_today
from portal.evidence.models import Document
from portal.lifecycle.selectors import last_rejection
from tests.campaigns.scenes import picture
from tests.desk.test_intake_reading import MAIL
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    return cast.client(cast.rae)


def address(made):
    return f"/review/{made.application.reference}/notice/"


def ticked(text):
    return re.findall(r'name="codes" value="([^"]+)"[^>]* checked', text)


def test_the_decision_page_leads_to_the_reading_of_a_notice(desk, cast):
    made = scene(cast).submit().forward()
    page = desk.get(f"/review/{made.application.reference}/?do=record_rejection").content.decode()
    assert address(made) in page
    assert desk.get(address(made)).status_code == 200


@pytest.mark.source(247)
def test_a_pasted_notice_becomes_a_rejection_with_every_code(desk, cast):
    made = scene(cast).submit().forward()
    words = "Reason 9106: no way out in sample 2.\nAlso TF501. Error code 8123. Call 614-280-2101, ticket 2002."
    page = desk.post(address(made), {"words": words}).content.decode()
    assert ticked(page) == ["tcr:9106", "toll_free_aggregator:501", "other:8123"]
    assert "no way out in sample 2" in page
    assert "8123: Error code 8123." in page
    found = re.search(r'name="found" value="([^"]+)"', page).group(1)
    data = {"part": f"brand:{made.brand.id}", "found": found, "codes": ["tcr:9106", "toll_free_aggregator:501"]}
    data |= {"rejected_on": str(reseller_today(made.application)), "text": "8123: Error code 8123."}
    answer = desk.post(f"/review/{made.application.reference}/do/record_rejection/", {**data, "submission_number": 1})
    assert answer.status_code == 302
    decision = last_rejection(made.application)
    assert [code["key"] for code in decision.codes] == data["codes"]
    assert "sample_messages" in decision.codes[0]["fields"]
    assert decision.codes[0]["severity_class"] == "auto_remediable"
    assert "8123" in decision.note_to_customer


def test_an_uploaded_mail_is_read_and_kept_with_the_decision(desk, cast):
    made = scene(cast).submit().forward()
    page = desk.post(address(made), {"file": SimpleUploadedFile("reject.eml", MAIL)}).content.decode()
    assert "tcr:9108" in ticked(page)
    kept = Document.objects.get(kind="rejection_notice", derived_from=None)
    assert kept.uses.get().field == "notice-1"
    assert kept.uses.get().subject_id == made.application.id
    assert "reject.eml" in desk.get(address(made)).content.decode()


def test_a_picture_of_a_notice_is_kept_and_what_was_typed_stays(desk, cast):
    made = scene(cast).submit().forward()
    answer = desk.post(address(made), {"words": "Nothing here.", "file": picture("notice.png")})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The words of a picture cannot be read." in page
    assert "The file itself is kept for the decision." in page
    assert "Nothing here." in page
    assert Document.objects.filter(original_name="notice.png", derived_from=None).exists()


def test_a_file_that_evidence_refuses_is_kept_as_its_words(desk, cast):
    made = scene(cast).submit().forward()
    html = SimpleUploadedFile("notice.html", b"<!doctype html><body><p>Code 9106</p></body>")
    assert ticked(desk.post(address(made), {"file": html}).content.decode()) == ["tcr:9106"]
    assert Document.objects.get(derived_from=None).original_name == "notice.html.txt"


@pytest.mark.parametrize(("data", "told"), [({}, "paste the text"), ({"words": "We are sorry."}, "No code")])
def test_a_notice_without_codes_says_what_to_do(desk, cast, data, told):
    made = scene(cast).submit().forward()
    answer = desk.post(address(made), data)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_typed_codes_are_taken_in_any_spelling_and_unknown_ones_as_such(desk, cast):
    made = scene(cast).submit().forward()
    page = desk.post(address(made), {"codes": "9106, tf501 campaign_mismatch, 777777"}).content.decode()
    assert ticked(page) == ["tcr:9106", "toll_free_aggregator:501", "aws:CAMPAIGN_MISMATCH", "other:777777"]
    assert "A code we do not know" in page


def test_the_identity_of_the_business_comes_first_among_the_causes(desk, cast):
    made = scene(cast).submit().forward()
    page = desk.post(address(made), {"codes": "9106, 1003, BRAND_UNVERIFIED, 2101"}).content.decode()
    causes = page.split("What it most likely comes from")[1]
    assert causes.index("The identity of the business") < causes.index("The website")


def test_a_notice_is_read_only_while_the_registry_decides(desk, cast):
    assert desk.get(address(scene(cast).submit())).status_code == 409
    assert cast.client(cast.alice).get(address(scene(cast).submit().forward())).status_code == 403


def test_a_canned_note_is_inserted_beside_the_codes_that_were_read(desk, cast):
    canned_save(actor=cast.rae.actor, title="Way out", text="End sample 2 with Reply STOP.", codes=["tcr:9106"])
    made = scene(cast).submit().forward()
    page = desk.post(address(made), {"words": "Reason 9106: no way out in sample 2. Error code 8123."}).content.decode()
    note = re.search(r'<option value="([^"]+)">Way out', page).group(1)
    found = re.search(r'name="found" value="([^"]+)"', page).group(1)
    data = {
        "part": f"brand:{made.brand.id}",
        "found": found,
        "codes": ["tcr:9106", "other:8123"],
        "submission_number": 1,
    }
    answer = desk.post(
        f"/review/{made.application.reference}/do/record_rejection/", {**data, "canned": note, "fill": "1"}
    ).content.decode()
    assert "End sample 2 with Reply STOP." in answer
    assert ticked(answer) == ["tcr:9106", "other:8123"]
    assert f'name="found" value="{found}"' in answer


def test_a_notice_that_would_end_the_application_says_that_it_takes_two(desk, cast):
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    assert "This decision takes two people." in desk.post(address(made), {"codes": "9106"}).content.decode()
