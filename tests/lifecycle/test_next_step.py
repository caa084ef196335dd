"""A registration at the registry is due when its next step is, and that is ours where one of its parts lies unsent."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.lifecycle import services
from portal.lifecycle.clocklist import clocks_of
from portal.lifecycle.models import RegistryRecord
from portal.lifecycle.queue import Asked, queue_page, queue_to_send
from tests.cast import Cast
from tests.lifecycle.scenes import Scene, scene

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 11, 30, 17, tzinfo=dt.UTC)


@pytest.fixture
def made(cast: Cast, time_machine) -> Scene:
    """A registration whose brand went out on a Monday, to be answered within one to five business days."""
    time_machine.move_to(MONDAY, tick=False)
    made = scene(cast).submit()
    RegistryRecord.objects.filter(application=made.id, part_kind="brand").update(window_low=1, window_high=5)
    return made.forward()


def last_day(made: Scene) -> dt.date:
    due = made.fresh().due_at
    assert due is not None
    return (due - dt.timedelta(hours=5)).date()


def test_a_brand_that_is_out_is_due_when_it_should_be_answered(made: Scene) -> None:
    assert last_day(made) == dt.date(2026, 12, 7)
    assert made.fresh().expected_by == dt.date(2026, 12, 29)


def test_once_the_brand_is_approved_the_campaign_is_due_two_business_days_later(made: Scene, time_machine) -> None:
    time_machine.move_to(MONDAY + dt.timedelta(days=2), tick=False)
    made.approve(made.brand)
    assert last_day(made) == dt.date(2026, 12, 4)
    clock = {clock.key: clock for clock in clocks_of(made.fresh())}["to_send"]
    assert (clock.until, clock.label) == (made.application.due_at, "Campaign Order updates is to be sent")
    made.forward(made.campaign)
    assert last_day(made) == dt.date(2026, 12, 29)
    assert "to_send" not in {clock.key for clock in clocks_of(made.fresh())}


def test_what_lies_unsent_stands_before_what_was_sent_and_has_a_filter(made: Scene, cast: Cast, time_machine) -> None:
    waits = scene(cast).submit().forward()
    time_machine.move_to(MONDAY + dt.timedelta(days=1), tick=False)
    made.approve(made.brand)
    rows = queue_page(cast.rae.actor, Asked(tab="registry"), size=5).rows
    assert [row.id for row in rows] == [made.id, waits.id]
    assert queue_to_send(rows) == {made.id: "Campaign to be sent"}
    assert [row.id for row in queue_page(cast.rae.actor, Asked(tab="registry", to_send=True), size=5).rows] == [made.id]


def test_a_second_number_left_unsent_is_due_two_business_days_after_the_first_went_out(cast, time_machine) -> None:
    time_machine.move_to(MONDAY, tick=False)
    made = scene(cast)
    first, second = (services.Part("number", made.id, f"+1888555012{n}") for n in (3, 4))
    second = second._replace(id=made.campaign.id)
    asked = {"kind": "toll_free", "subject_id": first.id, "parts": [first, second]}
    made.application = services.application_open(actor=cast.alice.actor, business=cast.greenleaf, **asked)
    made.submit(kind="toll_free").forward(first)
    assert last_day(made) == dt.date(2026, 12, 2)
    assert queue_to_send([made.fresh()]) == {made.id: "Number to be sent"}
    made.forward(second)
    assert last_day(made) == made.application.expected_by


def test_what_lies_unsent_is_read_with_two_questions_however_many_rows(cast: Cast, django_assert_num_queries) -> None:
    made = [scene(cast).submit().forward() for _ in range(4)]
    rows = [made[0].fresh(), *(one.approve(one.brand).fresh() for one in made[1:])]
    with django_assert_num_queries(2):
        assert set(queue_to_send(rows)) == {one.id for one in made[1:]}


def test_a_campaign_that_its_brand_holds_up_is_not_called_ready_to_be_sent(made: Scene) -> None:
    services.application_record_brand_standing(
        application_id=made.id, actor=made.cast.rae.actor, identity_status="unverified"
    )
    made.approve(made.brand)
    assert queue_to_send([made.fresh()]) == {made.id: "Campaign held up by its brand"}
