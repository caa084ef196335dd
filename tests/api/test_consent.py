"""Consent over the API: receipts, batches, standings, inbound texts and the outbox."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from consent.models import ConsentEvent, Program, Subject
from portal.accounts.permissions import Permission
from tests.api.conftest import Caller, event_body
from tests.cast import Cast
from tests.consent.conftest import SENDER, SUE

pytestmark = pytest.mark.django_db


def test_an_event_is_recorded_once_and_its_receipt_repeated(alice: Caller, program: Program) -> None:
    first = alice.post("consent/events", event_body(program))
    again = alice.post("consent/events", event_body(program))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["effect"] == "activates"
    assert alice.get(f"consent/events/{first.json()['event_id']}").json() == first.json()
    assert ConsentEvent.objects.get().utc_offset == -300


def test_another_event_under_the_same_id_is_409_with_the_first_receipt(alice: Caller, program: Program) -> None:
    first = alice.post("consent/events", event_body(program)).json()
    answer = alice.post("consent/events", event_body(program, method="verbal"))
    assert answer.status_code == 409
    assert answer.json()["code"] == "event_differs"
    assert answer.json()["receipt"] == first


def test_faults_are_named_with_pointers(alice: Caller, program: Program) -> None:
    bad = event_body(program, number="12", type="hat", details={"hat": "x"}, evidence_sha256=["zz"], extra=1)
    first = alice.post("consent/events", bad)
    del bad["extra"]
    second = alice.post("consent/events", bad)
    assert [error["pointer"] for error in first.json()["errors"]] == ["/extra"]
    assert {error["pointer"] for error in second.json()["errors"]} == {"/type", "/details/hat", "/evidence_sha256/0"}
    third = alice.post("consent/events", event_body(program, number="12"))
    assert third.json()["errors"][0]["pointer"] == "/number"
    assert {answer.status_code for answer in (first, second, third)} == {422}


def test_a_time_without_a_zone_is_asked_for_one(alice: Caller, program: Program) -> None:
    answer = alice.post("consent/events", event_body(program, occurred_at="2026-03-02T07:00:00"))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/occurred_at"


def test_a_batch_answers_every_event_by_itself(alice: Caller, program: Program) -> None:
    alice.post("consent/events", event_body(program))
    events: list[Any] = [
        event_body(program),
        event_body(program, client_id="evt-2", number="312-644-2002"),
        event_body(program, client_id="evt-3", number="12"),
        event_body(program, method="verbal"),
        {"client_id": "evt-5"},
    ]
    answer = alice.post("consent/events:batch", {"events": events}).json()
    assert [result["outcome"] for result in answer["results"]] == ["duplicate", "created"] + ["refused"] * 3
    codes = [result["problem"]["code"] for result in answer["results"][2:]]
    assert codes == ["phone_not_valid", "event_differs", "wrong_input"]
    assert (answer["created"], answer["duplicates"], answer["refused"]) == (1, 1, 3)
    assert ConsentEvent.objects.count() == 2


def test_a_batch_has_one_to_a_thousand_events(alice: Caller) -> None:
    for events in ([], [{}] * 1_001):
        assert alice.post("consent/events:batch", {"events": events}).status_code == 422


@pytest.mark.source(225, 231)
def test_standings_are_asked_by_number_in_the_body_or_by_person(alice: Caller, program: Program) -> None:
    subject = alice.post("consent/events", event_body(program)).json()["subject_id"]
    body = {"program": str(program.id), "numbers": ["(312) 644-2001", "312-644-2002"]}
    yes, no = alice.post("consent/status:query", body).json()["results"]
    assert (yes["allowed"], yes["state"], yes["subject_id"]) == (True, "active", subject)
    assert (no["allowed"], no["reasons"][0]["code"]) == (False, "no_consent")
    assert alice.get(f"consent/status?program={program.id}&subject={subject}").json() == yes
    assert alice.get(f"consent/status?program={program.id}&subject=12").status_code == 422


@pytest.mark.source(219, 220, 230)
def test_an_inbound_stop_is_answered_at_once_and_only_once(alice: Caller, program: Program) -> None:
    body = {"id": "SM-1", "from": SUE, "to": SENDER, "text": "Stop."}
    first = alice.post("consent/inbound", body).json()
    assert (first["meaning"], first["keyword"], first["reply"]) == ("stop", "stop", program.opt_out_message)
    assert alice.post("consent/inbound", body).json() == first
    assert alice.post("consent/inbound", body | {"id": "SM-2"}).json()["reply"] == ""
    sent = alice.post(f"outbox/{first['outbox_id']}/sent", {"carrier_id": "SM-9"})
    assert (sent.status_code, sent.json()["type"]) == (201, "reply_sent")


@pytest.mark.source(213, 215)
def test_the_outbox_is_read_sent_and_reported(alice: Caller, program: Program) -> None:
    body = event_body(program)
    del body["occurred_at"]
    alice.post("consent/events", body)
    waiting = alice.get("outbox").json()["results"]
    assert [(item["kind"], item["to"], item["sender"]) for item in waiting] == [("welcome", SUE, SENDER)]
    first = alice.post(f"outbox/{waiting[0]['id']}/sent", {"carrier_id": "SM-1"})
    again = alice.post(f"outbox/{waiting[0]['id']}/sent", {"carrier_id": "SM-1"})
    assert (first.status_code, again.status_code, first.json()) == (201, 200, again.json())
    assert alice.get("outbox").json()["results"] == []


def test_numbers_in_the_outbox_are_masked_without_the_right(
    cast: Cast, caller_of: Callable[..., Caller], program: Program
) -> None:
    writer = caller_of(cast.alice, Permission.CONSENT_WRITE)
    body = event_body(program)
    del body["occurred_at"]
    writer.post("consent/events", body)
    assert writer.get("outbox").json()["results"][0]["to"] == "••• ••• 2001"


def test_a_foreign_tenant_gets_404_and_a_key_without_the_right_403(
    cast: Cast, caller_of: Callable[..., Caller], alice: Caller, program: Program
) -> None:
    body = event_body(program)
    del body["occurred_at"]
    receipt = alice.post("consent/events", body).json()
    message = alice.get("outbox").json()["results"][0]
    asks: list[tuple[str, Any]] = [
        ("consent/events", event_body(program, client_id="evt-7")),
        ("consent/status:query", {"program": str(program.id), "numbers": [SUE]}),
        ("consent/inbound", {"id": "1", "from": SUE, "to": SENDER, "text": "STOP"}),
        (f"outbox/{message['id']}/sent", {}),
        (f"consent/events/{receipt['event_id']}", None),
        (f"consent/status?program={program.id}&subject={receipt['subject_id']}", None),
    ]
    foreign = caller_of(cast.charlie)
    weak = caller_of(cast.alice, Permission.REGISTRATION_VIEW)
    for path, data in asks:
        for caller, status in ((foreign, 404), (weak, 403)):
            answer = caller.get(path) if data is None else caller.post(path, data)
            assert (path, answer.status_code) == (path, status)
    missing = weak.post("consent/events:batch", {"events": [{}]})
    assert (missing.status_code, missing.json()["permission"]) == (403, "consent:write")
    assert "This key does not let you record consent." in missing.json()["detail"]
    assert weak.get("outbox").status_code == weak.get("consent/programs").status_code == 403
    assert foreign.get("outbox").json()["results"] == foreign.get("consent/programs").json()["results"] == []
    refused = foreign.post("consent/events:batch", {"events": [event_body(program, client_id="evt-8")]}).json()
    assert refused["results"][0]["problem"]["status"] == 404
    assert ConsentEvent.objects.count() == 1


def test_programs_are_listed_with_the_wording_to_name(alice: Caller, program: Program) -> None:
    listed = alice.get("consent/programs").json()["results"]
    assert [item["id"] for item in listed] == [str(program.id)]
    assert listed[0]["current_wording"]["id"] == str(program.current_wording_id)


def test_no_number_stands_in_an_address_or_in_the_log(
    alice: Caller, program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        alice.post("consent/events", event_body(program))
        alice.post("consent/events", event_body(program, client_id="x" * 300))
        alice.post("consent/status:query", {"program": str(program.id), "numbers": [SUE, "1"]})
    assert "6442001" not in caplog.text
    assert Subject.objects.count() == 1
