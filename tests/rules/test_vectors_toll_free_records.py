"""Vectors of toll-free briefs, consent records and do-not-call practice: figures at and beside their edges."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.engine import UnreadableInput, lint
from portal.rules.facts import moments
from portal.rules.record_kit import KEYWORD, PRACTICE, RECORD, SPOKEN, STOPPED
from portal.rules.result import Report, Verdict

BRIEF: dict[str, Any] = {"kind": "toll_free"}


def drawn(data: dict[str, Any], *, profile: str = "as_documented", **context: Any) -> dict[str, str]:
    """Each rule that found something, with the worst it found."""
    report = _report(data, profile, context)
    return {finding.rule: report.checked[finding.rule].value for finding in report.findings}


def _report(data: dict[str, Any], profile: str, context: dict[str, Any]) -> Report:
    return lint(str(data["kind"]), data, profile=profile, context=context or None)


@pytest.mark.source(209, 224)
@pytest.mark.parametrize(
    ("collected", "years", "last_day"),
    [
        ("2028-02-29", 5, "2033-03-01"),
        ("2028-02-29", 4, "2032-02-29"),
        ("2027-02-28", 4, "2031-02-28"),
        ("2026-12-31", 4, "2030-12-31"),
    ],
)
def test_a_term_of_years_never_ends_early(collected: str, years: int, last_day: str) -> None:
    start = moments.day(collected)
    assert start is not None
    assert str(moments.years_after(start, years)) == last_day


@pytest.mark.source(209)
@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"keep_until": "2030-03-02"}, True),
        ({"keep_until": "2030-03-01"}, False),
        ({"opted_out_at": "2026-05-01T09:00:00Z", "keep_until": "2030-05-01"}, True),
        ({"opted_out_at": "2026-05-01T09:00:00Z", "keep_until": "2030-04-30"}, False),
        ({"last_message_at": "2027-01-01T09:00:00Z", "keep_until": "2030-12-31"}, False),
        ({"last_message_at": "2027-01-01T09:00:00Z", "keep_until": "2031-01-01"}, True),
    ],
)
def test_a_record_is_kept_four_years_from_the_latest_of_consent_stop_and_message(
    change: dict[str, str], kept: bool
) -> None:
    assert ("CR009" not in drawn({**RECORD, **change})) is kept


@pytest.mark.source(209)
def test_later_public_rules_keep_a_record_five_years() -> None:
    four = {**RECORD, "keep_until": "2030-03-02"}
    assert "CR009" not in drawn(four)
    assert drawn(four, profile="current")["CR009"] == "error"


@pytest.mark.source(92, 114, 129)
@pytest.mark.parametrize(
    ("count", "reason", "bulk", "rules"),
    [
        (1, "", False, set()),
        (5, "", False, {"TF001"}),
        (5, "One number for each of our five restaurants in the county.", False, set()),
        (6, "One number for each of our six restaurants in the county.", False, {"TF002"}),
        (6, "One number for each of our six restaurants in the county.", True, set()),
        (1000, "Every franchise of the chain has a number of its own.", True, set()),
        (1001, "Every franchise of the chain has a number of its own.", True, {"TF033"}),
    ],
)
def test_numbers_go_by_form_up_to_five_and_by_file_up_to_a_thousand(
    count: int, reason: str, bulk: bool, rules: set[str]
) -> None:
    numbers = [f"+1888{5550000 + place}" for place in range(count)]
    found = drawn({**BRIEF, "numbers": numbers, "multiple_numbers_reason": reason, "bulk": bulk})
    assert set(found) & {"TF001", "TF002", "TF033"} == rules


@pytest.mark.source(92)
def test_a_number_that_stands_twice_in_other_spelling_is_told_by_its_place() -> None:
    report = _report({**BRIEF, "numbers": ["+18885550100", "+18885550101", "(888) 555-0100"]}, "as_documented", {})
    assert [finding.field for finding in report.findings if finding.rule == "TF033"] == ["numbers[2]"]


@pytest.mark.parametrize("area", ["800", "833", "844", "855", "866", "877", "888"])
def test_the_seven_toll_free_codes_are_known(area: str) -> None:
    assert "TF012" not in drawn({**BRIEF, "numbers": [f"+1{area}5550100"]})


@pytest.mark.parametrize("number", ["+18225550100", "+18805550100", "+18881550100", "+1888555010", "+442071838750"])
def test_other_numbers_are_not_toll_free(number: str) -> None:
    assert drawn({**BRIEF, "numbers": [number]})["TF012"] == "error"


@pytest.mark.source(58, 59, 62)
@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Approve 12223334646", True),
        ("approve 12223334646", False),
        ("APPROVE 12223334646", False),
        ("Approve  12223334646", False),
        ("Approve 12223334646 ", False),
        ("Approve 1-222-333-4646", False),
        ("Approve (222) 333-4646", False),
        ("Approve: 12223334646", False),
        ("Approve 2223334646", False),
        ("Approve 11223334646", False),
    ],
)
def test_the_approval_is_exactly_one_word_and_eleven_digits(text: str, exact: bool) -> None:
    assert ("DN013" not in drawn({**PRACTICE, "approval_text": text})) is exact


@pytest.mark.source(59, 62)
@pytest.mark.parametrize(("named", "fits"), [("12223334646", True), ("12223334545", False)])
def test_the_approval_names_the_sender_and_not_the_recipient(named: str, fits: bool) -> None:
    policy = {**PRACTICE, "approval_text": f"Approve {named}", "sending_number": "+12223334646"}
    assert ("DN014" not in drawn(policy)) is fits


@pytest.mark.source(61)
@pytest.mark.parametrize(("second", "soon"), [("10:09:59", True), ("10:10:00", False), ("10:10:01", False)])
def test_a_message_is_sent_again_ten_minutes_after_the_approval(second: str, soon: bool) -> None:
    policy = {**PRACTICE, "approved_at": "2026-05-04T10:00:00Z", "resent_at": f"2026-05-04T{second}Z"}
    assert ("DN015" in drawn(policy)) is soon


@pytest.mark.source(237)
@pytest.mark.parametrize(("day", "fresh"), [("2026-11-01", True), ("2026-11-02", False), ("2026-09-30", False)])
def test_registry_data_counts_for_thirty_one_days(day: str, fresh: bool) -> None:
    policy = {**PRACTICE, "registry_data_of": "2026-10-01", "checked_on": day}
    assert ("DN002" not in drawn(policy)) is fresh
    assert ("DN002" not in drawn({**policy, "checked_on": ""}, today=day)) is fresh


@pytest.mark.parametrize(
    ("facts", "used", "open_"),
    [
        ({"last_purchase_on": "2025-08-31"}, "2027-02-28", True),
        ({"last_purchase_on": "2025-08-31"}, "2027-03-01", False),
        ({"last_purchase_on": "2026-08-31"}, "2028-02-29", True),
        ({"last_inquiry_on": "2026-11-30"}, "2027-02-28", True),
        ({"last_inquiry_on": "2026-11-30"}, "2027-03-01", False),
        ({"last_purchase_on": "2026-01-10", "stop_requested_on": "2026-02-01"}, "2026-02-02", False),
        ({"last_purchase_on": "2026-03-10", "stop_requested_on": "2026-02-01"}, "2026-04-02", True),
    ],
)
def test_a_relationship_lasts_eighteen_or_three_months_and_ends_with_a_stop(
    facts: dict[str, str], used: str, open_: bool
) -> None:
    assert ("DN017" not in drawn({**PRACTICE, **facts, "checked_on": used})) is open_


@pytest.mark.parametrize(
    ("start", "end", "states", "severity"),
    [
        ("08:00", "21:00", [], None),
        ("07:59", "21:00", [], "error"),
        ("08:00", "21:01", [], "error"),
        ("8 am", "9 pm", [], None),
        ("08:00", "21:00", ["FL"], "warning"),
        ("09:00", "20:00", ["FL", "CT", "TX"], None),
        ("10:00", "20:00", ["KY", "RI"], "warning"),
    ],
)
def test_quiet_hours_follow_the_federal_window_and_then_the_states(
    start: str, end: str, states: list[str], severity: str | None
) -> None:
    policy = {**PRACTICE, "sends_from": start, "sends_until": end, "states": states, "days": ["mon", "tue"]}
    assert drawn(policy).get("DN006") == severity


@pytest.mark.parametrize(
    ("honoured", "severity"),
    [("2026-05-04", None), ("2026-05-05", "warning"), ("2026-05-18", "warning"), ("2026-05-19", "error")],
)
def test_a_stop_is_honoured_at_once_and_at_the_latest_in_ten_business_days(honoured: str, severity: str | None) -> None:
    record = {**STOPPED, "honored_at": f"{honoured}T10:00:00-05:00"}
    assert drawn(record).get("CR024") == severity


def test_a_holiday_moves_the_last_day_of_honouring() -> None:
    stopped = {**STOPPED, "occurred_at": "2026-11-20T10:00:00-05:00", "confirmation_sent_at": ""}
    assert drawn({**stopped, "honored_at": "2026-12-07T10:00:00-05:00"})["CR024"] == "warning"
    assert drawn({**stopped, "honored_at": "2026-12-08T10:00:00-05:00"})["CR024"] == "error"


@pytest.mark.source(213)
@pytest.mark.parametrize(("minute", "late"), [("10:05:00", False), ("10:05:01", True)])
def test_the_confirmation_of_a_stop_goes_out_within_five_minutes(minute: str, late: bool) -> None:
    record = {**STOPPED, "confirmation_sent_at": f"2026-05-04T{minute}-05:00"}
    assert ("CR024" in drawn(record)) is late


@pytest.mark.source(221)
@pytest.mark.parametrize("record", [RECORD, SPOKEN, KEYWORD, STOPPED], ids=lambda one: f"{one['type']}-{one['method']}")
def test_a_whole_record_has_no_fault(record: dict[str, Any]) -> None:
    report = lint("consent_record", record)
    assert not [finding for finding in report.findings if finding.rule.startswith("CR")]
    assert report.verdict is not Verdict.ERROR


@pytest.mark.source(221, 223)
@pytest.mark.parametrize(
    ("field", "rule", "severity"),
    [
        ("occurred_at", "CR001", "error"),
        ("number", "CR002", "error"),
        ("method", "CR003", "error"),
        ("wording", "CR004", "error"),
        ("url", "CR005", "error"),
        ("address", "CR006", "error"),
        ("user_agent", "CR007", "warning"),
        ("keep_until", "CR009", "error"),
        ("name", "CR012", "warning"),
        ("capture", "CR013", "warning"),
    ],
)
def test_each_data_point_of_a_consent_is_missed_by_name(field: str, rule: str, severity: str) -> None:
    assert drawn({**RECORD, field: ""})[rule] == severity


@pytest.mark.source(222)
def test_a_bare_hash_is_no_number() -> None:
    assert drawn({**RECORD, "number": "", "number_hash": "9f86d081884c7d65"})["CR002"] == "error"


@pytest.mark.source(217)
@pytest.mark.parametrize("field", ["representative", "response"])
def test_a_spoken_yes_needs_who_asked_and_what_was_answered(field: str) -> None:
    assert drawn({**SPOKEN, field: ""})["CR014"] == "error"


@pytest.mark.source(214)
def test_a_double_opt_in_without_the_yes_is_no_consent() -> None:
    asked = {"double_opt_in": True, "confirmation_requested_at": "2026-03-02T20:05:12Z"}
    assert drawn({**RECORD, **asked})["CR016"] == "error"
    whole = {**asked, "confirmed_at": "2026-03-02T20:06:00Z", "welcome_sent_at": "2026-03-02T20:06:01Z"}
    assert "CR016" not in drawn({**RECORD, **whole})


@pytest.mark.source(205)
def test_the_words_of_a_record_are_judged_like_those_of_a_form() -> None:
    report = lint("consent_record", {**RECORD, "wording": "I agree to receive texts from Acme."})
    fields = {finding.field for finding in report.findings if finding.rule.startswith("OW")}
    assert fields == {"wording"}


def test_an_event_of_the_ledger_is_read_with_its_details_and_facts() -> None:
    nested = {name: RECORD[name] for name in ("url", "address", "user_agent", "name")}
    facts = {"affirmative_action": "box ticked", "checkbox_initial": "unticked"}
    flat = {name: value for name, value in RECORD.items() if name not in {*nested, *facts}}
    event = {**flat, "details": nested, "facts": facts, "evidence_sha256": ["ab" * 32]}
    assert not [one for one in lint("consent_record", event).findings if one.rule.startswith("CR")]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("consent_record", {"minor": "perhaps"}),
        ("consent_record", {"evidence": "one"}),
        ("consent_record", {"number": {"a": 1}}),
        ("dnc_policy", {"honour_within_days": "soon"}),
        ("dnc_policy", {"honour_within_days": -1}),
        ("dnc_policy", {"scrub_every_days": True}),
        ("dnc_policy", {"states": "FL"}),
    ],
)
def test_an_unreadable_answer_is_refused_in_one_line(kind: str, data: dict[str, Any]) -> None:
    with pytest.raises(UnreadableInput) as refusal:
        lint(kind, data)
    assert "\n" not in str(refusal.value)


def test_the_end_of_the_calendar_is_no_crash() -> None:
    last = {"occurred_at": "9998-12-31T10:00:00Z", "keep_until": "9999-12-31", "opted_out_at": "9999-12-31T09:00:00Z"}
    assert "CR009" not in drawn({**RECORD, **last, "honored_at": "9999-12-31T23:00:00Z"})
    assert "DN017" not in drawn({**PRACTICE, "last_purchase_on": "9999-01-31", "checked_on": "9999-12-31"})


@pytest.mark.parametrize("kind", ["consent_record", "dnc_policy"])
def test_nothing_told_is_never_a_crash(kind: str) -> None:
    assert lint(kind, {}).kind == kind


@pytest.mark.source(104, 121)
@pytest.mark.parametrize(
    ("address", "severity"),
    [
        ("dana@acme.com", None),
        ("dana@mail.acme.com", None),
        ("dana@acmeholdings.com", None),
        ("dana@gmail.com", "warning"),
        ("help@textly.io", "error"),
    ],
)
def test_the_compliance_contact_is_at_the_business_and_not_at_its_provider(address: str, severity: str | None) -> None:
    brief = {**BRIEF, "legal_name": "Acme Holdings LLC", "website": "https://acme.com"}
    found = drawn({**brief, "compliance_contact_email": address}, reseller="Textly Inc")
    assert found.get("TF021") == severity


@pytest.mark.source(104, 116)
def test_the_reseller_may_not_be_the_sender_unless_it_texts_itself() -> None:
    brief = {**BRIEF, "legal_name": "Textly, Inc."}
    assert drawn(brief, reseller="Textly Inc")["TF006"] == "error"
    assert "TF006" not in drawn({**brief, "sender_is_reseller": True}, reseller="Textly Inc")


@pytest.mark.source(93)
@pytest.mark.parametrize(
    ("change", "allowed"),
    [({}, False), ({"opt_in_url": "https://acme.com/join"}, True), ({"evidence": ["optin_screenshot"]}, True)],
)
def test_marketing_needs_a_screenshot_or_an_address(change: dict[str, Any], allowed: bool) -> None:
    brief = {**BRIEF, "message_type": "marketing", "opt_in_workflow": "People tick a box."}
    assert ("TF013" not in drawn({**brief, **change})) is allowed


@pytest.mark.source(89)
@pytest.mark.parametrize(
    "words",
    [
        "We sell phone numbers to third parties for their marketing purposes.",
        "We share their phone numbers with our partners for marketing.",
    ],
)
def test_handing_data_on_makes_a_brief_ineligible(words: str) -> None:
    assert drawn({**BRIEF, "opt_in_workflow": f"Customers tick a box. {words}"})["TF025"] == "error"


@pytest.mark.source(131)
@pytest.mark.parametrize("words", ["We rotate messages over five numbers.", "We use more numbers to bypass filters."])
def test_spreading_traffic_over_numbers_is_snowshoeing(words: str) -> None:
    assert drawn({**BRIEF, "multiple_numbers_reason": words})["TF023"] == "error"
