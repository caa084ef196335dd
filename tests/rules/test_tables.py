"""The dated tables say what counts on which day, where it was read, and whether a public page confirms it."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from portal.rules.advice import tables
from portal.rules.profiles import PROFILES
from portal.rules.registry import rule_by_id
from portal.rules.rulebook import RulebookFault, load
from portal.rules.rulebook.account import ROOMS
from portal.rules.rulebook.schema import check_documents


@pytest.mark.entry("traffic-att-tpm")
@pytest.mark.parametrize(
    ("use_case", "score", "sms"),
    [
        ("MARKETING", 75, 4500),
        ("MARKETING", 74, 2400),
        ("MARKETING", 50, 2400),
        ("MARKETING", 49, 240),
        ("MARKETING", None, 240),
        ("LOW_VOLUME", 99, 75),
        ("SOLE_PROPRIETOR", None, 15),
        ("SOCIAL", 10, 9000),
    ],
)
def test_att_rates_by_class_and_score(use_case: str, score: int | None, sms: int) -> None:
    assert tables.att_rate(use_case, score).sms == sms


@pytest.mark.entry("traffic-tmobile-daily")
@pytest.mark.parametrize(
    ("score", "standing", "parts"),
    [
        (100, "", 200000),
        (75, "", 200000),
        (74, "", 40000),
        (49, "", 10000),
        (25, "", 10000),
        (24, "", 2000),
        (None, "", 2000),
        (None, "sole_proprietor", 1000),
        (10, "russell_3000", 200000),
    ],
)
def test_t_mobile_caps_a_day_by_score_and_standing(score: int | None, standing: str, parts: int) -> None:
    assert tables.t_mobile_cap(score, standing) == parts


@pytest.mark.parametrize("score", [0, 101])
def test_a_score_off_the_scale_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 100"):
        tables.att_rate("MARKETING", score)
    with pytest.raises(ValueError, match="between 1 and 100"):
        tables.t_mobile_cap(score)


@pytest.mark.parametrize(
    ("day", "unverified", "pending"),
    [
        ("2022-09-30", None, None),
        ("2022-10-01", (2000, 12000, 25000), None),
        ("2023-04-01", (500, 1000, 2000), (2000, 6000, 10000)),
        ("2024-01-30", (0, 0, 0), (2000, 6000, 10000)),
        ("2024-01-31", (0, 0, 0), (0, 0, 0)),
    ],
)
def test_each_set_of_toll_free_caps_counts_in_its_days(day: str, unverified: Any, pending: Any) -> None:
    for standing, wanted in (("unverified", unverified), ("pending", pending)):
        caps = tables.toll_free_caps(standing, date.fromisoformat(day))
        assert (None if caps is None else (caps.day, caps.week, caps.month)) == wanted
    assert tables.toll_free_caps("verified", date.fromisoformat(day)) is None


@pytest.mark.entry("traffic-quiet-hours-federal", "traffic-quiet-hours-state")
# Friday 20, Saturday 21, Sunday 22 November 2026.
@pytest.mark.parametrize(
    ("states", "day", "holiday", "window"),
    [
        ([], 20, False, ("08:00", "21:00")),
        (["CA"], 22, False, ("08:00", "21:00")),
        (["FL"], 20, False, ("08:00", "20:00")),
        (["TX"], 22, False, ("12:00", "21:00")),
        (["KY", "FL"], 21, False, ("10:00", "20:00")),
        (["RI"], 21, False, ("10:00", "17:00")),
        (["AL"], 22, False, None),
        (["LA"], 20, True, None),
        (["TX", "MS"], 22, False, None),
    ],
)
def test_the_tightest_of_all_places_gives_the_hours(
    states: list[str], day: int, holiday: bool, window: tuple[str, str] | None
) -> None:
    assert tables.sending_window(states, date(2026, 11, day), holiday=holiday) == window


@pytest.mark.entry("traffic-frequency-3-per-24h")
def test_the_number_of_texts_a_day_counts_from_its_day_on() -> None:
    assert tables.most_in_a_day("OR", date(2025, 12, 31)) is None
    assert tables.most_in_a_day("OR", date(2026, 1, 1)) == 3
    assert tables.most_in_a_day("FL", date(2026, 1, 1)) == 3
    assert tables.most_in_a_day("CA", date(2026, 1, 1)) is None


@pytest.mark.entry("life-modification-table", "traffic-propagation-15-30min")
@pytest.mark.parametrize(
    ("name", "action", "most"),
    [
        ("add_numbers", "association", 30),
        ("samples", "modification", 3),
        ("opt_in_url", "modification", 3),
        ("privacy_url", "modification", 2),
    ],
)
@pytest.mark.source(240)
def test_a_change_says_what_it_needs_and_how_long_it_takes(name: str, action: str, most: int) -> None:
    needed, time = tables.change(name)
    assert needed == action
    assert time is not None
    assert time["most"] == most
    assert tables.change("use_case") == tables.change("new_message_type") == ("new_campaign", None)


@pytest.mark.entry("life-enforcement-calendar", "traffic-unregistered-blocked")
# Source 004, section 9: what counts from which day.
@pytest.mark.parametrize(
    ("slug", "day"),
    [
        ("all_scores", "2024-06-01"),
        ("vz_debt", "2024-07-30"),
        ("att_ml", "2024-08-15"),
        ("tm_stop_5s", "2024-08-20"),
        ("tm_duns", "2024-09-01"),
        ("vz_spike", "2024-10-15"),
        ("att_crypto", "2024-10-28"),
        ("tm_shaft", "2024-11-05"),
        ("all_registration", "2025-02-01"),
    ],
)
def test_the_calendar_of_the_carriers(slug: str, day: str) -> None:
    (entry,) = [one for one in tables.policies() if one["slug"] == slug]
    first = date.fromisoformat(day)
    assert tables.in_force(entry, first)
    assert not tables.in_force(entry, date.fromordinal(first.toordinal() - 1))


@pytest.mark.entry("traffic-score-sharing", "traffic-att-ml-throttle", "traffic-verizon-ml")
def test_policies_of_the_guide_alone_are_marked_unconfirmed() -> None:
    alone = [one for one in tables.policies() if one["source"].startswith("source 004") and "http" not in one["source"]]
    assert len(alone) > 15
    assert not any(one["confirmed"] for one in alone)
    assert all(one["confirmed"] for one in tables.policies("T-Mobile", kind="fine")[:3])


def test_a_notice_to_come_is_not_in_force_yet() -> None:
    newest = tables.notices()[0]
    assert newest["slug"] == "revoke_all"
    assert not tables.in_force(newest, date(2027, 1, 30))
    assert tables.in_force(newest, date(2027, 1, 31))


@pytest.mark.entry("traffic-optout-rate", "traffic-spam-rate", "traffic-delivery-rate", "traffic-bounce-rate")
@pytest.mark.parametrize(
    ("slug", "line"),
    [
        ("opt_out_rate", 0.05),
        ("complaint_rate", 0.001),
        ("volume_spike", 3.0),
        ("delivery_rate", 0.85),
        ("bounce_rate", 0.1),
        ("complaint_rate_audit", 0.0005),
        ("debt_texts", 3),
        ("carriers_complaining", 2),
    ],
)
def test_the_lines_of_the_monitoring_metrics(slug: str, line: float) -> None:
    assert tables.threshold(slug)["line"] == line
    assert load().documents["thresholds"]["warn_at_share"] == 0.8


@pytest.mark.entry("tool-policy-tracker")
def test_a_table_nobody_looked_at_for_ninety_days_is_stale() -> None:
    assert not tables.is_stale("2026-11-22", date(2027, 2, 20))
    assert tables.is_stale("2026-11-22", date(2027, 2, 21))


@pytest.mark.parametrize("row", load().documents["conflicts"]["conflicts"], ids=lambda row: str(row["number"]))
def test_every_conflict_of_the_sources_is_kept_somewhere(row: dict[str, Any]) -> None:
    assert set(row.get("differences", ())) <= set(PROFILES["current"].differences)
    assert all(rule_by_id(rule).in_force_from for rule in row.get("dated", ()))
    assert set(row.get("rooms", ())) <= ROOMS
    assert row["note"]
    assert any(row.get(key) for key in ("differences", "dated", "tables", "rooms"))


def test_all_conflicts_of_the_notes_are_there() -> None:
    assert len(load().documents["conflicts"]["conflicts"]) == 38
    told = {rule for row in load().documents["conflicts"]["conflicts"] for rule in row.get("differences", ())}
    assert {"CD002", "SM001", "SM003", "SM007", "PP003", "PP006", "CM013", "CM011", "UC002"} == told


@pytest.mark.parametrize(
    ("table", "key", "change", "fault"),
    [
        ("carrier_policies", "policies", {"effective_from": "soon"}, "effective_from is 'soon'"),
        ("carrier_policies", "policies", {"carrier": "Sprint"}, "carrier is 'Sprint'"),
        ("carrier_policies", "policies", {"confirmed": "yes"}, "does not say whether it is confirmed"),
        ("notices", "notices", {"source": ""}, "has no source"),
        ("notices", "notices", {"slug": "revoke_all", "kind": "rumour"}, "kind is 'rumour'"),
        ("approval_times", "times", {"least": 9, "most": 1}, "9 to 1"),
        ("thresholds", "metrics", {"code": "portal:NOPE"}, "unknown code portal:NOPE"),
    ],
)
def test_a_table_with_a_fault_is_refused_by_name(table: str, key: str, change: dict[str, Any], fault: str) -> None:
    documents = copy.deepcopy(dict(load().documents))
    documents[table][key][0] |= change
    with pytest.raises(RulebookFault, match=fault):
        check_documents(documents, load().codes)


@pytest.mark.entry("traffic-quiet-hours-safe-window")
def test_the_window_that_fits_nearly_all_states_fits_them() -> None:
    book = load().documents["quiet_hours"]
    safe = book["safe"]
    for state in sorted(set(book["states"]) - set(safe["except"])):
        for day in range(16, 23):
            part = {21: "saturday", 22: "sunday"}.get(day, "weekdays")
            window = tables.sending_window([state], date(2026, 11, day))
            if part == "sunday" and state in safe["closed_on_sunday"]:
                assert window is None
            else:
                assert window is not None
                assert window[0] <= safe[part][0] < safe[part][1] <= window[1], state


@pytest.mark.entry("traffic-tmobile-fines", "traffic-no-replacement-number")
def test_fines_and_fees_by_carrier() -> None:
    fines = {one["slug"]: one["usd"] for one in (*tables.policies(kind="fine"), *tables.policies(kind="fee"))}
    assert [fines[f"tm_fee_{name}"] for name in ("phishing", "illegal", "other")] == [2000, 1000, 500]
    assert [fines[f"tm_fee_{name}"] for name in ("third", "enablement", "evasion", "idle")] == [10000, 10000, 1000, 250]
    assert fines["att_fee_replacement"] == 1000


@pytest.mark.entry("traffic-reg-f-debt-texts", "traffic-healthcare-exempt-limits", "traffic-inactive-180-days")
@pytest.mark.entry("traffic-idle-campaign", "traffic-sev0-rca", "traffic-no-snowshoe", "traffic-no-url-cycling")
def test_the_lines_of_law_and_conduct() -> None:
    lines = {slug: tables.threshold(slug)["line"] for slug in ("debt_reconfirmed", "health_exempt_day", "idle")}
    assert lines == {"debt_reconfirmed": 60, "health_exempt_day": 1, "idle": 10}
    assert tables.threshold("idle")["then"] == [15, 60]
    assert tables.threshold("inactive_person")["line"] == 180
    assert (tables.threshold("health_exempt_week")["line"], tables.threshold("health_exempt_length")["line"]) == (
        3,
        160,
    )
    assert (tables.threshold("root_cause_report")["line"], tables.threshold("root_cause_report")["then"]) == (24, [48])
    assert (tables.threshold("numbers_with_one_text")["line"], tables.threshold("domains_in_links")["line"]) == (5, 3)


@pytest.mark.entry("life-crypto-review-7-14", "life-tf-timelines", "life-brand-id-24h", "life-review-fee-warning")
def test_how_long_reviews_take_and_what_they_cost() -> None:
    spans = {
        one["slug"]: (one["least"], one["most"], one["unit"]) for one in load().documents["approval_times"]["times"]
    }
    assert spans["crypto"] == (7, 14, "business_days")
    assert (spans["toll_free_prevetting"], spans["toll_free_review"]) == ((0, 1, "weeks"), (3, 4, "weeks"))
    assert (spans["brand_id"], spans["carrier_verification"]) == ((0, 24, "hours"), (1, 5, "business_days"))
    assert (spans["diagnosis"], spans["documentation_fix"]) == ((0, 1, "hours"), (1, 24, "hours"))
    assert load().documents["approval_times"]["fees"][0]["usd"] == 15
