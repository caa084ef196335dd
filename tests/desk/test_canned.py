"""Canned notes are offered for the codes chosen and inserted without scripts; internal notes stay among reviewers."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from portal.audit.acts import Act
from portal.common.errors import NotFound, WrongInput, WrongPerson
from portal.desk.models import BulkRun, CannedNote, InternalNote
from portal.desk.review.canned.filling import filled
from portal.desk.review.canned.services import (
    canned_remove,
    canned_save,
    canned_start,
    internal_note_add,
    offered,
)
from portal.lifecycle import services as lifecycle
from portal.rules.questions import answer_name
from portal.rules.rulebook import load
from tests.cast import Cast
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db
SECRET = "They once sent for a casino; look twice."


def test_placeholders_are_replaced_and_what_has_no_value_stays(cast: Cast) -> None:
    text = "{business}: mend {field} ({code})."
    assert filled(text, business="GreenLeaf", code="tcr:9106", field="") == "GreenLeaf: mend {field} (tcr:9106)."


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "known"), ("text", " "), ("text", "{nobody}"), ("codes", ["tcr:0"]), ("verbs", ["fly"])],
)
def test_a_note_that_cannot_be_used_names_the_field(cast: Cast, field: str, value: object) -> None:
    canned_save(actor=cast.rae.actor, title="Known", text="Hello.")
    with pytest.raises(WrongInput) as refused:
        canned_save(actor=cast.rae.actor, **{"title": "New", "text": "Hello.", field: value})  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]


def test_notes_for_the_chosen_codes_come_first(cast: Cast) -> None:
    rae = cast.rae.actor
    canned_save(actor=rae, title="A other", text="x", codes=["tcr:9108"])
    canned_save(actor=rae, title="B any", text="x")
    canned_save(actor=rae, title="C this", text="x", codes=["tcr:9106"])
    canned_save(actor=rae, title="D approval", text="x", verbs=["record_approval"])
    found = offered(rae, verb="record_rejection", codes=["tcr:9106"])
    assert [note.title for note in found] == ["C this", "B any", "A other"]


def test_the_starter_notes_are_added_once(cast: Cast) -> None:
    made = canned_start(actor=cast.rae.actor)
    assert made > 10
    assert canned_start(actor=cast.rae.actor) == 0
    assert all(note.codes and "{business}" in note.text for note in CannedNote.objects.all())
    assert offered(cast.rae.actor, verb="record_approval", codes=[]) == []
    assert len(offered(cast.rae.actor, verb="record_rejection", codes=[])) == CannedNote.objects.count()
    page = cast.client(cast.rae).post(reverse("desk:canned_start"), follow=True).content.decode()
    assert "Every starter note is on the list already." in page


def test_other_resellers_and_businesses_have_no_part_in_them(cast: Cast) -> None:
    note = canned_save(actor=cast.rae.actor, title="Ours", text="x")
    for stranger in (cast.charlie, cast.alice):
        with pytest.raises((NotFound, WrongPerson)):
            canned_remove(actor=stranger.actor, note_id=note.id)
        assert cast.client(stranger).get(reverse("desk:canned")).status_code == 403
        assert cast.client(stranger).get(reverse("desk:canned_edit", args=[note.id])).status_code == 404


def test_a_note_is_written_changed_and_removed_by_the_pages(cast: Cast) -> None:
    client = cast.client(cast.rae)
    asked = {"title": "Site", "text": "Mend the site.", "codes": "9106", "verbs": ["request_changes"]}
    assert client.post(reverse("desk:canned_new"), asked).status_code == 302
    note = CannedNote.objects.get()
    assert (note.codes, note.verbs) == (["tcr:9106"], ["request_changes"])
    page = reverse("desk:canned_edit", args=[note.id])
    assert "There is a note" not in client.post(page, {**asked, "text": "Mend it."}).content.decode()
    assert client.post(page, {**asked, "text": "{nobody}"}).status_code == 422
    client.post(reverse("desk:canned_remove", args=[note.id]))
    assert not CannedNote.objects.exists()


def test_inserting_a_note_keeps_what_was_typed_and_records_nothing(cast: Cast) -> None:
    case = scene(cast).submit().claim()
    note = canned_save(actor=cast.rae.actor, title="Site", text="{business}, look at {code}.", codes=["tcr:9106"])
    client, reference = cast.client(cast.rae), case.application.reference
    typed = {"note_to_customer": "Dear all.", "more_codes": "tcr:9106", "internal_note": "mine"}
    answer = client.post(
        reverse("desk:review_act", args=[reference, "request_changes"]),
        {**typed, "canned": str(note.id), "fill": "1", "submission_number": "1"},
    )
    page = answer.content.decode()
    assert "Dear all.\nGreenLeaf Gardens, look at Code 9106." in page
    assert 'value="tcr:9106"' in page
    assert "mine" in page
    case.application.refresh_from_db()
    assert case.application.state == "under_review"


@pytest.mark.parametrize("ticked", ["", "tcr:1103"])
def test_an_inserted_note_names_the_code_it_is_kept_for_whatever_else_is_chosen(cast: Cast, ticked: str) -> None:
    case = scene(cast).submit().claim()
    note = canned_save(actor=cast.rae.actor, title="Way out", text="No way out ({code}).", codes=["tcr:9106"])
    address = reverse("desk:review_act", args=[case.application.reference, "request_changes"])
    typed = {"more_codes": ticked, "canned": str(note.id), "fill": "1", "submission_number": "1"}
    answer = cast.client(cast.rae).post(address, typed)
    assert answer.context["form"]["note_to_customer"].value() == "No way out (Code 9106)."


def test_a_decision_without_notes_leads_to_the_page_where_they_are_written(cast: Cast) -> None:
    case, client = scene(cast).submit().claim(), cast.client(cast.rae)
    link = f'href="{reverse("desk:canned")}"'
    page = reverse("desk:review", args=[case.application.reference])
    assert link in client.get(page, {"do": "request_changes"}).content.decode()
    assert link not in client.get(page, {"do": "forward"}).content.decode()
    rows = {"row": f"{case.application.reference}:1"}
    assert link in client.get(reverse("desk:bulk_changes"), rows).content.decode()
    assert link not in client.get(reverse("desk:bulk_forward"), rows).content.decode()


def test_a_name_in_braces_that_nobody_replaced_is_not_sent_to_a_business(cast: Cast) -> None:
    case = scene(cast).submit().claim()
    address = reverse("desk:review_act", args=[case.application.reference, "request_changes"])
    typed = {"note_to_customer": "Mend {field}, please.", "submission_number": "1"}
    answer = cast.client(cast.rae).post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write what {field} stands for: the business would read it as it is." in page
    assert "Mend {field}, please." in page
    assert case.fresh().state == "under_review"


def test_a_note_inserted_for_many_keeps_what_was_typed_and_the_rows_and_records_nothing(cast: Cast) -> None:
    case = scene(cast).submit().claim()
    note = canned_save(actor=cast.rae.actor, title="Site", text="{business}, {code}. {reviewer}", codes=["tcr:9106"])
    canned_save(actor=cast.rae.actor, title="For rejections alone", text="x", verbs=["record_rejection"])
    client, row = cast.client(cast.rae), f"{case.application.reference}:1"
    page = client.get(reverse("desk:bulk_changes"), {"row": row}).content.decode()
    assert f'<option value="{note.id}">Site</option>' in page
    assert "For rejections alone" not in page
    typed = {"row": row, "note": "Dear all.", "canned": str(note.id), "fill": "1"}
    page = client.post(reverse("desk:bulk_changes"), typed).content.decode()
    assert "Dear all.\n{business}, Code 9106. Rae Lindqvist</textarea>" in page
    assert f'name="row" value="{row}"' in page
    assert case.fresh().state == "under_review"
    assert not BulkRun.objects.exists()


def test_each_of_many_businesses_reads_its_own_name_in_the_note(cast: Cast) -> None:
    one, other = scene(cast).submit().claim(), scene(cast).submit().claim()
    rows = [f"{case.application.reference}:1" for case in (one, other)]
    typed = {"row": rows, "note": "{business}, mend the site of {reference}. {reviewer}"}
    cast.client(cast.rae).post(reverse("desk:bulk_changes"), typed)
    for case in (one, other):
        told = case.application.decisions.get(verb="request_changes").note_to_customer
        assert told == f"GreenLeaf Gardens, mend the site of {case.application.reference}. Rae Lindqvist"


def test_each_of_many_businesses_reads_the_fields_of_its_own_findings(cast: Cast) -> None:
    found = {"rule": "CM-1", "severity": "warning", "field": "campaign.sample_messages[1]", "codes": []}
    one, other = scene(cast).submit(findings=[found]).claim(), scene(cast).submit().claim()
    rows = [f"{case.application.reference}:1" for case in (one, other)]
    client, typed = cast.client(cast.rae), {"row": rows, "note": "Mend {field}."}
    refused = client.post(reverse("desk:bulk_changes"), typed)
    assert f"No field is known in {other.application.reference}." in refused.content.decode()
    assert not BulkRun.objects.exists()
    client.post(reverse("desk:bulk_changes"), {**typed, "field": "what the page names"})
    told = [case.application.decisions.get(verb="request_changes").note_to_customer for case in (one, other)]
    assert told == ["Mend Sample messages.", "Mend what the page names."]


def test_a_note_kept_for_a_code_names_the_fields_of_that_code_to_each_business(cast: Cast) -> None:
    found = [{"rule": "WS-1", "severity": "warning", "field": "website", "codes": []}]
    case = scene(cast).submit(findings=found).claim()
    note = canned_save(actor=cast.rae.actor, title="Name", text="Mend {field}.", codes=["tcr:9106"])
    client, row = cast.client(cast.rae), f"{case.application.reference}:1"
    filling = client.post(reverse("desk:bulk_changes"), {"row": row, "note": "", "canned": str(note.id), "fill": "1"})
    typed = {name: filling.context["form"][name].value() for name in ("note", "of_codes")}
    assert typed == {"note": "Mend {field}.", "of_codes": "tcr:9106"}
    client.post(reverse("desk:bulk_changes"), {"row": row, **typed})
    fields = ", ".join(map(answer_name, load().codes["tcr:9106"].fields))
    assert case.application.decisions.get(verb="request_changes").note_to_customer == f"Mend {fields}."


@pytest.mark.parametrize("canned", ["", "x", "0197a000-0000-7000-8000-000000000000"])
def test_a_note_that_is_none_of_the_resellers_is_not_found_for_many_either(cast: Cast, canned: str) -> None:
    row = f"{scene(cast).submit().claim().application.reference}:1"
    typed = {"row": row, "note": "", "canned": canned, "fill": "1"}
    assert cast.client(cast.rae).post(reverse("desk:bulk_changes"), typed).status_code == 404


def test_a_thread_is_written_on_the_decision_page_and_kept(cast: Cast) -> None:
    reference = scene(cast).submit().claim().application.reference
    client = cast.client(cast.rae)
    client.post(reverse("desk:internal_note", args=[reference]), {"text": SECRET})
    assert SECRET in client.get(reverse("desk:review", args=[reference])).content.decode()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE desk_internalnote SET text = 'x'")


def test_no_page_answer_or_trail_of_the_business_shows_an_internal_note(cast: Cast) -> None:
    case = scene(cast).submit().claim()
    reference = case.application.reference
    internal_note_add(actor=cast.rae.actor, reference=reference, text=SECRET)
    lifecycle.application_request_changes(
        actor=cast.rae.actor,
        application_id=case.id,
        submission_number=1,
        codes=[],
        field_notes={},
        note_to_customer="Name the sender.",
        internal_note=SECRET,
    )
    names = ("registration", "check_answers", "submit", "history", "readiness", "rejection", "temporary", "what_now")
    addresses = [reverse(f"desk:{name}", args=[reference]) for name in names]
    addresses += ["/", "/notices/", "/trail/", f"/api/v1/applications/{reference}/"]
    for person in (cast.alice, cast.mia, cast.olga, cast.bob):
        for address in addresses:
            answer = cast.client(person).get(address, follow=True)
            assert "casino" not in answer.content.decode(), (person.email, address)
            assert Act.INTERNAL_NOTE_WRITTEN not in answer.content.decode()


@pytest.mark.parametrize("who", ["alice", "olga", "omar", "charlie"])
def test_only_reviewers_of_the_reseller_read_and_write_them(cast: Cast, who: str) -> None:
    reference = scene(cast).submit().claim().application.reference
    with pytest.raises((NotFound, WrongPerson)):
        internal_note_add(actor=cast.people[who].actor, reference=reference, text="x")
    assert not InternalNote.objects.exists()
