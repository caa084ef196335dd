"""The operator lays changes over the rulebook; every page, call and job goes by them, at one question each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from celery import shared_task
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.common.actor import SYSTEM, Actor
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongPerson
from portal.rules.engine import lint
from portal.rules.rulebook import load, packaged, using
from portal.tools import overlays
from portal.tools.models import RulebookOverlay
from portal.tools.overlays import in_use, overlay_add
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ADD = "/admin/tools/rulebookoverlay/add/"


@pytest.fixture(autouse=True)
def nothing_built() -> Iterator[None]:
    """Each test starts without a rulebook built from rows that were rolled back since."""
    overlays._built.clear()
    yield
    overlays._built.clear()


def add(actor: Actor = SYSTEM, **changes: Any) -> RulebookOverlay:
    told: dict[str, Any] = {"kind": "code", "key": "tcr:9106", "data": {"fix": "Write STOP twice."}}
    told |= {"effective_from": now().date(), "source": "letter of today"}
    return overlay_add(actor=actor, **{**told, **changes})


@pytest.mark.source(299)
def test_an_overlaid_code_is_shown_and_the_version_says_so() -> None:
    assert "Write STOP twice." not in Client().get("/codes/tcr/9106/").content.decode()
    add()
    page = Client().get("/codes/tcr/9106/").content.decode()
    assert "Write STOP twice." in page
    assert in_use().version in page
    assert in_use().version.startswith(f"{packaged().version}.")


def test_before_its_day_it_does_not_count() -> None:
    add(effective_from=now().date() + dt.timedelta(days=1))
    assert in_use() is packaged()
    assert "Write STOP twice." not in Client().get("/codes/tcr/9106/").content.decode()


def test_a_policy_appears_among_the_carriers() -> None:
    data = {"title": "A new fee", "carrier": "AT&T", "severity": "high", "action": "Charged.", "confirmed": True}
    add(kind="policy", key="att_new_fee", data={**data, "kind": "fee", "usd": 12})
    assert "A new fee" in Client().get("/tools/carriers/", {"carrier": "att"}).content.decode()


def test_a_judgement_within_a_request_names_the_overlaid_version_and_outside_the_published_one() -> None:
    add()
    with using(in_use):
        assert lint("sample_message", {"text": "Acme: sale."}).rulebook == in_use().version
    assert lint("sample_message", {"text": "Acme: sale."}).rulebook == packaged().version


@shared_task(name="tests.tools.version")
def version() -> str:
    return load().version


def test_jobs_go_by_the_overlaid_rulebook_too() -> None:
    add()
    assert version.apply(task_id=uuid.uuid4().hex).get() == in_use().version
    assert load() is packaged()


def test_one_question_is_asked_however_much_is_judged() -> None:
    add()
    in_use()
    with (
        CaptureQueriesContext(
            connection,
        ) as asked,
        using(in_use),
    ):
        for _ in range(25):
            lint("sample_message", {"text": "Hi there"})
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"data": {"colour": "red"}}, "data", "There is no part colour"),
        ({"data": {"class": "deadly"}}, "data", "class is 'deadly'"),
        ({"key": "nobody:1"}, "data", "not authority:code"),
        ({"source": " "}, "source", "Say where this is written"),
        ({"effective_until": dt.date(2020, 1, 1)}, "effective_until", "before the first"),
        ({"kind": "template", "key": "replies/STOP", "data": {"text": "{brand}: bye."}}, "data", "opt-out"),
        ({"kind": "template", "key": "messages/marketing", "data": {"text": "Acme: sale!"}}, "data", "opt out"),
    ],
)
def test_bad_data_is_refused_at_its_field(changes: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(WrongInput, match=words) as refused:
        add(**changes)
    assert words in " ".join(refused.value.fields[field])
    assert not RulebookOverlay.objects.exists()


def test_only_the_operator_changes_the_rulebook(cast: Cast) -> None:
    for person in (cast.alice, cast.ada, cast.rae):
        with pytest.raises(WrongPerson):
            add(person.actor)
    assert add(cast.pat.actor).author == str(cast.pat.user)


def test_the_act_stands_in_the_trail() -> None:
    row = add()
    event = AuditEvent.objects.get(act=Act.RULEBOOK_OVERLAID)
    assert (event.subject_id, event.subject_label) == (row.id, "code tcr:9106")
    assert event.data["data"] == {"fix": "Write STOP twice."}
    assert event.data["source"] == "letter of today"


def test_rows_are_only_added() -> None:
    row = add()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        RulebookOverlay.objects.filter(id=row.id).update(source="other")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        row.delete()


def test_the_admin_adds_one_and_tells_faults_in_words(cast: Cast) -> None:
    client = cast.client(cast.pat)
    typed = {"kind": "code", "key": "tcr:9106", "data": "fix: x", "effective_from": "2026-01-01", "source": "a letter"}
    assert "names and texts in double quotes" in client.post(ADD, typed).content.decode()
    wrong = client.post(ADD, typed | {"data": '{"fields": ["colour"]}'}).content.decode()
    assert "The data model has no field" in wrong
    assert client.post(ADD, typed | {"data": '{"fix": "Write STOP twice."}'}).status_code == 302
    row = RulebookOverlay.objects.get()
    assert row.author == str(cast.pat.user)
    page = client.get(f"/admin/tools/rulebookoverlay/{row.id}/change/").content.decode()
    assert "Write STOP twice." in page
    assert "_save" not in page
    assert client.get("/admin/tools/rulebookoverlay/", {"q": "9106"}).status_code == 200


def test_an_overlay_that_a_release_has_outgrown_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    RulebookOverlay.objects.create(
        kind="code", key="tcr:9106", data={"colour": "red"}, effective_from=now().date(), source="x", author="y"
    )
    assert in_use().version == packaged().version
    assert "no longer fits the rulebook" in caplog.text
