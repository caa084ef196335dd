"""A notice that was only read is the reviewers' alone, and may be taken away, until a rejection rests on it."""

import re

import pytest
from django.urls import reverse

from portal.accounts.scoping import get_for
from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.common.actor import SYSTEM
from portal.common.errors import NotFound, WrongState
from portal.evidence.models import Document
from portal.evidence.selectors import document_for, documents_for
from portal.evidence.services import document_attach, document_detach
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    return cast.client(cast.rae)


def read(desk, made, words="Reason 9106: no way out."):
    """Pastes a notice; the paper that is kept of it."""
    desk.post(f"/review/{made.application.reference}/notice/", {"words": words})
    return Document.objects.filter(kind="rejection_notice", derived_from=None).first()


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def taken_away(desk, made, paper):
    """Presses the button beside the paper."""
    place = {"subject_kind": "application", "subject_id": str(made.id), "field": "notice-1"}
    back = f"/review/{made.application.reference}/notice/"
    return desk.post(reverse("evidence:detach", args=[paper.id]), {**place, "next": back})


def button(paper):
    return f'action="{reverse("evidence:detach", args=[paper.id])}"'


def test_a_notice_that_was_only_read_is_nothing_to_the_business(desk, cast):
    made = scene(cast).submit().forward()
    paper = read(desk, made, "hello world nothing here")
    where = ("application", made.id)
    pages = [reverse(f"evidence:{name}", args=[paper.id]) for name in ("document", "shown")]
    for person in (cast.alice, cast.olga):
        assert [cast.client(person).get(page).status_code for page in pages] == [404, 404]
    assert paper not in documents_for(cast.alice.actor)
    assert paper not in documents_for(SYSTEM, subjects=[where])
    with pytest.raises(NotFound):
        document_attach(actor=cast.alice.actor, document_id=paper.id, subject=where)
    assert not AuditEvent.objects.filter(act=Act.DOCUMENT_STORED, organizations__contains=[cast.greenleaf.id]).exists()
    assert desk.get(pages[0]).status_code == 200


def test_the_business_opens_the_notice_once_a_rejection_rests_on_it(desk, cast):
    made = scene(cast).submit().forward()
    paper = read(desk, made)
    made.reject("tcr:9106")
    client = cast.client(cast.alice)
    assert client.get(reverse("evidence:document", args=[paper.id])).status_code == 200
    picture = paper.renditions.get()
    assert document_for(cast.alice.actor, picture.id) == picture
    assert paper in documents_for(SYSTEM, subjects=[("application", made.id)])


def test_a_notice_is_taken_away_where_it_was_read_and_stays_hidden(desk, cast):
    made = scene(cast).submit().forward()
    paper = read(desk, made)
    address = f"/review/{made.application.reference}/notice/"
    page = text_of(desk.get(address))
    assert "the business sees them once the rejection is recorded" in page
    assert button(paper) in page
    assert taken_away(desk, made, paper)["Location"] == address
    assert button(paper) not in text_of(desk.get(address))
    made.reject("tcr:9106")
    assert cast.client(cast.alice).get(reverse("evidence:document", args=[paper.id])).status_code == 404
    assert paper.original_name not in text_of(desk.get(f"/review/{made.application.reference}/"))


def test_evidence_offers_to_take_a_notice_away_until_a_rejection_rests_on_it(desk, cast):
    made = scene(cast).submit().forward()
    paper = read(desk, made)
    page = f"/review/{made.application.reference}/"
    assert button(paper) in text_of(desk.get(page))
    made.reject("tcr:9106")
    assert button(paper) not in text_of(desk.get(page))
    with pytest.raises(WrongState, match="rests on"):
        document_detach(actor=cast.rae.actor, document_id=paper.id, subject=("application", made.id))
    assert taken_away(desk, made, paper).status_code == 409
    assert get_for(cast.rae.actor, Document.objects, id=paper.id).uses.get().detached_at is None


def test_each_rejection_names_the_notices_it_rests_on(desk, cast):
    made = scene(cast).submit().forward()
    first = read(desk, made)
    made.reject("tcr:9106").resubmit().forward()
    second = read(desk, made, "Code 9106 once more.")
    assert text_of(desk.get(f"/review/{made.application.reference}/")).count(button(second)) == 1
    made.reject("tcr:9106")
    lines = text_of(desk.get(f"/review/{made.application.reference}/")).split("<h2>Decisions</h2>")[1].split("<li>")
    rejections = [line for line in lines if "Rejection</" in line or "notice.txt" in line]
    named = [re.findall(r'href="/documents/([0-9a-f-]+)/', line) for line in rejections]
    assert named == [[str(second.id)], [str(first.id)]]
