"""The hosted sign-up page and what officers see."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.test import Client

from consent.models import ConsentEvent, OutboxMessage, Program, Subject
from consent.seals import data_key, open_details
from consent.selectors import may_text
from consent.services import event_record
from portal.audit.selectors import trail_for
from tests.campaigns.scenes import submitted
from tests.cast import Cast
from tests.consent.conftest import SUE, make_program, opt_in

pytestmark = pytest.mark.django_db


def page_form(client: Client, program: Program) -> dict[str, Any]:
    """The page's hidden fields, as a browser without scripts would send them back."""
    page = client.get(f"/o/{program.slug}/").content.decode()
    return dict(re.findall(r'<input type="hidden" name="(wording|visit)" value="([^"]+)"', page))


@pytest.mark.source(12, 14, 15, 16, 17, 18, 206, 207, 210, 212)
def test_the_page_shows_the_whole_consent_and_an_unticked_box(client: Client, program: Program) -> None:
    page = client.get(f"/o/{program.slug}/").content.decode()
    for part in ("GreenLeaf Gardens", "garden offers", "Up to 4 messages per month", "data rates may apply"):
        assert part in page
    assert "STOP" in page
    assert "HELP" in page
    assert "Consent is not a condition of purchase" in page
    box = re.search(r'<input type="checkbox"[^>]*>', page)
    assert box
    assert "checked" not in box[0]
    assert page.count('target="_blank"') == 2
    assert "version 1" in page


def test_an_officer_who_found_the_consent_goes_on_to_the_package_that_proves_it(cast: Cast) -> None:
    application, campaign = submitted(cast)
    program = Program.objects.get(owner_id=campaign.id)
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    page = f"/consent/people/{Subject.objects.get().id}/"
    assert f"/packages/new/?application={application.reference}" in cast.client(cast.omar).get(page).content.decode()
    assert "/packages/new/" not in cast.client(cast.bob).get(page).content.decode()


@pytest.mark.source(13)
def test_neither_number_nor_box_is_required_and_an_empty_form_signs_nobody_up(client: Client, program: Program) -> None:
    page = client.get(f"/o/{program.slug}/")
    assert b" required" not in page.content
    answer = client.post(f"/o/{program.slug}/", page_form(client, program))
    assert answer.status_code == 422
    assert b"Nothing was sent" in answer.content
    assert not ConsentEvent.objects.exists()


def test_a_ticked_box_and_a_number_become_an_event_with_its_proof(client: Client, cast: Cast, program: Program) -> None:
    form = page_form(client, program) | {"number": "(312) 644-2001", "agree": "on"}
    answer = client.post(f"/o/{program.slug}/", form, headers={"User-Agent": "Browser/9"})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    event = ConsentEvent.objects.select_related("subject", "wording").get()
    details = open_details(data_key(event.subject), event)
    assert (event.method, event.source, event.effect) == ("web_form", "hosted", "activates")
    assert event.wording_id == program.current_wording_id
    assert (details["address"], details["user_agent"]) == ("127.0.0.1", "Browser/9")
    assert details["url"].endswith(f"/o/{program.slug}/")
    assert may_text(cast.alice.actor, program, SUE).allowed


def test_a_form_sent_twice_is_one_event_and_a_corrected_number_another(client: Client, program: Program) -> None:
    form = page_form(client, program) | {"number": "312-644-2001", "agree": "on"}
    for _ in range(2):
        client.post(f"/o/{program.slug}/", form)
    assert ConsentEvent.objects.count() == 1
    client.post(f"/o/{program.slug}/", form | {"number": "312-644-2002"})
    assert ConsentEvent.objects.count() == 2


@pytest.mark.source(214)
def test_a_double_opt_in_page_asks_for_the_second_yes(client: Client, cast: Cast) -> None:
    program = make_program(cast, double_opt_in=True)
    form = page_form(client, program) | {"number": "312-644-2001", "agree": "on"}
    client.post(f"/o/{program.slug}/", form)
    assert OutboxMessage.objects.get().kind == "confirmation_request"
    assert b"YES" in client.get(f"/o/{program.slug}/thanks/").content


def test_bots_and_floods_write_nothing(client: Client, program: Program) -> None:
    bot = page_form(client, program) | {"number": "312-644-2001", "agree": "on", "website": "http://x"}
    assert client.post(f"/o/{program.slug}/", bot).status_code == 302
    assert not ConsentEvent.objects.exists()
    for expected in (302, 302, 302, 429):
        form = page_form(client, program) | {"number": "312-644-2001", "agree": "on"}
        assert client.post(f"/o/{program.slug}/", form).status_code == expected
    assert ConsentEvent.objects.count() == 3


