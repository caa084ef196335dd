"""A second decision from a page that is older than the first: told what stands now, and nothing typed is lost."""

import html
import re

import pytest

from portal.desk.review.reading import reseller_today
from portal.lifecycle import services
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


@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        ("record_rejection", {"note_to_customer": "Name the sender."}),
        ("record_approval", {"external_id": "B-77"}),
        ("forward", {"reference": "T-3"}),
        ("record_information_request", {"text": "Which numbers?"}),
        ("suspend", {"reason": ""}),
    ],
)
def test_a_verb_whose_time_is_over_says_so_before_its_answers_are_judged(desk, cast, verb, typed):
    made = scene(cast).rejected()
    answer = do(desk, made, verb, **typed)
    assert answer.status_code == 409
    page = words(answer)
    assert f"{made.application.reference} is rejected, so “" in page
    assert "Possible now: " in page
    assert all(text in page for text in typed.values())
    assert f'href="/review/{made.application.reference}/">Go to {made.application.reference}</a>' in page


def test_a_part_that_was_answered_meanwhile_is_told_in_words(desk, cast):
    made = scene(cast).submit().forward()
    made.approve(made.brand)
    answer = do(desk, made, "record_approval", part=f"brand:{made.brand.id}", external_id="B-77")
    assert answer.status_code == 409
    assert "Brand GreenLeaf Gardens LLC does not lie with the registry: it is approved." in words(answer)


@pytest.mark.parametrize("verb", ["grant_temporary", "answer_appeal", "record_confirmation", "amendment"])
def test_what_is_not_open_any_more_is_told_as_such(desk, cast, verb):
    made = scene(cast).approved() if verb == "amendment" else scene(cast).submit().forward()
    answer = do(desk, made, verb, text="It was wrong.", step="forward")
    assert answer.status_code == 409
    assert made.application.reference in words(answer)


@pytest.fixture
def proposed(cast):
    """A last rejection that Rae proposed."""
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    day = reseller_today(made.application).isoformat()
    given = {"part": f"brand:{made.brand.id}", "more_codes": "tcr:9106", "rejected_on": day}
    assert do(cast.client(cast.rae), made, "record_rejection", **given).status_code == 302
    return made


def test_a_proposal_that_was_carried_out_is_told_with_who_did(proposed, cast):
    ada, address = cast.client(cast.ada), f"/review/{proposed.application.reference}/second/"
    assert ada.post(address).status_code == 302
    again = ada.post(address)
    assert again.status_code == 409
    assert "The decision that Rae Lindqvist proposed was carried out by Ada Fischer on " in words(again)
    declined = do(ada, proposed, "decline_proposal", reason="Wrong customer.")
    assert declined.status_code == 409
    assert "was carried out by Ada Fischer" in words(declined)
    assert "Wrong customer." in words(declined)


def test_a_proposal_that_was_declined_is_told_with_who_did_and_no_other_is_carried_out(proposed, cast):
    ada, address = cast.client(cast.ada), f"/review/{proposed.application.reference}/second/"
    first = proposed.application.proposals.get().id
    assert do(ada, proposed, "decline_proposal").status_code == 422
    assert do(ada, proposed, "decline_proposal", reason="No.").status_code == 302
    again = ada.post(address, {"proposal": first})
    assert again.status_code == 409
    assert "The decision that Rae Lindqvist proposed was declined by Ada Fischer on " in words(again)
    services.application_propose(
        application_id=proposed.id, actor=cast.rae.actor, verb="record_rejection", arguments={}
    )
    assert ada.post(address, {"proposal": first}).status_code == 409
    assert proposed.fresh().state == "forwarded"


def test_a_proposal_that_the_registration_left_behind_is_told_as_such(proposed, cast):
    services.application_withdraw(application_id=proposed.id, actor=cast.alice.actor)
    answer = cast.client(cast.ada).post(f"/review/{proposed.application.reference}/second/")
    assert answer.status_code == 409
    assert "went on without the decision that Rae Lindqvist proposed" in words(answer)
