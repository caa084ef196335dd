# ruff: noqa: E501 - texts under test stay whole
"""Whole registrations: a sound campaign, brand and brief pass; each fault names its field and its code."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.command.fixing import fixed
from portal.rules.engine import UnreadableInput, lint
from portal.rules.inputs import subject_of
from portal.rules.kit import ACME, GOOD_CONSENT, GOOD_DESCRIPTION, GOOD_SAMPLE
from portal.rules.result import Report, Verdict

CAMPAIGN: dict[str, Any] = {
    "brand": ACME,
    "use_case": "MARKETING",
    "description": GOOD_DESCRIPTION,
    "message_flow": "Customers open https://acme.com/join, enter their number, tick the box and get a confirmation.",
    "sample_messages": [
        GOOD_SAMPLE,
        "Acme: New arrivals are in. Shop now at acme.com/new Reply STOP to opt out. Msg & data rates may apply.",
        "Acme: Members save 15% off shoes today: acme.com/shoes Reply STOP to opt out. Msg & data rates may apply.",
    ],
    "opt_in_method": "web_form",
    "opt_in_url": "https://acme.com/join",
    "opt_in_wording": GOOD_CONSENT,
    "opt_in_message": "Acme: Welcome! You are now subscribed to receive promotional offers. Expect up to 4 messages per "
    "month. Msg & data rates may apply. Reply STOP anytime to opt out, HELP for support. acme.com/sms",
    "opt_out_message": "Acme: You have been unsubscribed. No further messages will be sent. Reply START to resubscribe.",
    "help_message": "Acme SMS Support: For assistance call 555-234-5678. Reply STOP to unsubscribe. "
    "Msg & data rates may apply.",
    "opt_out_keywords": ["STOP", "END", "CANCEL", "UNSUBSCRIBE", "QUIT"],
    "privacy_policy_url": "https://acme.com/privacy",
    "terms_url": "https://acme.com/terms",
    "attributes": {
        "subscriber_opt_in": True,
        "subscriber_opt_out": True,
        "subscriber_help": True,
        "embedded_link": True,
        "embedded_phone": False,
    },
    "evidence": ["optin_screenshot"],
}


def errors(report: Report) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in report.findings:
        if finding.severity is Verdict.ERROR:
            found.setdefault(finding.field, set()).update(finding.codes)
    return found


@pytest.mark.source(137, 183, 196, 197, 199)
def test_a_sound_campaign_has_no_findings() -> None:
    assert lint("campaign", CAMPAIGN).findings == ()


@pytest.mark.source(183, 185, 196, 197, 199, 200, 219, 254)
@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"sample_messages": [GOOD_SAMPLE]}, "sample_messages", "tcr:2004"),
        ({"opt_in_url": ""}, "opt_in_url", "tcr:2104"),
        ({"terms_url": ""}, "terms_url", "tcr:9108"),
        ({"privacy_policy_url": ""}, "privacy_policy_url", "tcr:9108"),
        ({"attributes": {"subscriber_opt_in": True}}, "attributes.subscriber_help", "tcr:9106"),
        ({"attributes": {**CAMPAIGN["attributes"], "embedded_link": False}}, "attributes.embedded_link", "dca2:601"),
        ({"opt_out_keywords": ["STOP"]}, "opt_out_keywords", "twilio:30887"),
        ({"evidence": []}, "opt_in_method", "tcr:9607"),
        ({"use_case": "NEWS"}, "use_case", "tcr:9001"),
    ],
)
def test_a_fault_names_its_field_and_code(change: dict[str, Any], field: str, code: str) -> None:
    assert code in errors(lint("campaign", {**CAMPAIGN, **change}))[field]


@pytest.mark.source(185)
def test_one_sample_without_stop_is_found_by_its_place_and_mended() -> None:
    samples = [*CAMPAIGN["sample_messages"][:2], "Acme: Big sale today. Msg & data rates may apply."]
    campaign = {**CAMPAIGN, "sample_messages": samples}
    assert errors(lint("campaign", campaign)) == {"sample_messages[2]": {"tcr:9106"}}
    assert errors(lint("campaign", fixed("campaign", campaign))) == {}


@pytest.mark.source(254)
def test_a_live_twin_draws_2001() -> None:
    report = lint("campaign", CAMPAIGN, context={"campaigns": [{**CAMPAIGN, "reference": "CA-1"}]})
    assert errors(report) == {"description": {"tcr:2001"}}


@pytest.mark.source(142, 144, 146, 147, 150, 151, 164, 166)
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"ein": "123-45-6789"}, "BR002"),
        ({"ein": "1234"}, "BR001"),
        ({"street": "PO Box 12"}, "BR003"),
        ({"support_email": "acme@gmail.com"}, "BR004"),
        ({"website": "http://acme.com"}, "BR005"),
        ({"website": "", "social_urls": []}, "BR006"),
        ({"vertical": ""}, "BR011"),
        ({"entity_type": "sole_proprietor"}, "BR012"),
    ],
)
def test_a_brand_is_judged_field_by_field(change: dict[str, Any], rule: str) -> None:
    brand = {
        "legal_name": "Acme LLC",
        "ein": "12-3456789",
        "duns": "123456789",
        "entity_type": "private_profit",
        "vertical": "RETAIL",
        "website": "https://acme.com",
        "social_urls": ["https://www.linkedin.com/company/acme"],
        "street": "100 Main Street",
        "city": "Springfield",
        "state": "IL",
        "postal_code": "62701",
        "support_email": "support@acme.com",
        "support_phone": "+12175550100",
    }
    assert lint("brand", brand).findings == ()
    assert lint("brand", {**brand, **change}).checked[rule] is Verdict.ERROR


BRIEF: dict[str, Any] = {
    "legal_name": "Acme Holdings LLC",
    "dba_name": "Acme",
    "website": "https://acme.com",
    "description": "Order confirmations and shipping updates for our customers.",
    "message_type": "informational",
    "category": "DELIVERY_NOTIFICATION",
    "opt_in_method": "web_form",
    "opt_in_workflow": "Customers enter their number on https://acme.com/checkout, tick the box beside the wording "
    "and get a confirmation.",
    "sample_messages": ["Acme: Your order #87234 has shipped. Reply STOP to opt out. Msg & data rates may apply."],
    "numbers": ["+18885550100"],
    "message_volume": "10,000",
    "business_registration_number": "12-3456789",
    "evidence": ["optin_screenshot"],
}


@pytest.mark.source(91, 126)
def test_a_sound_brief_has_no_findings() -> None:
    assert lint("toll_free", BRIEF).findings == ()


@pytest.mark.source(77, 78, 85, 87, 90, 104, 114, 124, 126, 130)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"numbers": ["+18885550100", "+18885550101"]}, "620"),
        (
            {"numbers": [f"+1888555010{n}" for n in range(6)], "multiple_numbers_reason": "Six stores, six teams."},
            "620",
        ),
        ({"opt_in_workflow": "Website"}, "550"),
        ({"description": "We text on behalf of our clients, several businesses in town."}, "552"),
        ({"description": "Payday loan offers for customers."}, "509"),
        ({"description": "Sweepstakes entries for customers."}, "532"),
        ({"description": "Crypto price alerts for customers."}, "534"),
        ({"description": "CBD oil news for customers."}, "506"),
        ({"description": "Vape shop news for customers."}, "505"),
        ({"description": "Wine club news for customers."}, "503"),
        ({"description": "Debt relief help for customers."}, "536"),
        ({"description": "Credit repair help for customers."}, "537"),
        ({"isv_reseller": "Acme Holdings"}, "547"),
        ({"sample_messages": ["Acme: 20% off today. Reply STOP to opt out. Msg & data rates may apply."]}, "548"),
        ({"sample_messages": ["Acme: Track at bit.ly/x Reply STOP to opt out. Msg & data rates may apply."]}, "543"),
        ({"sample_messages": ["Acme: Track at http://acme.com Reply STOP to opt out. Msg & data rates apply."]}, "544"),
        ({"opt_in_workflow": "We receive leads and their consent from a lead vendor with an online form."}, "538"),
    ],
)
def test_a_brief_draws_the_denial_code_of_the_source(change: dict[str, Any], code: str) -> None:
    found = errors(lint("toll_free", {**BRIEF, **change}))
    assert f"toll_free_aggregator:{code}" in set().union(*found.values())


@pytest.mark.source(262, 303)
@pytest.mark.parametrize(
    "words",
    ["This is an attempt to collect a debt.", "Your credit repair plan is ready.", "Get your insurance quote."],
)
def test_high_scrutiny_subjects_advise_on_10dlc_and_never_block(words: str) -> None:
    report = lint("sample_message", {"text": f"Acme: {words} Reply STOP to opt out. Msg & data rates may apply."})
    assert report.verdict is Verdict.WARNING
    assert {finding.rule for finding in report.findings} == {"CT003"}


@pytest.mark.source(279, 300, 301)
@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("New escort service in town", "error"),
        ("Handguns and ammo on sale", "error"),
        ("Vapes half price", "error"),
        ("CBD gummies are back", "error"),
        ("Bitcoin tips", "error"),
        ("Payday loans in minutes", "warning"),
        ("Your glue gun has shipped", "pass"),
        ("Stop smoking class on Monday", "pass"),
        ("Weed killer is back in stock", "pass"),
    ],
)
def test_prohibited_content_is_told_from_innocent_words(words: str, verdict: str) -> None:
    report = lint("sample_message", {"text": f"Acme: {words}. Reply STOP to opt out. Msg & data rates may apply."})
    assert report.verdict.value == verdict


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("poem", {}),
        ("sample_message", {"text": 7}),
        ("campaign", {"sample_messages": [["nested"]]}),
        ("campaign", {"brand": 7}),
        ("campaign", {"attributes": ["x"]}),
        ("privacy_policy", {}),
        ("brand", {"legal_name": {"a": 1}}),
    ],
)
def test_a_malformed_input_is_refused_in_one_line(kind: str, data: dict[str, Any]) -> None:
    with pytest.raises(UnreadableInput) as refusal:
        subject_of(kind, data)
    assert "\n" not in str(refusal.value)