def test_a_number_that_does_not_work_is_said_at_its_field(client: Client, program: Program) -> None:
    answer = client.post(f"/o/{program.slug}/", page_form(client, program) | {"number": "12", "agree": "on"})
    assert answer.status_code == 422
    assert b"Enter a working phone number" in answer.content


def test_an_unknown_page_and_a_foreign_wording_are_clear_answers(client: Client, cast: Cast, program: Program) -> None:
    assert client.get("/o/nobody/").status_code == 404
    other = make_program(cast, name="Orders")
    form = page_form(client, other) | {"number": "312-644-2001", "agree": "on"}
    assert client.post(f"/o/{program.slug}/", form).status_code == 422


def test_officers_find_a_number_and_see_it_masked(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    client = cast.client(cast.olga)
    answer = client.post("/consent/lookup/", {"number": "312.644.2001"})
    page = client.get(answer["Location"]).content.decode()
    assert SUE[2:] not in answer["Location"]
    assert "••• ••• 2001" in page
    assert "644-2001" not in page
    assert "198.51.100.7" in page


@pytest.mark.source(222)
def test_the_full_number_is_a_right_and_every_view_is_in_the_trail(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    subject = Subject.objects.get()
    assert cast.client(cast.mia).post(f"/consent/people/{subject.id}/full/").status_code == 403
    shown = cast.client(cast.olga).post(f"/consent/people/{subject.id}/full/")
    assert "(312) 644-2001" in shown.content.decode()
    assert trail_for(cast.alice.actor, act="privacy:value:viewed").count() == 1


def test_the_program_page_shows_standing_wordings_events_and_its_code(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program, occurred_at=None))
    client = cast.client(cast.alice)
    page = client.get(f"/consent/programs/{program.id}/").content.decode()
    for part in ("Where people stand", f"/o/{program.slug}/", "Version 1", "••• ••• 2001", "Welcome"):
        assert part in page
    code = client.get(f"/consent/programs/{program.id}/code.svg")
    assert code["Content-Type"] == "image/svg+xml"
    assert b"<svg" in code.content
    assert program.name in client.get("/consent/").content.decode()


def test_a_foreign_tenant_finds_nothing(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    subject = Subject.objects.get()
    client = cast.client(cast.charlie)
    for path in (
        f"/consent/programs/{program.id}/",
        f"/consent/programs/{program.id}/code.svg",
        f"/consent/people/{subject.id}/",
    ):
        assert client.get(path).status_code == 404
    for verb in ("full", "hold", "erasure"):
        assert client.post(f"/consent/people/{subject.id}/{verb}/").status_code == 404
    found = client.post("/consent/lookup/", {"number": SUE})
    assert b"Nothing on record" in found.content
    assert program.name not in client.get("/consent/").content.decode()


def test_holds_and_wishes_to_be_erased_are_recorded_from_the_persons_page(cast: Cast, program: Program) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    path = f"/consent/people/{Subject.objects.get().id}/"
    assert cast.client(cast.mia).post(f"{path}hold/", {"reason": "Case 9"}).status_code == 403
    assert cast.client(cast.olga).post(f"{path}erasure/").status_code == 403
    cast.client(cast.olga).post(f"{path}hold/", {"reason": "Case 9"})
    cast.client(cast.mia).post(f"{path}erasure/")
    page = cast.client(cast.olga).get(path).content.decode()
    assert "Case 9" in page
    assert "Erasure asked for" in page
    assert not may_text(cast.alice.actor, program, SUE).allowed


def test_those_without_the_right_are_told_so(cast: Cast, program: Program) -> None:
    for path in ("/consent/", f"/consent/programs/{program.id}/", "/consent/lookup/"):
        assert cast.client(cast.bob).get(path).status_code == 403
        assert cast.client().get(path).status_code == 302


def test_no_number_reaches_the_log(client: Client, program: Program, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        form = page_form(client, program) | {"number": "312-644-2001", "agree": "on"}
        client.post(f"/o/{program.slug}/", form)
        client.post(f"/o/{program.slug}/", form | {"number": "12"})
    told = caplog.text.replace("-", "")
    assert "6442001" not in told


@pytest.mark.parametrize("typed", ["Case 17 " * 50, "Case 17\0"])
def test_a_case_that_cannot_be_named_so_comes_back_with_the_reason(cast: Cast, program: Program, typed: str) -> None:
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    path = f"/consent/people/{Subject.objects.get().id}/"
    answer = cast.client(cast.olga).post(f"{path}hold/", {"reason": typed})
    assert answer.status_code == 422
    assert answer.context["form"]["reason"].value() == typed
    assert 'role="alert"' in answer.content.decode()
    assert not Subject.objects.get().hold_reason
