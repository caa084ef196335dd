"""Canned notes are offered for the codes chosen and inserted without scripts; internal notes stay among reviewers."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from portal.audit.acts import Act
from portal.common.errors import NotFound, WrongInput, WrongPerson
from portal.desk.canned_models import CannedNote, InternalNote
from portal.desk.canned_services import canned_remove, canned_save, canned_start, filled, internal_note_add, offered
from portal.lifecycle import services as lifecycle
from tests.cast import Cast
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db
SECRET = "They once sent for a casino; look twice."


def test_placeholders_are_replaced_and_what_has_no_value_stays(cast: Cast) -> None:
    note = canned_save(actor=cast.rae.actor, title="Name", text="{business}: mend {field} ({code}).")
    assert filled(note, business="GreenLeaf", code="tcr:9106", field="") == "GreenLeaf: mend {field} (tcr:9106)."


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
    assert "Dear all.\nGreenLeaf Gardens, look at tcr:9106." in page
    assert 'value="tcr:9106"' in page
    assert "mine" in page
    case.application.refresh_from_db()
    assert case.application.state == "under_review"


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
