"""The clocks say the same as the sources' vectors."""

import datetime as dt

import pytest

from portal.common.businessdays import add_business_days
from portal.lifecycle.clocks import (
    Rejection,
    TemporaryHistory,
    edit_window_ends,
    end_of_day,
    expected_window,
    temporary_expiry,
    warning_due,
)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-{text}+00:00")


ISSUED = at("11-01T15:00")


@pytest.mark.source(33, 34)
@pytest.mark.parametrize(
    ("rejections", "end", "reason"),
    [
        ([], "12-01T15:00", "thirty_days"),
        ([Rejection(at("11-11T15:00"))], "11-16T15:00", "rejection"),
        ([Rejection(at("11-28T15:00"))], "12-01T15:00", "thirty_days"),
        ([Rejection(at("11-11T15:00"), at("11-15T15:00"))], "12-01T15:00", "thirty_days"),
        ([Rejection(at("11-11T15:00"), at("11-16T16:00"))], "11-16T15:00", "rejection"),
        ([Rejection(at("11-11T15:00"), at("11-16T15:00"))], "11-16T15:00", "rejection"),
        ([Rejection(at("11-11T15:00"), at("11-12T15:00")), Rejection(at("11-15T15:00"))], "11-20T15:00", "rejection"),
        ([Rejection(at("12-05T15:00"))], "12-01T15:00", "thirty_days"),
    ],
)
def test_a_temporary_registration_ends_after_30_days_or_5_after_an_unresolved_rejection(rejections, end, reason):
    found = temporary_expiry(TemporaryHistory(ISSUED, rejections=tuple(rejections)))
    assert (found.at, found.reason) == (at(end), reason)


@pytest.mark.parametrize(
    ("final", "setting", "end"),
    [
        ("cap", "after_grace", "11-16T15:00"),
        ("cap", "at_once", "11-11T15:00"),
        ("not_eligible", "after_grace", "11-11T15:00"),
    ],
)
def test_a_final_rejection_ends_it_as_the_setting_says_and_a_code_without_eligibility_at_once(final, setting, end):
    history = TemporaryHistory(ISSUED, ends_at_final=setting, rejections=(Rejection(at("11-11T15:00"), None, final),))
    assert temporary_expiry(history).at == at(end)


def test_an_approval_at_the_very_instant_of_the_end_finds_it_already_over():
    end = at("12-01T15:00")
    assert temporary_expiry(TemporaryHistory(ISSUED, approved_at=end)).reason == "thirty_days"
    before = TemporaryHistory(ISSUED, approved_at=end - dt.timedelta(seconds=1))
    assert temporary_expiry(before).reason == "superseded"


@pytest.mark.source(35)
def test_warnings_come_7_3_and_1_days_before_and_none_at_the_end():
    end = at("12-01T15:00")
    days = {left: warning_due(end, end - dt.timedelta(days=left)) for left in (8, 7, 5, 3, 2, 1, 0)}
    assert days == {8: None, 7: 7, 5: 7, 3: 3, 2: 3, 1: 1, 0: None}


@pytest.mark.source(29)
@pytest.mark.parametrize(
    ("submitted", "earliest", "latest"),
    [
        ("2026-11-20T17:00", "2026-12-14", "2026-12-21"),
        ("2026-11-21T17:00", "2026-12-14", "2026-12-21"),
        ("2026-11-25T17:00", "2026-12-17", "2026-12-24"),
        ("2026-12-18T17:00", "2027-01-12", "2027-01-20"),
        ("2026-06-30T17:00", "2026-07-22", "2026-07-29"),
        ("2027-12-17T17:00", "2028-01-11", "2028-01-19"),
    ],
)
def test_an_sms_registration_is_expected_after_15_to_20_business_days(submitted, earliest, latest):
    instant = dt.datetime.fromisoformat(f"{submitted}+00:00")
    window = expected_window("sms_mms", instant, zone="America/New_York")
    assert (window.earliest.isoformat(), window.latest.isoformat()) == (earliest, latest)


def test_the_day_of_a_submission_is_the_resellers_day():
    late_friday = dt.datetime.fromisoformat("2026-11-21T04:59:59+00:00")  # Friday 23:59:59 in New York
    window = expected_window("sms_mms", late_friday, zone="America/New_York")
    assert window.earliest.isoformat() == "2026-12-14"
    tuesday = dt.datetime.fromisoformat("2026-12-16T04:30:00+00:00")  # still Tuesday the 15th in New York
    assert expected_window("brand", tuesday, zone="America/New_York").earliest.isoformat() == "2026-12-16"
    assert expected_window("brand", tuesday, zone="UTC").earliest.isoformat() == "2026-12-17"


@pytest.mark.source(74)
def test_a_toll_free_verification_is_expected_after_three_to_five_weeks():
    window = expected_window("toll_free", at("11-02T12:00"), zone="America/New_York")
    assert (window.earliest.isoformat(), window.latest.isoformat()) == ("2026-11-23", "2026-12-07")


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-03-08", "2026-03-09T04:59:59.999999+00:00"),  # 23 hours long
        ("2026-11-01", "2026-11-02T05:59:59.999999+00:00"),  # 25 hours long
        ("2026-12-31", "2027-01-01T05:59:59.999999+00:00"),
    ],
)
def test_a_day_ends_at_its_own_midnight_when_clocks_change_and_when_the_year_ends(day, last):
    assert end_of_day(dt.date.fromisoformat(day), zone="America/Chicago").isoformat() == last


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2027-12-30", "2028-01-03"),  # New Year's Day is a Saturday, observed on the Friday of the old year
        ("2026-07-02", "2026-07-06"),  # Independence Day likewise, on the 3rd
        ("2027-12-23", "2027-12-27"),
    ],
)
def test_a_holiday_observed_on_the_friday_before_is_no_business_day(day, following):
    assert add_business_days(dt.date.fromisoformat(day), 1).isoformat() == following


def test_the_fast_lane_of_a_denied_request_ends_seven_days_after_to_the_second():
    assert edit_window_ends("toll_free", "twilio", at("11-01T15:00")) == at("11-08T15:00")
    assert edit_window_ends("toll_free", "as_documented", at("11-01T15:00")) is None
