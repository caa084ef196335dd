"""Bulk actions: each row by its own verb, a report that is kept, nothing done twice."""

import csv
import io
import uuid

import pytest

from portal.common.errors import WrongInput
from portal.desk.models import BulkRun
from portal.desk.review.bulk.forms import rows_in
from portal.desk.review.bulk.services import RowAsked, run_carry_out, run_start
from portal.lifecycle.models import TimelineEntry
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    return cast.client(cast.rae)


def named(*made):
    return [one.application.reference for one in made]


def report(client, answer):
    """Outcome by reference, as the report's CSV says."""
    assert answer.status_code == 302, answer.content.decode()
    rows = csv.DictReader(io.StringIO(client.get(f"{answer.headers['Location']}report.csv").content.decode()))
    return {row["reference"]: (row["outcome"], row["reason"]) for row in rows}


def test_chosen_rows_are_claimed_and_what_cannot_be_is_told_with_its_reason(desk, cast):
    one, other, sent = scene(cast).submit(), scene(cast).submit(), scene(cast).submit().forward()
    answer = desk.post("/review/bulk/", {"action": "claim", "row": [*named(one, other, sent), "REG-1"]})
    told = report(desk, answer)
    assert [told[reference][0] for reference in named(one, other)] == ["done", "done"]
    assert told[named(sent)[0]][0] == "refused"
    assert "so “claim” is not possible" in told[named(sent)[0]][1]
    assert told["REG-1"] == ("refused", "There is no registration of this reference here.")
    assert one.fresh().assigned_to_id == cast.rae.user.id
    text = desk.get(answer.headers["Location"]).content.decode()
    assert "Done: 2" in text
    assert f'href="/review/{named(sent)[0]}/"' in text


def test_the_box_for_the_page_chooses_every_row_that_was_shown(desk, cast):
    made = [scene(cast).submit() for _ in range(2)]
    told = report(desk, desk.post("/review/bulk/", {"action": "claim", "page": "1", "shown": named(*made)}))
    assert set(told) == set(named(*made))
    told = report(desk, desk.post("/review/bulk/", {"action": "release", "row": named(*made)}))
    assert {outcome for outcome, _reason in told.values()} == {"done"}
    assert desk.post("/review/bulk/", {"action": "claim"}).headers["Location"] == "/review/"
    assert desk.post("/review/bulk/", {"action": "zebra", "row": "REG-1"}).status_code == 404


def test_the_same_form_sent_twice_is_one_run(desk, cast):
    made = scene(cast).submit()
    data = {"action": "claim", "row": named(made), "token": str(uuid.uuid4())}
    first, second = desk.post("/review/bulk/", data), desk.post("/review/bulk/", data)
    assert first.headers["Location"] == second.headers["Location"]
    assert BulkRun.objects.count() == 1
    assert TimelineEntry.objects.filter(application=made.application, verb="claim").count() == 1


def test_a_run_that_was_interrupted_is_carried_on_by_the_one_who_began_it(desk, cast):
    made = scene(cast).submit()
    rows = [RowAsked(reference) for reference in named(made)]
    run = run_start(actor=cast.rae.actor, run_id=uuid.uuid4(), action="claim", rows=rows)
    assert "Not done yet: 1" in desk.get(f"/review/bulk/runs/{run.id}/").content.decode()
    assert cast.client(cast.ada).post(f"/review/bulk/runs/{run.id}/on/").status_code == 403
    desk.post(f"/review/bulk/runs/{run.id}/on/")
    run_carry_out(actor=cast.rae.actor, run=run)
    assert [row.outcome for row in run.rows.all()] == ["done"]
    assert made.fresh().state == "under_review"


def test_approvals_take_their_ids_from_two_pasted_columns(desk, cast):
    one, other, without = (scene(cast).submit().forward() for _ in range(3))
    go = desk.post("/review/bulk/", {"action": "approve", "row": named(one, without)})
    assert named(one)[0] in desk.get(go.headers["Location"]).content.decode()
    pasted = f"Reference\tId\n{named(one)[0].lower()}\tBN1\n{named(other)[0]}, BN2"
    data = {"row": [f"{name}:1" for name in named(one, without)], "part_kind": "brand", "pasted": pasted}
    told = report(desk, desk.post("/review/bulk/approve/", data))
    assert told[named(one)[0]] == told[named(other)[0]] == ("done", "")
    assert told[named(without)[0]][0] == "refused"
    assert "Write the id" in told[named(without)[0]][1]
    assert other.application.parts.get(part_kind="brand").external_id == "BN2"


