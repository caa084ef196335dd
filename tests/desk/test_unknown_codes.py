"""Codes that the directory does not have: kept with the rejection, told as such, answered and found like others."""

import re
from typing import Any

import pytest
from django.urls import reverse

from portal.common.errors import WrongInput
from portal.desk.intake.forms import reading_of
from portal.desk.review.reading import reseller_today
from portal.lifecycle.codes import all_facts, told_of, unlisted_key
from portal.lifecycle.queue import Asked, queue_page
from portal.lifecycle.selectors import codes_to_answer, last_rejection
from tests.campaigns.scenes import rejected
from tests.cast import Cast
from tests.lifecycle.scenes import Scene, scene

pytestmark = pytest.mark.django_db


def read(cast: Cast, made: Scene, words: str) -> tuple[str, dict[str, Any]]:
    """The page that a pasted notice leads to, and the data of its form."""
    address = reverse("desk:review_notice", args=[made.application.reference])
    page = cast.client(cast.rae).post(address, {"words": words}).content.decode()
    found = re.search(r'name="found" value="([^"]+)"', page)
    assert found
    ticked = re.findall(r'name="codes" value="([^"]+)"[^>]* checked', page)
    day = str(reseller_today(made.application))
    return page, {"part": f"brand:{made.brand.id}", "found": found[1], "codes": ticked, "rejected_on": day}


def test_a_notice_with_an_unknown_code_is_recorded_with_it_beside_the_known_ones(cast: Cast) -> None:
    made = scene(cast).submit().forward()
    page, data = read(cast, made, "Reason 9106: no way out. Error code 77123: sender not vetted.")
    assert "One of them is a code we do not know." in page
    assert "Error code 77123: sender not vetted." in page
    assert data["codes"] == ["tcr:9106", "other:77123"]
    address = reverse("desk:review_act", args=[made.application.reference, "record_rejection"])
    assert cast.client(cast.rae).post(address, {**data, "submission_number": 1}).status_code == 302
    kept = last_rejection(made.application)
    assert kept is not None
    assert [(code["key"], code["title"]) for code in kept.codes][1] == ("other:77123", "A code we do not know")
    page = cast.client(cast.rae).get(reverse("desk:review", args=[made.application.reference])).content.decode()
    assert "Code 77123 A code we do not know" in " ".join(page.split())
    assert "/codes/other/" not in page


def test_a_notice_with_unknown_codes_alone_names_each(cast: Cast) -> None:
    made = scene(cast).submit().forward()
    page, data = read(cast, made, "Error code 77123. Reason: BRAND_NOT_ON_FILE_XY.")
    assert data["codes"] == ["other:77123", "other:BRAND_NOT_ON_FILE_XY"]
    assert "2 codes were read." in page


def test_the_business_reads_that_nobody_knows_the_code_and_answers_it_like_the_others(cast: Cast) -> None:
    application, _campaign = rejected(cast, "tcr:9106", "other:77123")
    client, address = cast.client(cast.alice), reverse("desk:rejection", args=[application.reference])
    page = client.get(address).content.decode()
    assert "A code we do not know" in page
    assert "Go by the registry" in page
    assert "/codes/other/" not in page
    client.post(address, {"change-other:77123": "We asked for a vetting.", "at": "code-other:77123"})
    assert "We asked for a vetting." in client.get(address).content.decode()
    assert [code["key"] for code in codes_to_answer(application)] == ["tcr:9106", "other:77123"]


def test_an_unanswered_unknown_code_keeps_the_next_submission_back(cast: Cast) -> None:
    made = scene(cast).submit().forward().reject("tcr:9106", "other:77123")
    with pytest.raises(WrongInput) as refusal:
        made.submit(answers={"tcr:9106": {"text": "Done."}})
    assert list(refusal.value.fields) == ["other:77123"]
    assert "77123 (a code we do not know)" in refusal.value.fields["other:77123"][0]
    assert made.resubmit().fresh().state == "pending"


def test_the_queue_finds_codes_of_decisions_known_or_not_also_after_a_resubmission(cast: Cast) -> None:
    scene(cast).submit()
    made = scene(cast).submit().forward().reject("tcr:9106", "other:77-AB")

    def found() -> set[str]:
        pages = [queue_page(cast.rae.actor, Asked(tab="all", text=text), size=25) for text in ("77-ab", "tcr:9106")]
        return {",".join(row.reference for row in page.rows) for page in pages}

    assert found() == {made.application.reference}
    made.resubmit()
    assert found() == {made.application.reference}


def test_history_and_notice_name_the_code_as_the_registry_wrote_it(cast: Cast) -> None:
    made = scene(cast).submit().forward().reject("other:77123")
    text = made.application.timeline.get(verb="record_rejection").text
    assert "77123 (a code we do not know)" in text
    assert "other:" not in text


@pytest.mark.parametrize(
    ("spelling", "key"), [("77123", "other:77123"), ("ab_c", "other:AB_C"), ("<b>", "other:B"), ("é!", ""), ("", "")]
)
def test_any_spelling_becomes_a_key_that_forms_and_addresses_can_carry(spelling: str, key: str) -> None:
    assert unlisted_key(spelling) == key
    assert unlisted_key("x" * 300) == f"other:{'X' * 40}"


def test_a_code_typed_by_hand_has_to_be_said_to_be_unknown() -> None:
    with pytest.raises(WrongInput, match="write other:77123 to record it"):
        all_facts(["77123"])
    assert [fact.told for fact in all_facts(["other:77123"])] == ["77123 (a code we do not know)"]
    assert told_of({"key": "other:text", "authority": "other", "title": "No reason told."}) == "No reason told."
    assert list(reading_of("other:77123, 9106", "").unlisted) == ["other:77123"]
