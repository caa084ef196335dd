"""What holds for every address: keys, problems, limits, repeated requests, the description."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import get_resolver

from consent.models import ConsentEvent, Program
from portal.accounts.models import ApiKey
from portal.api import base
from portal.api.models import IdempotentAnswer
from portal.common.clock import now
from tests.api.conftest import Caller, event_body

pytestmark = pytest.mark.django_db
_OPEN = {"schema", "docs"}


def test_every_address_needs_a_key(client: Client) -> None:
    resolver = next(part for part in get_resolver().url_patterns if str(part.pattern) == "api/v1/")
    names = {entry.name: entry for entry in resolver.url_patterns}
    some_id = "01a2010a-4d10-7e54-bcfc-4f442abe193e"
    for name in names.keys() - _OPEN - {"nothing-here"}:
        route = str(names[name].pattern)
        for slot in ("<uuid:event_id>", "<uuid:outbox_id>", "<str:reference>"):
            route = route.replace(slot, some_id)
        for answer in (client.get(f"/api/v1/{route}"), client.post(f"/api/v1/{route}")):
            assert (name, answer.status_code) == (name, 401)
            assert answer["WWW-Authenticate"] == "Bearer"
            assert answer["Content-Type"] == "application/problem+json"


def test_a_revoked_key_opens_nothing(alice: Caller) -> None:
    ApiKey.objects.update(revoked_at=now())
    answer = alice.get("consent/programs")
    assert answer.status_code == 401
    assert "Make a new one" in answer.json()["detail"]


def test_a_key_shows_when_it_was_last_used_to_the_minute(alice: Caller) -> None:
    alice.get("consent/programs")
    first = ApiKey.objects.get().last_used_at
    assert first is not None
    alice.get("consent/programs")
    assert ApiKey.objects.get().last_used_at == first
    ApiKey.objects.update(last_used_at=first - dt.timedelta(minutes=2))
    alice.get("consent/programs")
    assert ApiKey.objects.get().last_used_at >= first


def test_every_refusal_is_a_problem_document(alice: Caller) -> None:
    answers = {
        404: alice.get("nowhere"),
        405: alice.get("lint"),
        400: alice.post("lint", "{"),
        422: alice.post("lint", []),
        415: alice.client.post("/api/v1/lint", "x", content_type="text/plain"),
        413: alice.post("lint", " " * (base.BODY_LIMIT + 1)),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer["Content-Type"] == "application/problem+json"
        body = answer.json()
        assert {"type", "title", "status", "detail", "code"} <= body.keys()
        assert (body["status"], body["type"]) == (status, f"urn:clearline:problem:{body['code']}")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"kind": "\\u0000", "data": {}}', "NaN"])
def test_hostile_json_is_a_clear_answer(alice: Caller, text: str) -> None:
    assert alice.post("lint", text).status_code in (400, 422)


@pytest.mark.parametrize(
    "text", ['{"\\ud800": 1}', '{"kind": "\\ud800", "data": {}}', '{"kind": "campaign", "data": {"text": 1e400}}']
)
def test_json_that_no_answer_could_repeat_is_refused(alice: Caller, text: str) -> None:
    answer = alice.post("lint", text)
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")
    assert "half a character" in answer.json()["detail"]


@pytest.mark.parametrize("program", [True, 7, [], {}])
def test_only_a_text_is_an_id(alice: Caller, program: object) -> None:
    answer = alice.post("consent/status:query", {"program": program, "numbers": ["+13126442001"]})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/program"]


def test_of_very_many_unknown_fields_the_first_are_named(alice: Caller) -> None:
    answer = alice.post("lint", {f"k{place}": 1 for place in range(100_000)})
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [f"/k{place}" for place in range(20)]


@pytest.mark.parametrize("path", ["applications/%00", "applications?state=%00", "applications?cursor=%00"])
def test_a_nul_in_an_address_finds_nothing(alice: Caller, path: str) -> None:
    ApiKey.objects.update(permissions=["registrations:view"])
    assert alice.get(path).status_code == 404


def test_a_request_under_an_idempotency_key_is_answered_once(alice: Caller, program: Program) -> None:
    first = alice.post("consent/events", event_body(program), Idempotency_Key="k1")
    again = alice.post("consent/events", event_body(program), Idempotency_Key="k1")
    other = alice.post("consent/events", event_body(program, client_id="evt-2"), Idempotency_Key="k1")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert again.json() == first.json()
    assert again["Idempotent-Replayed"] == "true"
    assert other.json()["code"] == "idempotency_key_reused"
    assert ConsentEvent.objects.count() == 1


def test_a_refused_request_does_not_use_its_key_up(alice: Caller, program: Program) -> None:
    assert alice.post("consent/events", event_body(program, number="1"), Idempotency_Key="k2").status_code == 422
    assert alice.post("consent/events", event_body(program), Idempotency_Key="k2").status_code == 201


def test_what_is_kept_for_a_key_names_no_number(alice: Caller, program: Program) -> None:
    alice.post("consent/events", event_body(program), Idempotency_Key="k3")
    assert "6442001" not in json.dumps(IdempotentAnswer.objects.get().answer)


def test_calls_are_counted_and_too_many_are_told_when_to_come_back(
    alice: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "CALLS", (2, 3_600))
    left = [alice.get("consent/programs")["RateLimit-Remaining"] for _ in range(2)]
    third = alice.get("consent/programs")
    assert left == ["1", "0"]
    assert third.status_code == 429
    assert int(third["Retry-After"]) > 0


def test_the_description_is_whole_and_every_field_is_explained(client: Client) -> None:
    schema = client.get("/api/v1/schema/").json()
    assert schema["openapi"].startswith("3.1")
    assert {"/api/v1/lint", "/api/v1/consent/events", "/api/v1/outbox/{outbox_id}/sent"} <= schema["paths"].keys()
    for name, shape in schema["components"]["schemas"].items():
        for field, described in shape.get("properties", {}).items():
            assert "description" in described, f"{name}.{field}"


def test_the_browsable_description_keeps_the_strict_policy(client: Client) -> None:
    page = client.get("/api/v1/docs/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "<style" not in text
    assert "<script>" not in text
    assert "//cdn" not in text
    assert "unsafe" not in page["Content-Security-Policy"]
    assert client.get("/api/v1/docs/?script=")["Content-Type"] == "application/javascript"


def test_any_key_may_lint(alice: Caller) -> None:
    sample = {"text": "GreenLeaf: 20% off today. Reply STOP to opt out."}
    answer = alice.post("lint", {"kind": "sample_message", "data": sample})
    assert answer.status_code == 200
    assert {"kind", "verdict", "findings", "checked", "rulebook"} <= answer.json().keys()


def test_a_consent_record_and_a_do_not_call_practice_are_judged_by_their_kind(alice: Caller) -> None:
    record = {"number": "(312) 555-0142", "method": "web_form", "details": {"url": "https://acme.com/join"}}
    answer = alice.post("lint", {"kind": "consent_record", "data": record})
    assert {"CR001", "CR009"} <= {finding["rule"] for finding in answer.json()["findings"]}
    practice = {"purpose": "marketing", "scrubs_registry": False}
    answer = alice.post("lint", {"kind": "dnc_policy", "data": practice})
    assert answer.json()["checked"]["DN001"] == "error"
    assert all(
        kind in alice.client.get("/api/v1/schema/").content.decode() for kind in ("consent_record", "dnc_policy")
    )


def test_a_kind_nobody_knows_is_named(alice: Caller) -> None:
    answer = alice.post("lint", {"kind": "hat", "data": {}})
    assert answer.status_code == 422
    assert "hat" in answer.json()["detail"]