def test_forwarding_takes_the_comparison_once_and_a_reference_for_all_or_each(desk, cast):
    one, other, unclaimed = scene(cast).submit().claim(), scene(cast).submit().claim(), scene(cast).submit()
    data = {
        "row": [f"{name}:1" for name in named(one, other, unclaimed)],
        "part_kind": "brand",
        "irs_letter": "matches",
        "website": "not_seen",
        "reference": "by hand",
        "pasted": f"{named(other)[0]} T-9",
    }
    told = report(desk, desk.post("/review/bulk/forward/", data))
    assert [told[name][0] for name in named(one, other, unclaimed)] == ["done", "done", "refused"]
    sent = [made.application.parts.get(part_kind="brand").external_reference for made in (one, other)]
    assert sent == ["by hand", "T-9"]
    assert one.application.decisions.get(verb="forward").identity_block["legal_name"] == "GreenLeaf Gardens LLC"


def test_a_decision_that_takes_two_people_becomes_a_proposal_that_a_colleague_carries_out(desk, cast):
    cast.lakeside.second_pair_of_eyes = True
    cast.lakeside.save()
    made = scene(cast).submit(overrides={"sample-stop": "It is a receipt."}).claim()
    data = {"row": named(made), "part_kind": "brand", "irs_letter": "matches", "website": "matches", "reference": "T-1"}
    told = report(desk, desk.post("/review/bulk/forward/", data))
    assert told[named(made)[0]] == ("proposed", "Another reviewer has to carry it out.")
    assert made.fresh().proposals.get().arguments["reference"] == ["T-1"]


def test_one_note_returns_several_submissions_but_none_that_was_handed_in_again_since(desk, cast):
    one, newer = scene(cast).submit().claim(), scene(cast).rejected().resubmit().claim()
    rows = [f"{named(one)[0]}:1", f"{named(newer)[0]}:1"]
    assert desk.post("/review/bulk/changes/", {"row": rows, "note": " "}).status_code == 422
    told = report(desk, desk.post("/review/bulk/changes/", {"row": rows, "note": "Name the sender in each sample."}))
    assert one.fresh().state == "changes_requested"
    assert told[named(newer)[0]][0] == "refused"
    assert "was submitted again" in told[named(newer)[0]][1]


def test_reviews_are_handed_to_a_colleague_of_the_reseller_alone(desk, cast):
    made = scene(cast).submit()
    data = {"row": named(made), "person": str(cast.ada.user.id)}
    assert set(report(desk, desk.post("/review/bulk/assign/", data)).values()) == {("done", "")}
    assert made.fresh().assigned_to_id == cast.ada.user.id
    assert desk.post("/review/bulk/assign/", {**data, "person": str(cast.alice.user.id)}).status_code == 422
    assert "Ada Fischer has claimed" in report(desk, desk.post("/review/bulk/assign/", data))[named(made)[0]][1]


def test_a_report_opens_safely_in_a_spreadsheet_and_only_in_its_reseller(desk, cast):
    cast.greenleaf.name = "=HYPERLINK(1)"
    cast.greenleaf.save()
    answer = desk.post("/review/bulk/", {"action": "claim", "row": named(scene(cast).submit())})
    text = desk.get(f"{answer.headers['Location']}report.csv").content.decode()
    assert ",'=HYPERLINK(1)," in text
    assert "Claim" in desk.get("/review/bulk/runs/").content.decode()
    assert cast.client(cast.charlie).get(answer.headers["Location"]).status_code == 404


def test_a_report_of_many_rows_asks_no_more_questions_than_one_of_few(desk, cast, django_assert_max_num_queries):
    made = [scene(cast).submit() for _ in range(12)]
    answer = desk.post("/review/bulk/", {"action": "claim", "row": named(*made)})
    with django_assert_max_num_queries(12):
        assert desk.get(answer.headers["Location"]).content.decode().count("REG-") >= 12
    with django_assert_max_num_queries(12):
        desk.get("/review/bulk/runs/")


def test_pasted_rows_are_read_by_tabs_commas_or_spaces_and_bounded(cast):
    rows = rows_in("reference;id\nreg-1\tB1\nREG-2; B2 ;+18335550143\nREG-3 B3\n\n'REG-4,'B4")
    assert [(row.reference, row.value) for row in rows] == [(f"REG-{n}", f"B{n}") for n in range(1, 5)]
    assert rows[1].part == "+18335550143"
    with pytest.raises(Exception, match="Line 2 needs"):
        rows_in("REG-1 B1\nREG-2")
    with pytest.raises(Exception, match="Line 1 has a reference of more than 100"):
        rows_in(f"REG-1,{'B' * 101}")
    with pytest.raises(Exception, match="more than 100"):
        rows_in("\n".join(f"REG-{n} B{n}" for n in range(101)))
    with pytest.raises(WrongInput, match="between one and 100"):
        run_start(actor=cast.rae.actor, run_id=uuid.uuid4(), action="claim", rows=[])
