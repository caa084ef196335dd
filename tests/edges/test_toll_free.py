"""Edge cases 14 and 15: what an unverified toll-free number may send, and how many numbers go which way."""

import datetime as dt

import pytest

from portal.common.clock import now
from portal.desk.numbers.sending import NumberFacts, answer_today, can_send
from portal.rules.engine import lint
from tests.verification.scenes import filled
from verification.counters import Counters, counted, left_of, limits, pacific_day, resets_of
from verification.models import TollFreeNumber
from verification.moving import attempts_record, counters_of

MILLISECOND = dt.timedelta(milliseconds=1)


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def sent(counters, at, attempts):
    """How many of the attempts pass at an instant, and the counters after them: every attempt counts."""
    passed = min(attempts, left_of(limits(counters, at)))
    return passed, counted(counters, pacific_day(at), attempts)


@pytest.mark.source(68, 69)
@pytest.mark.entry("tf-cap-counts-attempts")
@pytest.mark.parametrize(
    ("attempts", "passed"),
    [
        ([25_000, 1], [2_000, 0]),
        ([1_999, 1, 1, 500], [1_999, 1, 0, 0]),
        ([2_001], [2_000]),
        ([1_000, 1_001], [1_000, 1_000]),
    ],
)
def test_14_attempts_pass_until_the_least_of_the_three_limits_is_used_up(attempts, passed):
    at, counters, found = utc("2026-11-03T20:00:00"), Counters(), []
    for number in attempts:
        went, counters = sent(counters, at, number)
        found.append(went)
    assert found == passed
    assert counters.month == sum(attempts)


@pytest.mark.entry("tf-cap-daily")
@pytest.mark.parametrize(
    "midnight", ["2026-12-02T08:00:00", "2026-07-02T07:00:00", "2026-03-09T07:00:00", "2026-11-01T07:00:00"]
)
def test_14_the_day_turns_at_pacific_midnight_to_the_millisecond(midnight):
    turn = utc(midnight)
    counters = counted(Counters(), pacific_day(turn - MILLISECOND), 2_000)
    assert sent(counters, turn - MILLISECOND, 1)[0] == 0
    assert resets_of(limits(counters, turn - MILLISECOND)) == turn
    assert sent(counters, turn, 2_001)[0] == 2_000


@pytest.mark.entry("tf-cap-daily")
@pytest.mark.parametrize(("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25), ("2026-11-02", 24)])
def test_14_a_day_of_changing_clocks_is_as_long_as_it_is(day, hours):
    noon = utc(f"{day}T20:00:00")
    starts = limits(Counters(), noon - dt.timedelta(days=1))[0].resets_at
    assert limits(Counters(), noon)[0].resets_at.astimezone(dt.UTC) - starts.astimezone(dt.UTC) == dt.timedelta(
        hours=hours
    )


@pytest.mark.source(68)
@pytest.mark.entry("tf-cap-weekly", "tf-cap-monthly")
@pytest.mark.parametrize(
    ("first", "turn"), [("2026-11-01", "2026-11-01T07:00:00"), ("2026-02-01", "2026-02-01T08:00:00")]
)
def test_14_a_sunday_that_is_the_first_starts_day_week_and_month_at_once(first, turn):
    saturday = dt.date.fromisoformat(first) - dt.timedelta(days=1)
    counters = counted(Counters(), saturday, 25_000)
    before = limits(counters, utc(turn) - MILLISECOND)
    assert [limit.left for limit in before] == [0, 0, 0]
    assert {limit.resets_at for limit in before} == {utc(turn)}
    assert [limit.used for limit in limits(counters, utc(turn))] == [0, 0, 0]


@pytest.mark.entry("tf-cap-counts-attempts")
def test_14_a_message_tried_again_counts_again_and_a_week_goes_on_over_the_first():
    counters = Counters()
    for _try in range(3):
        counters = counted(counters, dt.date(2026, 11, 30), 4_000)  # a Monday
    first = counted(counters, dt.date(2026, 12, 1), 10)
    assert (first.day, first.week, first.month) == (10, 12_010, 10)
    assert left_of(limits(first, utc("2026-12-01T20:00:00"))) == 0


@pytest.mark.entry("tf-canada-requires-verification", "tf-status-filtering")
def test_14_a_number_that_is_verified_at_noon_has_no_limit_from_then_on():
    used_up = {"state": "forwarded", "traffic": "used_up", "left": 0}
    assert not can_send(NumberFacts("restricted", **used_up)).can
    assert can_send(NumberFacts("verified", **{**used_up, "state": "approved"})).can
    assert answer_today(NumberFacts("verified", **{**used_up, "state": "approved"}, profile="current")).can


@pytest.mark.source(73)
@pytest.mark.entry("tf-canada-requires-verification")
@pytest.mark.parametrize("traffic", ["left", "used_up"])
def test_14_the_same_number_has_a_limit_to_the_united_states_and_no_way_to_canada(traffic):
    facts = {"state": "draft", "traffic": traffic, "left": 10 if traffic == "left" else 0}
    assert can_send(NumberFacts("restricted", **facts)).can is (traffic == "left")
    assert not can_send(NumberFacts("restricted", **facts, destination="CA")).can
    assert can_send(NumberFacts("verified", "approved", destination="CA")).can


@pytest.mark.django_db
@pytest.mark.entry("tf-cap-counts-attempts")
def test_14_reports_of_one_day_add_up_in_the_stored_counters(cast, time_machine):
    time_machine.move_to(utc("2026-12-01T07:59:59.999"), tick=False)  # still November 30 in the Pacific zone
    row = TollFreeNumber.objects.get(verification=filled(cast)[1])
    for _report in range(2):
        attempts_record(actor=cast.alice.actor, number_id=row.id, day=pacific_day(now()), attempts=1_500)
    time_machine.move_to(utc("2026-12-01T08:00:00"), tick=False)
    row = attempts_record(actor=cast.alice.actor, number_id=row.id, day=pacific_day(now()), attempts=7)
    counters = counters_of(row)
    assert (counters.on, counters.day, counters.week, counters.month) == (dt.date(2026, 12, 1), 7, 3_007, 7)


def found(**brief):
    return {finding.rule for finding in lint("toll_free", brief).findings} & {"TF001", "TF002", "TF012", "TF033"}


def numbers(count, area="888"):
    return [f"+1{area}{5550000 + place}" for place in range(count)]


WHY = "One number for each of our restaurants in the county."


@pytest.mark.source(92, 114, 129)
@pytest.mark.entry("tf-five-number-boundary", "tf-bulk-max")
@pytest.mark.parametrize(
    ("brief", "rules"),
    [
        ({"numbers": numbers(1_000), "bulk": True, "multiple_numbers_reason": WHY}, set()),
        ({"numbers": numbers(1_001), "bulk": True, "multiple_numbers_reason": WHY}, {"TF033"}),
        ({"numbers": numbers(5), "multiple_numbers_reason": WHY}, set()),
        ({"numbers": numbers(5)}, {"TF001"}),
        ({"numbers": [*numbers(2), "(888) 555-0000"], "multiple_numbers_reason": WHY}, {"TF033"}),
        ({"numbers": numbers(1, "822")}, {"TF012"}),
        ({"numbers": numbers(1, "880")}, {"TF012"}),
    ],
)
def test_15_numbers_of_a_sheet_and_of_a_form(brief, rules):
    assert found(**brief) == rules
