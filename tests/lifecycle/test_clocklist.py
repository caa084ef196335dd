"""Every clock is listed with its rule, its source and whose days it counts, and both sides read the same list."""

import datetime as dt
import html
from pathlib import Path

import pytest
from django.urls import reverse

from portal.common.clock import now
from portal.lifecycle import selectors, services
from portal.lifecycle.clocklist import clocks_of
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
DOCS = Path(__file__).resolve().parents[2] / "docs/lifecycle.md"


def clocks(made):
    return {clock.key: clock for clock in clocks_of(made.fresh())}


def toll_free(cast, profile="as_documented"):
    made = scene(cast)
    number = services.Part("number", made.id, "+18885550123")
    made.brand = number
    made.application = services.application_open(
        actor=cast.alice.actor, business=cast.greenleaf, kind="toll_free", subject_id=number.id, parts=[number]
    )
    return made.submit(kind="toll_free", profile=profile)


@pytest.mark.entry("life-review-15-20-bd")
@pytest.mark.source(29)
def test_the_expected_answer_is_15_to_20_business_days_and_overdue_after_them(cast, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC), tick=False)
    made = scene(cast).submit()
    clock = clocks(made)["answer"]
    assert (clock.earliest.isoformat(), clock.latest.isoformat()) == ("2026-12-14", "2026-12-21")
    assert (clock.counting, clock.zone, clock.source) == ("business days", "America/New_York", "source 000")
    time_machine.move_to(dt.datetime(2026, 12, 22, 4, 59, 59, tzinfo=dt.UTC), tick=False)
    assert not clocks(made)["answer"].overdue
    time_machine.move_to(dt.datetime(2026, 12, 22, 5, tzinfo=dt.UTC), tick=False)
    assert clocks(made)["answer"].overdue


@pytest.mark.entry("life-brand-id-24h", "life-carrier-verification-1-5bd")
def test_a_sent_brand_has_its_id_in_24_hours_and_the_carriers_look_for_1_to_5_business_days(cast, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 25, 15, tzinfo=dt.UTC), tick=False)
    made = scene(cast).submit().forward()
    found = clocks(made)
    assert found["brand_id"].until == now() + DAY
    assert (found["carriers"].earliest, found["carriers"].latest) == (dt.date(2026, 11, 27), dt.date(2026, 12, 3))
    time_machine.shift(DAY)
    assert clocks(made)["brand_id"].overdue
    assert clocks(made)["brand_id"].tone == "bad"


@pytest.mark.entry("tf-manual-review", "life-tf-timelines")
@pytest.mark.source(74)
def test_toll_free_takes_five_weeks_at_most_by_people_and_longer_for_sheets(cast):
    clock = clocks(toll_free(cast))["answer"]
    assert "People review it" in clock.rule
    assert "takes longer" in clock.rule
    assert (clock.latest - clock.earliest).days == 14
    assert clock.counting == "calendar days"


@pytest.mark.entry("tf-edit-window")
@pytest.mark.parametrize(("profile", "shown"), [("twilio", True), ("bandwidth", True), ("as_documented", False)])
def test_a_denied_request_shows_the_last_day_of_its_fast_lane_where_the_provider_has_one(cast, profile, shown):
    made = toll_free(cast, profile).forward().reject("toll_free_aggregator:507")
    found = clocks(made)
    assert ("edit_window" in found) == shown
    if shown:
        assert found["edit_window"].until == selectors.last_rejection(made.application).occurred_at + 7 * DAY


@pytest.mark.entry("pp-change-requires-modification", "life-modification-table")
@pytest.mark.parametrize(
    ("field", "days"),
    [("privacy_policy_url", (1, 2)), ("sample_messages", (1, 3)), ("opt_in_url", (1, 3)), ("terms_url", (1, 2))],
)
def test_a_change_after_approval_is_answered_in_the_days_of_the_table(cast, time_machine, field, days):
    time_machine.move_to(dt.datetime(2026, 11, 25, 15, tzinfo=dt.UTC), tick=False)
    made = scene(cast).approved()
    change = {"field": f"campaign.{field}", "label": "It", "before": "a", "after": "b"}
    amendment = services.amendment_open(application_id=made.id, actor=cast.mia.actor, changes=[change])
    assert "amendment" not in clocks(made)
    services.amendment_advance(amendment_id=amendment.id, actor=cast.mia.actor, verb="submit")
    clock = clocks(made)["amendment"]
    ends = {1: dt.date(2026, 11, 27), 2: dt.date(2026, 11, 30), 3: dt.date(2026, 12, 1)}
    assert (clock.earliest, clock.latest) == tuple(ends[day] for day in days)


def test_a_temporary_registration_shows_both_its_clocks(cast):
    made = scene(cast).submit()
    services.temporary_request(application_id=made.id, actor=cast.alice.actor)
    issued = services.temporary_grant(application_id=made.id, actor=cast.rae.actor).issued_at
    assert clocks(made)["temporary"].until == issued + 30 * DAY
    made.forward().reject()
    grace = clocks(made)["temporary_grace"]
    assert grace.until == selectors.last_rejection(made.application).occurred_at + 5 * DAY
    made.resubmit()
    assert "temporary_grace" not in clocks(made)


def test_every_clock_says_its_rule_its_source_and_whose_days_on_both_pages(cast):
    made = scene(cast).submit(data={"brand.entity_type": "public_profit"}).claim()
    assert set(clocks(made)) == {"review", "claim", "answer"}
    made.forward()
    found = clocks(made)
    assert set(found) == {"answer", "brand_id", "carriers", "confirmation_contact_email"}
    assert all(clock.rule and clock.source and clock.zone and clock.since <= clock.until for clock in found.values())
    page = cast.client(cast.rae).get(reverse("desk:review", args=[made.application.reference])).content.decode()
    page = html.unescape(page)
    assert all(clock.label in page for clock in found.values())
    assert found["brand_id"].rule in page


def test_the_handbook_lists_every_clock():
    text = DOCS.read_text()
    keys = "review claim answer to_send brand_id carriers part_brand part_campaign part_number "
    keys += "confirmation_mobile_code confirmation_contact_email edit_window temporary temporary_grace amendment"
    assert [key for key in keys.split() if f"| `{key}` |" not in text] == []
