"""Vectors of brands, campaigns and descriptions: each limit on both sides of its edge."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.engine import lint
from portal.rules.kit import GOOD_CONSENT, GOOD_SAMPLE
from portal.rules.registry import rule_by_id
from portal.rules.result import Verdict

PASS, ADVICE, WARNING, ERROR = Verdict.PASS, Verdict.ADVICE, Verdict.WARNING, Verdict.ERROR
NOT_APPLICABLE = Verdict.NOT_APPLICABLE


def verdict(rule: str, kind: str, data: dict[str, Any], **more: Any) -> Verdict:
    return lint(kind, data, **more).checked[rule]


@pytest.mark.source(179)
@pytest.mark.entry("desc-min-length", "desc-max-length")
@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("x" * 39, ERROR, PASS),
        ("x" * 40, PASS, PASS),
        ("x" * 300, PASS, PASS),
        ("x" * 301, PASS, ERROR),
        ("\U0001f4e6" * 39, ERROR, PASS),
        ("\U0001f4e6" * 40, PASS, PASS),
        ("\U0001f4e6" * 300, PASS, PASS),
        ("e\u0301" * 39, ERROR, PASS),
        ("e\u0301" * 300, PASS, PASS),
        ("\u00a0" * 20 + "x" * 39 + "\u00a0" * 20, ERROR, PASS),
        ("x" + " " * 80 + "x", ERROR, PASS),
        ("\u200b".join("x" * 30), ERROR, PASS),
        ("\n" * 9 + "x" * 300 + "\t", PASS, PASS),
    ],
)
def test_a_description_is_counted_in_characters_that_are_read(text: str, short: Verdict, long: Verdict) -> None:
    report = lint("campaign_description", {"text": text})
    assert (report.checked["CD001"], report.checked["CD002"]) == (short, long)


@pytest.mark.entry("desc-max-length")
@pytest.mark.parametrize(("length", "code"), [(4096, False), (4097, True)])
def test_the_registry_s_own_limit_draws_its_own_code(length: int, code: bool) -> None:
    (finding,) = [f for f in lint("campaign_description", {"text": "x" * length}).findings if f.rule == "CD002"]
    assert ("twilio:21728" in finding.codes) is code


@pytest.mark.source(142)
@pytest.mark.entry("brand-ein-format", "brand-ein-not-ssn")
@pytest.mark.parametrize(
    ("ein", "malformed", "social"),
    [
        ("12-3456789", PASS, PASS),
        (" 123456789", PASS, PASS),
        ("12\u20133456789", PASS, PASS),
        ("12-345678", ERROR, PASS),
        ("123-45-6789", PASS, ERROR),
        ("123 45 6789", PASS, ERROR),
        ("12-3456789A", ERROR, PASS),
    ],
)
def test_an_ein_is_told_from_a_social_security_number(ein: str, malformed: Verdict, social: Verdict) -> None:
    report = lint("brand", {"ein": ein})
    assert (report.checked["BR001"], report.checked["BR002"]) == (malformed, social)


@pytest.mark.source(146)
@pytest.mark.entry("brand-address-not-pobox")
@pytest.mark.parametrize(
    ("street", "expected"),
    [
        ("P.O. Box 12", ERROR),
        ("p o box #9", ERROR),
        ("POB 12", PASS),
        ("Post Office Box 4", ERROR),
        ("44 Oak St, PMB 12", ERROR),
        ("12 Pobox Rd", PASS),
        ("3 Boxwood Lane", PASS),
        ("1 Post Road, Box Hill", PASS),
    ],
)
def test_a_post_office_box_is_told_from_a_street(street: str, expected: Verdict) -> None:
    assert verdict("BR003", "brand", {"street": street}) is expected


@pytest.mark.source(143, 163)
@pytest.mark.entry("brand-legal-name-exact", "brand-legal-name-punctuation", "brand-name-not-account-name")
@pytest.mark.parametrize(
    ("name", "letter", "expected"),
    [
        ("Acme Holdings LLC", "Acme Holdings LLC", PASS),
        ("Acme  Holdings\u00a0LLC", "Acme Holdings LLC", PASS),
        ("Acme Holdings, LLC", "Acme Holdings LLC", WARNING),
        ("ACME HOLDINGS LLC", "Acme Holdings LLC", WARNING),
        ("Acme Holdings L.L.C.", "Acme Holdings LLC", WARNING),
        ("Acme Holdings Incorporated", "Acme Holdings Inc.", WARNING),
        ("Acme", "Acme Holdings LLC", ERROR),
        ("Acme Holding LLC", "Acme Holdings LLC", ERROR),
        ("Acme Holdings LLC", "", NOT_APPLICABLE),
    ],
)
def test_the_legal_name_is_held_against_the_letter(name: str, letter: str, expected: Verdict) -> None:
    assert verdict("BR020", "brand", {"legal_name": name, "irs_name": letter}) is expected


@pytest.mark.source(153)
@pytest.mark.entry("brand-new-business-wait", "use-case-start-low-risk")
@pytest.mark.parametrize(("born", "expected"), [("2026-08-24", PASS), ("2026-08-25", ADVICE), ("2026-11-22", ADVICE)])
def test_a_business_is_new_for_ninety_days(born: str, expected: Verdict) -> None:
    context = {"today": "2026-11-22"}
    assert verdict("BR033", "brand", {"incorporation_date": born}, context=context) is expected
    campaign = {"use_case": "MARKETING", "brand": {"legal_name": "Acme LLC", "messaging_history_since": born}}
    assert verdict("UC014", "campaign", campaign, context=context) is expected
    assert verdict("BR033", "brand", {"incorporation_date": born}) is NOT_APPLICABLE


@pytest.mark.source(151, 152)
@pytest.mark.entry("brand-duns-lead-time", "brand-duns-recommended", "brand-duns-format")
def test_a_duns_number_that_was_applied_for_tells_when_it_helps() -> None:
    report = lint("brand", {"duns_applied_on": "2026-11-02"})  # a Monday; 30 weekdays later is 14 December
    (finding,) = [f for f in report.findings if f.rule == "BR007"]
    assert "December 14, 2026" in finding.message
    assert "December 21" in finding.message
    assert "December 28, 2026" in finding.message
    assert verdict("BR008", "brand", {"duns": "12-345-678"}) is WARNING


@pytest.mark.source(198)
@pytest.mark.entry("campaign-links-consistent")
@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://acme.com/privacy", PASS),
        ("http://www.ACME.com/privacy/?utm_source=x#sms", PASS),
        ("acme.com/privacy.", PASS),
        ("acme.com/privacy-policy", ERROR),
        ("shop.acme.com/privacy", ERROR),
        ("acme.com/help", PASS),
    ],
)
def test_links_to_the_policy_are_one_address(link: str, expected: Verdict) -> None:
    campaign = {"privacy_policy_url": "https://acme.com/privacy", "opt_in_wording": f"I agree. Privacy: {link}"}
    assert verdict("CM035", "campaign", campaign) is expected


@pytest.mark.source(199, 200)
@pytest.mark.entry("attr-embedded-phone", "attr-embedded-link", "sample-link-flag-shown")
@pytest.mark.parametrize(
    ("sample", "flags", "link", "phone"),
    [
        ("Acme: see acme.com/x", {"embedded_link": True}, PASS, PASS),
        ("Acme: see acme.com/x", {"embedded_link": False}, ERROR, PASS),
        ("Acme: hello", {"embedded_link": True}, ERROR, PASS),
        ("Acme: call 312-555-0144", {"embedded_phone": True}, PASS, PASS),
        ("Acme: call 312-555-0144", {"embedded_link": False}, PASS, ERROR),
        ("Acme: call (217) 555-0100", {"embedded_phone": False}, PASS, PASS),
        ("Acme: hello", {"embedded_phone": True}, PASS, ERROR),
        ("Acme: write to help@acme.com", {"embedded_phone": False}, PASS, PASS),
    ],
)
def test_flags_fit_the_samples_both_ways(sample: str, flags: dict[str, bool], link: Verdict, phone: Verdict) -> None:
    campaign = {"attributes": flags, "sample_messages": [sample], "support_phone": "+1 217 555 0100"}
    report = lint("campaign", campaign)
    assert (report.checked["CM010"], report.checked["CM011"]) == (link, phone)


@pytest.mark.entry("attr-embedded-phone")
def test_today_the_main_number_counts_as_well() -> None:
    campaign = {
        "attributes": {"embedded_phone": False},
        "sample_messages": ["Acme: call 217-555-0100"],
        "support_phone": "2175550100",
    }
    assert verdict("CM011", "campaign", campaign) is PASS
    assert verdict("CM011", "campaign", campaign, profile="current") is ERROR


@pytest.mark.source(157)
@pytest.mark.entry("lvm-volume-cap", "campaign-no-false-declaration")
@pytest.mark.parametrize(
    ("volume", "profile", "expected"),
    [
        ("6000 a day", "as_documented", PASS),
        ("6,001 a day", "as_documented", ERROR),
        ("100000", "as_documented", PASS),
        ("250000", "as_documented", WARNING),
        ("500000", "as_documented", ERROR),
        ("180000", "as_documented", PASS),
        ("180001", "as_documented", ERROR),
        ("2001/day", "current", ERROR),
        ("100000", "current", WARNING),
    ],
)
def test_low_volume_ends_at_its_daily_number(volume: str, profile: str, expected: Verdict) -> None:
    campaign = {"use_case": "LOW_VOLUME", "message_volume": volume}
    assert verdict("CM013", "campaign", campaign, profile=profile) is expected


@pytest.mark.entry("campaign-number-limit", "brand-sole-prop-limits")
@pytest.mark.parametrize(
    ("count", "entity", "expected"),
    [
        (49, "private_profit", PASS),
        (50, "private_profit", ERROR),
        (1, "sole_proprietor", PASS),
        (2, "sole_proprietor", ERROR),
    ],
)
def test_numbers_of_a_campaign_are_counted(count: int, entity: str, expected: Verdict) -> None:
    numbers = [f"+1217555{place:04}" for place in range(count)]
    campaign = {"brand": {"legal_name": "Roe", "entity_type": entity}, "numbers": numbers}
    assert verdict("CM034", "campaign", campaign) is expected


@pytest.mark.source(144)
@pytest.mark.entry("brand-sole-prop-use-case", "brand-sole-prop-no-standard", "brand-sole-prop-no-ein")
@pytest.mark.parametrize(
    ("use_case", "documented", "current"),
    [("LOW_VOLUME", PASS, ERROR), ("SOLE_PROPRIETOR", PASS, PASS), ("MARKETING", ERROR, ERROR)],
)
def test_a_sole_proprietor_has_a_path_of_its_own(use_case: str, documented: Verdict, current: Verdict) -> None:
    campaign = {"use_case": use_case, "brand": {"legal_name": "Jane Roe", "entity_type": "sole_proprietor"}}
    assert verdict("UC002", "campaign", campaign) is documented
    assert verdict("UC002", "campaign", campaign, profile="current") is current


@pytest.mark.entry("campaign-required-parts", "campaign-purpose-and-frequency")
def test_an_empty_campaign_names_everything_that_is_missing() -> None:
    fields = {finding.field for finding in lint("campaign", {}).findings if finding.severity is ERROR}
    assert {"description", "message_flow", "help_message", "opt_out_message", "opt_in_message", "frequency"} <= fields
    assert {"use_case", "opt_in_method", "sample_messages", "privacy_policy_url", "terms_url"} <= fields


@pytest.mark.entry("brand-is-message-sender")
def test_a_reseller_that_files_itself_for_others_is_found() -> None:
    campaign = {
        "brand": {"legal_name": "Texter Inc."},
        "sample_messages": [GOOD_SAMPLE],
        "opt_in_wording": GOOD_CONSENT,
    }
    assert verdict("CM042", "campaign", campaign, context={"reseller": "Texter, Inc."}) is ERROR
    assert verdict("CM042", "campaign", campaign) is NOT_APPLICABLE


@pytest.mark.parametrize("rule", ["BR020", "BR028", "BR033", "UC014"])
def test_a_rule_on_facts_that_no_form_asks_for_says_so(rule: str) -> None:
    assert "Judged only where" in rule_by_id(rule).what
