"""Papers are kept by their hash, once, and never change."""

import hashlib
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from portal.evidence import storage
from portal.evidence.models import Capture, Document, DocumentUse
from portal.evidence.selectors import capture_bytes, document_bytes, document_for, documents_for
from portal.evidence.services import capture_store, document_attach, document_detach, document_store
from portal.notices.services.support import support_open
from tests.cast import Cast
from tests.evidence.files import pdf, png, upload

pytestmark = pytest.mark.django_db


def place(cast: Cast) -> tuple[str, uuid.UUID]:
    request = support_open(actor=cast.alice.actor, kind="form_help", title="Which letter?", text="CP-575 or 147C?")
    return "support_request", request.id


def store(cast: Cast, data: bytes, *, name: str = "letter.png", kind: str = "ein_letter", **more: object) -> Document:
    return document_store(
        actor=cast.alice.actor, business_id=cast.greenleaf.id, kind=kind, upload=upload(data, name), **more
    )


@pytest.mark.source(134, 141)
def test_a_picture_is_kept_byte_for_byte_and_shown_re_encoded(cast: Cast) -> None:
    original = png()
    document = store(cast, original)
    assert document.sha256 == hashlib.sha256(original).hexdigest()
    assert document_bytes(document) == original
    shown = document.renditions.get()
    assert (shown.media_type, shown.page) == ("image/png", 1)
    assert shown.sha256 == hashlib.sha256(document_bytes(shown)).hexdigest()


def test_a_pdf_knows_its_pages_and_shows_the_first_ten(cast: Cast) -> None:
    document = store(cast, pdf(pages=12), name="filing.pdf", kind="dba_filing")
    assert document.pages == 12
    assert [shown.page for shown in document.renditions.order_by("page")] == list(range(1, 11))


def test_the_trail_names_the_paper_by_its_hash(cast: Cast) -> None:
    document = store(cast, png())
    event = AuditEvent.objects.get(act=Act.DOCUMENT_STORED)
    assert event.data == {"kind": "ein_letter", "sha256": document.sha256, "size": document.size}
    assert set(event.organizations) == {cast.greenleaf.id, cast.lakeside.id}


def test_the_same_upload_twice_is_one_paper(cast: Cast) -> None:
    where = place(cast)
    first = store(cast, png(), subject=where, field="ein")
    assert store(cast, png(), subject=where, field="ein") == first
    assert DocumentUse.objects.count() == 1


def test_documents_are_found_by_subject_field_and_kind(cast: Cast) -> None:
    where = place(cast)
    document = store(cast, png(), subject=where, field="ein")
    store(cast, png(width=9))
    assert list(documents_for(cast.alice.actor, subjects=[where])) == [document]
    assert list(documents_for(cast.alice.actor, subjects=[where], field="other")) == []
    assert list(documents_for(cast.alice.actor, subjects=[where], kinds=["baa"])) == []
    assert documents_for(cast.alice.actor).count() == 2


def test_a_detached_paper_stays_but_is_no_longer_listed(cast: Cast) -> None:
    where = place(cast)
    document = store(cast, png(), subject=where)
    document_detach(actor=cast.alice.actor, document_id=document.id, subject=where)
    assert list(documents_for(cast.alice.actor, subjects=[where])) == []
    assert Document.objects.filter(id=document.id).exists()
    with pytest.raises(WrongState, match="taken away already"):
        document_detach(actor=cast.alice.actor, document_id=document.id, subject=where)


def test_a_paper_can_be_attached_again(cast: Cast) -> None:
    where = place(cast)
    document = store(cast, png())
    document_attach(actor=cast.alice.actor, document_id=document.id, subject=where, field="ein")
    assert list(documents_for(cast.alice.actor, subjects=[where])) == [document]


def test_who_may_not_upload_is_refused(cast: Cast) -> None:
    for person in (cast.bob, cast.olga, cast.omar):
        with pytest.raises(WrongPerson):
            document_store(
                actor=person.actor, business_id=cast.greenleaf.id, kind="other", upload=upload(png(), "a.png")
            )


def test_papers_of_another_tenant_do_not_exist(cast: Cast) -> None:
    where = place(cast)
    document = store(cast, png(), subject=where)
    for stranger in (cast.charlie.actor, cast.dora.actor):
        with pytest.raises(NotFound):
            document_for(stranger, document.id)
        with pytest.raises(NotFound):
            document_detach(actor=stranger, document_id=document.id, subject=where)
        assert not documents_for(stranger, subjects=[where]).exists()
    assert document_for(cast.rae.actor, document.id) == document


def test_nobody_attaches_to_another_tenants_subject(cast: Cast) -> None:
    where = place(cast)
    with pytest.raises(NotFound):
        document_store(
            actor=cast.dora.actor,
            business_id=cast.summit.id,
            kind="other",
            upload=upload(png(), "a.png"),
            subject=where,
        )
    with pytest.raises(NotFound):
        document_store(
            actor=cast.dora.actor, business_id=cast.greenleaf.id, kind="other", upload=upload(png(), "a.png")
        )


def test_an_unknown_kind_or_subject_is_wrong_input(cast: Cast) -> None:
    with pytest.raises(WrongInput, match="Choose which paper"):
        store(cast, png(), kind="passport")
    with pytest.raises(WrongInput, match="Nothing can be attached"):
        store(cast, png(), subject=("user", cast.alice.user.id))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence_document SET kind = 'baa'",
        "DELETE FROM evidence_document",
        "TRUNCATE evidence_document CASCADE",
        "DELETE FROM evidence_documentuse",
        "UPDATE evidence_documentuse SET field = 'x'",
        "UPDATE evidence_capture SET kind = 'x'",
        "DELETE FROM evidence_capture",
        "TRUNCATE evidence_capture",
    ],
)
def test_the_database_refuses_to_change_evidence(cast: Cast, statement: str) -> None:
    store(cast, png(), subject=place(cast))
    capture_store(data=b"<html>", media_type="text/html", kind="page")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_capture_is_stored_once(cast: Cast) -> None:
    first = capture_store(data=b"<html>", media_type="text/html", kind="page")
    assert capture_store(data=b"<html>", media_type="text/html", kind="page") == first
    assert capture_bytes(first.sha256) == b"<html>"
    assert Capture.objects.count() == 1


def test_altered_bytes_are_noticed(cast: Cast) -> None:
    capture = capture_store(data=b"one", media_type="text/plain", kind="page")
    name = f"sha256/{capture.sha256[:2]}/{capture.sha256[2:4]}/{capture.sha256}"
    with storage.default_storage.open(name, "wb") as file:
        file.write(b"two")
    with pytest.raises(storage.BytesAltered, match="altered"):
        capture_bytes(capture)
