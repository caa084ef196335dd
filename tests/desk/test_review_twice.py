"""A second decision from a page that is older than the first: told what stands now, and nothing typed is lost."""

import html
import re

import pytest

from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

IDENTITY = {"legal_name": "GreenLeaf", "irs_letter": "matches", "website": "matches"}


@pytest.fixture
def desk(cast):
    return cast.client(cast.rae)


def words(answer):
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def do(client, made, verb, **data):
    data.setdefault("submission_number", made.fresh().submission_count)
    return client.post(f"/review/{made.application.reference}/do/{verb}/", data)


def brand_of(made):
    return made.application.parts.get(part_kind="brand")


def test_an_old_page_does_not_record_a_part_as_sent_again(desk, cast):
    made = scene(cast).submit().claim()
    sent = {"parts": f"brand:{made.brand.id}", **IDENTITY}
    assert do(desk, made, "forward", **sent, reference="TCR-88").status_code == 302
    again = do(cast.client(cast.ada), made, "forward", **sent)
    assert again.status_code == 409
    assert "Brand GreenLeaf Gardens LLC was recorded as sent by Rae Lindqvist on " in words(again)
    assert brand_of(made).external_reference == "TCR-88"
    assert made.application.decisions.count() == 1


def test_a_part_that_was_sent_is_offered_once_more_and_never_ticked(desk, cast):
    made = scene(cast).submit().forward()
    page = words(desk.get(f"/review/{made.application.reference}/?do=forward"))
    box = re.search(rf'<input [^>]*value="(brand:{made.brand.id}[^"]*)"[^>]*>', page)
    assert "Brand: GreenLeaf Gardens LLC, once more (recorded as sent by Rae Lindqvist on " in page
    assert "checked" not in box[0]
    assert do(desk, made, "forward", parts=box[1]).status_code == 302
    assert brand_of(made).external_reference == "TICKET-1"
    assert do(desk, made, "forward", parts=box[1]).status_code == 409


def test_what_a_new_submission_changed_is_ticked_to_be_sent(desk, cast):
    made = scene(cast).submit().forward()
    assert do(desk, made, "record_information_request", text="Which numbers?").status_code == 302
    made.submit().claim()
    page = words(desk.get(f"/review/{made.application.reference}/?do=forward"))
    box = re.search(rf'<input [^>]*value="brand:{made.brand.id}"[^>]*>', page)
    assert "checked" in box[0]
    assert do(desk, made, "forward", parts=f"brand:{made.brand.id}", **IDENTITY).status_code == 302


def test_a_run_over_many_leaves_out_what_was_sent(desk, cast):
    made, other = scene(cast).submit().forward(), scene(cast).submit().claim()
    data = {"row": [one.application.reference for one in (made, other)], "part_kind": "brand", "reference": "T-9"}
    answer = desk.post("/review/bulk/forward/", {**data, "irs_letter": "matches", "website": "matches"})
    told = words(desk.get(answer["Location"]))
    assert "Done: 1" in told
    assert "was recorded as sent by Rae Lindqvist on " in told
    assert (brand_of(made).external_reference, brand_of(other).external_reference) == ("TICKET-1", "T-9")


def test_what_was_sent_is_not_proposed_to_a_second_person(desk, cast):
    made = scene(cast).submit(overrides={"sample-stop": "It is a receipt."}).forward()
    cast.lakeside.second_pair_of_eyes = True
    cast.lakeside.save()
    assert do(desk, made, "forward", parts=f"brand:{made.brand.id}").status_code == 409
    assert not made.application.proposals.exists()
