"""What was typed is told in the words of the form it was typed into, wherever it is shown again."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Membership
from portal.accounts.permissions import Role
from tests.campaigns import scenes as campaigns
from tests.cast import PASSWORD, Cast, Person
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


def sent_late(cast: Cast, person: Person, address: str, data: dict[str, Any]) -> Client:
    """Somebody whose session ended before the form was sent, back again."""
    client = cast.client(person)
    client.get("/team/")
    Session.objects.all().delete()
    client.post(address, data)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def told(client: Client) -> dict[str, str]:
    """The newest kept form: questions and answers."""
    _form, words = client.get(reverse("accounts:kept")).context["forms"][0]
    return {typed.question: typed.answer for typed in words}


def test_questions_stand_as_the_topic_asks_them_and_choices_in_words(cast: Cast) -> None:
    _application, campaign = campaigns.filled(cast)
    address = reverse("brands:topic", args=[campaign.brand_id, "identity"])
    data = {"entity_type": "sole_proprietor", "legal_name": "Alice <b>", "version": "7", "zebra_1": "left", "b-c": "d"}
    client = sent_late(cast, cast.alice, address, data)
    assert told(client) == {
        "Kind of entity": "Sole proprietor",
        "Legal name": "Alice <b>",
        "Zebra, no. 2": "left",
        "B c": "d",
    }
    assert "Alice &lt;b&gt;" in client.get("/kept/").content.decode()


def test_a_long_text_is_folded(cast: Cast) -> None:
    made = scene(cast).submit().claim()
    address = f"/review/{made.application.reference}/do/request_changes/"
    note = "Name the sender. " * 200
    client = sent_late(cast, cast.rae, address, {"submission_number": 1, "note_to_customer": note})
    page = client.get("/kept/").content.decode()
    assert "<summary>Name the sender. Name" in page
    assert list(told(client)) == ["Note to the business"]


def test_the_answer_to_a_code_is_told_with_the_code(cast: Cast) -> None:
    made = scene(cast).submit().forward().reject("tcr:9106")
    address = f"/registrations/{made.application.reference}/rejection/"
    data = {"at": "code-tcr:9106", "change-tcr:9106": "The page names us.", "text-tcr:9106": ""}
    client = sent_late(cast, cast.alice, address, data)
    assert told(client) == {"What you changed (Code 9106)": "The page names us."}


def test_a_decision_of_somebody_who_lost_the_role_is_still_told_in_its_words(cast: Cast) -> None:
    made = scene(cast).submit().claim()
    client = cast.client(cast.rae)
    Membership.objects.filter(user=cast.rae.user).update(role=Role.COMPLIANCE_OFFICER)
    address = f"/review/{made.application.reference}/do/request_changes/"
    answer = client.post(address, {"submission_number": 1, "note_to_customer": "Name the sender."})
    assert answer.status_code == 403
    assert "Something you typed was not sent yet" in answer.content.decode()
    assert told(client) == {"Note to the business": "Name the sender."}
    assert made.fresh().state == "under_review"


def test_what_the_state_of_things_refuses_is_shown_with_the_refusal(cast: Cast) -> None:
    made = scene(cast).submit().claim()
    client = cast.client(cast.rae)
    address = f"/review/{made.application.reference}/do/request_changes/"
    data = {"submission_number": 1, "note_to_customer": "Name the sender."}
    assert client.post(address, data).status_code == 302
    again = client.post(address, data)
    assert again.status_code == 409
    assert "What you typed" in again.content.decode()
    assert "Name the sender." in again.content.decode()
    assert not client.get("/kept/").context["forms"]


def test_the_text_beside_a_file_is_kept_and_the_file_is_named(cast: Cast) -> None:
    made = scene(cast).submit().forward()
    address = f"/review/{made.application.reference}/notice/"
    file = SimpleUploadedFile("notice.eml", b"From: a@b.example")
    client = sent_late(cast, cast.rae, address, {"words": "Reason 9106: no way out.", "codes": "", "file": file})
    page = client.get("/kept/").content.decode()
    assert "Reason 9106: no way out." in page
    assert "With it went notice.eml. Files are not kept" in page


def test_an_upload_alone_is_asked_for_once_more_and_not_kept(cast: Cast) -> None:
    place = {"subject_kind": "application", "subject_id": str(cast.greenleaf.id), "kinds": ["other"], "kind": "other"}
    file = SimpleUploadedFile("letter.png", b"x")
    page = sent_late(cast, cast.alice, reverse("evidence:upload"), {**place, "file": file}).get("/kept/")
    assert not page.context["forms"]
    assert "choose it once more" in page.content.decode()


def test_a_form_too_long_to_be_kept_says_so(cast: Cast) -> None:
    client = sent_late(cast, cast.alice, "/support/new/", {"subject": "Help", "text": "x" * 300_000})
    assert not client.get("/kept/").context["forms"]
    Session.objects.all().delete()
    late = client.post("/support/new/", {"subject": "Help", "text": "x" * 300_000}, follow=True)
    assert "too long to be kept. Go back in the browser to copy it" in late.content.decode()
