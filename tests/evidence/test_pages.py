"""Uploading and looking at papers in the browser."""

import uuid

import pytest
from django.urls import reverse

from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.evidence.models import Document
from portal.evidence.selectors import documents_for
from portal.notices.services.support import support_open
from tests.cast import Cast, Person
from tests.evidence.files import png, upload

pytestmark = pytest.mark.django_db


def send(cast: Cast, person: Person, data: bytes, **more: str):  # type: ignore[no-untyped-def]
    fields = {"kind": "ein_letter", "file": upload(data, "letter.png"), "next": "/notices/", **more}
    return cast.client(person).post(reverse("evidence:upload"), fields)


def place(cast: Cast) -> dict[str, str]:
    request = support_open(actor=cast.alice.actor, kind="form_help", title="Which letter?", text="CP-575 or 147C?")
    return {"subject_kind": "support_request", "subject_id": str(request.id), "field": "letter"}


def test_an_upload_is_stored_and_leads_back(cast: Cast) -> None:
    where = place(cast)
    answer = send(cast, cast.mia, png(), **where)
    assert (answer.status_code, answer["Location"]) == (302, "/notices/")
    document = documents_for(cast.alice.actor, subjects=[("support_request", uuid.UUID(where["subject_id"]))]).get()
    assert document.stored_by == "Mia Ortiz"


def test_a_refused_file_says_why_and_shows_the_form_again(cast: Cast) -> None:
    answer = send(cast, cast.alice, b"<svg xmlns='x'></svg>")
    assert answer.status_code == 422
    assert "SVG drawing can carry programs" in answer.content.decode()
    assert 'type="file"' in answer.content.decode()


def test_a_file_of_many_megabytes_is_dropped_on_the_way(cast: Cast) -> None:
    answer = send(cast, cast.alice, b"\x89PNG\r\n\x1a\n" + bytes(13 * 1024 * 1024))
    assert answer.status_code == 422
    assert "more than 10 MB" in answer.content.decode()
    assert not Document.objects.exists()


def test_nothing_chosen_says_so(cast: Cast) -> None:
    answer = cast.client(cast.alice).post(reverse("evidence:upload"), {})
    assert answer.status_code == 422
    assert "Choose a file to upload." in answer.content.decode()


def test_an_address_elsewhere_is_not_followed(cast: Cast) -> None:
    assert send(cast, cast.alice, png(), next="https://evil.example/")["Location"] == "/"
    assert send(cast, cast.alice, png(), next="//evil.example/")["Location"] == "/"


def test_what_is_shown_is_sandboxed_and_never_the_original(cast: Cast) -> None:
    send(cast, cast.alice, png() + b"<script>")
    document = Document.objects.get(derived_from=None)
    answer = cast.client(cast.bob).get(reverse("evidence:shown", args=[document.id]))
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"<script>" not in answer.content


def test_looking_at_a_paper_is_recorded(cast: Cast) -> None:
    send(cast, cast.alice, png())
    document = Document.objects.get(derived_from=None)
    page = cast.client(cast.rae).get(reverse("evidence:document", args=[document.id]))
    assert document.sha256 in page.content.decode()
    assert AuditEvent.objects.get(act=Act.DOCUMENT_VIEWED).actor_id == cast.rae.user.id


@pytest.mark.parametrize("stranger", ["charlie", "dora"])
def test_another_tenant_finds_nothing(cast: Cast, stranger: str) -> None:
    where = place(cast)
    send(cast, cast.alice, png(), **where)
    client = cast.client(cast.people[stranger])
    for document in Document.objects.all():
        assert client.get(reverse("evidence:document", args=[document.id])).status_code == 404
        assert client.get(reverse("evidence:shown", args=[document.id])).status_code == 404
        assert client.post(reverse("evidence:detach", args=[document.id]), where).status_code == 404
    assert send(cast, cast.people[stranger], png(), **where).status_code == 404


def test_a_viewer_may_not_upload(cast: Cast) -> None:
    assert send(cast, cast.bob, png()).status_code == 403


def test_taking_away_leads_back(cast: Cast) -> None:
    where = place(cast)
    send(cast, cast.alice, png(), **where)
    document = Document.objects.get(derived_from=None)
    answer = cast.client(cast.alice).post(
        reverse("evidence:detach", args=[document.id]), {**where, "next": "/support/"}
    )
    assert answer["Location"] == "/support/"
    assert not documents_for(cast.alice.actor, subjects=[("support_request", uuid.UUID(where["subject_id"]))]).exists()


def test_taking_away_without_a_place_is_a_clear_message(cast: Cast) -> None:
    send(cast, cast.alice, png())
    document = Document.objects.get(derived_from=None)
    assert cast.client(cast.alice).post(reverse("evidence:detach", args=[document.id]), {}).status_code == 422


def test_a_visitor_is_sent_to_sign_in(cast: Cast) -> None:
    assert cast.client().post(reverse("evidence:upload"), {}).status_code == 302
