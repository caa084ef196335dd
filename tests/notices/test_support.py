"""Asking for help: opened by a business, answered by its reseller, in time."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from portal.notices.models import SupportKind, SupportRequest
from portal.notices.selectors import support_queue_for, support_request_for, support_requests_for, unread_count
from portal.notices.services.support import (
    DUE_BUSINESS_DAYS,
    due_at,
    support_answer,
    support_close,
    support_open,
    support_reply,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def ask(cast: Cast, **more: str) -> SupportRequest:
    words = {"kind": "blocked_number", "title": "(833) 555-0142 is blocked", "text": "Since this morning."}
    return support_open(actor=cast.alice.actor, **{**words, **more})


@pytest.mark.source(106)
def test_a_request_gets_a_reference_a_due_date_and_reaches_the_reseller(cast: Cast) -> None:
    made = ask(cast)
    assert made.reference.startswith("SUP-")
    assert made.state == "open"
    assert list(support_queue_for(cast.rae.actor)) == [made]
    assert unread_count(cast.rae.actor) == unread_count(cast.ada.actor) == 1
    assert unread_count(cast.omar.actor) == 0
    assert AuditEvent.objects.get(act=Act.SUPPORT_OPENED).data == {"kind": "blocked_number"}


def test_the_due_date_skips_weekends_and_holidays_in_the_resellers_zone() -> None:
    with time_machine.travel(
        dt.datetime(2026, 11, 26, 3, 0, tzinfo=dt.UTC), tick=False
    ):  # Wednesday evening in New York
        due = due_at(SupportKind.BLOCKED_NUMBER, zone="America/New_York")
        assert due.date() == dt.date(2026, 11, 27)  # Thanksgiving is no business day
        assert due_at(SupportKind.DNC_EXEMPTION, zone="America/New_York").date() == dt.date(2026, 12, 3)
    assert set(DUE_BUSINESS_DAYS) == set(SupportKind.values)


def test_answer_and_reply_pass_the_turn(cast: Cast) -> None:
    made = ask(cast)
    answered = support_answer(actor=cast.rae.actor, request_id=made.id, text="It is restored.")
    assert (answered.state, answered.due_at) == ("answered", None)
    assert unread_count(cast.alice.actor) == 1
    again = support_reply(actor=cast.mia.actor, request_id=made.id, text="Still blocked.")
    assert again.state == "open"
    assert again.due_at is not None
    thread = support_request_for(cast.alice.actor, made.reference).posts.all()
    assert [post.from_reseller for post in thread] == [False, True, False]


def test_a_closed_request_takes_no_more_words(cast: Cast) -> None:
    made = ask(cast)
    assert support_close(actor=cast.alice.actor, request_id=made.id).closed_at is not None
    for verb, person in ((support_answer, cast.rae), (support_reply, cast.alice)):
        with pytest.raises(WrongState, match="closed"):
            verb(actor=person.actor, request_id=made.id, text="More.")
    with pytest.raises(WrongState):
        support_close(actor=cast.rae.actor, request_id=made.id)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"kind": "gossip"}, "kind"), ({"title": " "}, "title"), ({"text": ""}, "text"), ({"text": "x" * 5001}, "text")],
)
def test_words_that_cannot_be_used_are_named(cast: Cast, change: dict[str, str], field: str) -> None:
    with pytest.raises(WrongInput) as refused:
        ask(cast, **change)
    assert list(refused.value.fields) == [field]


def test_who_may_not_ask_or_answer(cast: Cast) -> None:
    made = ask(cast)
    with pytest.raises(WrongPerson):
        support_open(actor=cast.bob.actor, kind="form_help", title="A", text="B")
    with pytest.raises(WrongPerson, match="by a business"):
        support_open(actor=cast.omar.actor, kind="form_help", title="A", text="B")
    with pytest.raises(WrongPerson):
        support_answer(actor=cast.alice.actor, request_id=made.id, text="Mine.")
    with pytest.raises(WrongPerson):
        support_reply(actor=cast.omar.actor, request_id=made.id, text="Mine.")
    with pytest.raises(WrongPerson):
        support_requests_for(cast.bob.actor)


def test_another_tenants_request_does_not_exist(cast: Cast) -> None:
    made = ask(cast)
    for stranger in (cast.dora, cast.charlie):
        assert not support_requests_for(stranger.actor).exists()
        with pytest.raises(NotFound):
            support_reply(actor=stranger.actor, request_id=made.id, text="Hello.")
        address = reverse("notices:support_request", args=[made.reference])
        assert cast.client(stranger).get(address).status_code == 404
        assert cast.client(stranger).post(address, {"text": "Hello."}).status_code == 404
        closing = reverse("notices:support_close", args=[made.reference])
        assert cast.client(stranger).post(closing).status_code == 404


def test_the_pages_carry_a_request_from_question_to_answer(cast: Cast) -> None:
    customer, reviewer = cast.client(cast.alice), cast.client(cast.rae)
    fields = {"kind": "form_help", "title": "Which EIN letter?", "text": "CP-575 or 147C?"}
    there = customer.post(reverse("notices:support_new"), fields)["Location"]
    assert "Which EIN letter?" in reviewer.get(reverse("notices:support")).content.decode()
    assert reviewer.post(there, {"text": "Either of the two."}).status_code == 302
    page = customer.get(there).content.decode()
    assert "Either of the two." in page
    assert 'type="file"' in page
    assert customer.post(f"{there}close/").status_code == 302
    assert "Close the request" not in customer.get(there).content.decode()


def test_a_form_left_empty_says_what_to_write(cast: Cast) -> None:
    page = cast.client(cast.alice).post(reverse("notices:support_new"), {})
    assert page.status_code == 422
    assert "Choose what you need help with." in page.content.decode()


def test_help_is_asked_for_by_a_choice_and_shown_by_a_picture_of_the_problem(cast: Cast) -> None:
    client = cast.client(cast.alice)
    first = client.get(reverse("notices:support_new")).content.decode().split("<select")[1].split("</option>")[0]
    assert "Choose one" in first
    fields = {"kind": "message_failure", "title": "Texts fail", "text": "Since Monday."}
    page = client.get(client.post(reverse("notices:support_new"), fields)["Location"]).content.decode()
    first = page.split('name="kind"')[1].split("</option>")[0]
    assert "Picture of the problem" in first


def test_a_filter_that_is_none_shows_all(cast: Cast) -> None:
    ask(cast)
    client = cast.client(cast.rae)
    assert "is blocked" in client.get(reverse("notices:support"), {"state": "nonsense"}).content.decode()
    assert "is blocked" not in client.get(reverse("notices:support"), {"state": "closed"}).content.decode()
