"""Edge case 18: jumps of volume without usual days, rates of a few messages, and a window of exactly seven days."""

import datetime as dt
from fractions import Fraction

import pytest

from portal.health.measures import Count, Standing, rate, spike, worst_rate

AT = dt.datetime(2026, 11, 20, 18, tzinfo=dt.UTC)
HOUR, DAY, SECOND = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(seconds=1)
FINE, NEAR, OVER, TOO_FEW = Standing.FINE, Standing.NEAR, Standing.OVER, Standing.TOO_FEW


def weeks(*usual):
    """What was sent on the same weekday one, two, three and four weeks before."""
    return [Count(at=AT - (place + 1) * 7 * DAY, sent=sent) for place, sent in enumerate(usual)]


@pytest.mark.source(232)
@pytest.mark.entry("traffic-spike-300")
@pytest.mark.parametrize(
    ("usual", "sent", "standing"),
    [
        ((0, 0, 0, 0), 50_000, TOO_FEW),
        ((), 50_000, TOO_FEW),
        ((99, 99, 99, 99), 50_000, TOO_FEW),
        ((500,), 50_000, TOO_FEW),
        ((100, 100, 100, 100), 300, NEAR),
        ((100, 100, 100, 100), 301, OVER),
        ((100, 100, 100, 100), 239, FINE),
        ((90, 110, 100, 9_000), 315, NEAR),
        ((90, 110, 100, 9_000), 316, OVER),
    ],
)
def test_18_a_jump_needs_usual_days_to_jump_from_and_goes_over_three_times_their_median(usual, sent, standing):
    assert spike([*weeks(*usual), Count(at=AT, sent=sent)], AT).standing is standing


@pytest.mark.entry("traffic-spike-300")
def test_18_a_jump_is_counted_over_the_last_24_hours_to_the_second():
    usual = weeks(100, 100, 100, 100)
    assert spike([*usual, Count(at=AT - DAY, sent=900)], AT).value == 0
    inside = spike([*usual, Count(at=AT - DAY + SECOND, sent=301)], AT)
    assert (inside.value, inside.standing) == (Fraction(301, 100), OVER)
    assert spike([*usual, Count(at=AT + SECOND, sent=900)], AT).value == 0


@pytest.mark.source(232)
@pytest.mark.entry("traffic-optout-rate")
@pytest.mark.parametrize(
    ("delivered", "left", "standing"),
    [
        (3, 1, TOO_FEW),
        (0, 0, TOO_FEW),
        (99, 99, TOO_FEW),
        (100, 3, FINE),
        (100, 4, NEAR),
        (100, 5, NEAR),
        (100, 6, OVER),
    ],
)
def test_18_opt_outs_of_a_few_messages_make_no_rate_and_five_percent_is_the_line_itself(delivered, left, standing):
    assert rate("opt_out_rate", [Count(at=AT, delivered=delivered, opt_outs=left)], AT).standing is standing


@pytest.mark.entry("traffic-optout-rate")
@pytest.mark.parametrize(("before", "standing"), [(7 * DAY, FINE), (7 * DAY - SECOND, OVER), (8 * DAY, FINE)])
def test_18_the_window_is_seven_times_24_hours_and_not_a_second_more(before, standing):
    counts = [Count(at=AT - before, opt_outs=51), Count(at=AT, delivered=1_000)]
    assert rate("opt_out_rate", counts, AT).standing is standing


@pytest.mark.entry("traffic-optout-rate")
def test_18_seven_days_are_168_hours_also_where_the_clocks_were_changed():
    end = dt.datetime(2026, 11, 4, 18, tzinfo=dt.UTC)  # daylight time ended on November 1
    counts = [Count(at=end - 168 * HOUR + SECOND, opt_outs=51), Count(at=end, delivered=1_000)]
    assert rate("opt_out_rate", counts, end).standing is OVER
    assert rate("opt_out_rate", counts, end + SECOND).standing is FINE


@pytest.mark.entry("traffic-optout-rate")
def test_18_any_seven_days_count_and_not_only_the_last():
    quiet = [Count(at=AT + day * DAY, delivered=100) for day in range(20)]
    loud = [Count(at=AT + 5 * DAY + HOUR, delivered=10, opt_outs=45)]
    worst = worst_rate("opt_out_rate", [*quiet, *loud])
    assert worst is not None
    assert (worst.standing, rate("opt_out_rate", quiet + loud, AT + 19 * DAY).standing) == (OVER, FINE)
    assert worst_rate("opt_out_rate", [Count(at=AT, delivered=3, opt_outs=3)]) is None


@pytest.mark.source(232)
@pytest.mark.entry("traffic-spam-rate", "traffic-delivery-rate", "traffic-bounce-rate", "tool-health-monitor")
@pytest.mark.parametrize(
    ("slug", "fine", "near", "over"),
    [
        ("complaint_rate", {"complaints": 7}, {"complaints": 10}, {"complaints": 11}),
        ("bounce_rate", {"bounced": 799}, {"bounced": 1_000}, {"bounced": 1_001}),
        ("delivery_rate", {"delivered": 8_801}, {"delivered": 8_500}, {"delivered": 8_499}),
    ],
)
def test_18_the_other_rates_warn_at_four_fifths_of_their_line_and_alarm_beyond_it(slug, fine, near, over):
    def standing(values):
        return rate(slug, [Count(at=AT, **{"sent": 10_000, "delivered": 10_000, **values})], AT).standing

    assert [standing(values) for values in (fine, near, over)] == [FINE, NEAR, OVER]
