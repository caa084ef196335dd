"""Each provider's profile judges by that provider's own form, and says where every figure was read."""

from __future__ import annotations

import copy
import dataclasses
from datetime import date
from typing import Any

import pytest

from portal.rules.engine import lint
from portal.rules.kit import GOOD_DESCRIPTION, GOOD_SAMPLE
from portal.rules.limits import limits
from portal.rules.profiles import DOCUMENTED_LIMITS, PROFILES
from portal.rules.providers import providers
from portal.rules.registry import rule_by_id
from portal.rules.rulebook import RulebookFault, load
from portal.rules.rulebook.schema import check_documents
from portal.rules.subjects import Brand, Campaign, TollFreeBrief

LONG_DESCRIPTION = GOOD_DESCRIPTION + " Messages go out on weekdays." * 6
FLOW = "Customers open https://acme.com/join, tick the box beside the wording and receive a confirmation."
NO_STOP = "Acme: your order 87234 has left our house today."
BRACKETS = "Acme: Hi [NAME], your order has left our house. Reply STOP to opt out."
CAMPAIGN: dict[str, Any] = {
    "use_case": "CUSTOMER_CARE",
    "description": GOOD_DESCRIPTION,
    "message_flow": FLOW,
    "sample_messages": [GOOD_SAMPLE],
    "opt_in_message": "Acme: you joined. Reply STOP to opt out.",
    "opt_out_message": "Acme: you are out, no more messages come.",
    "help_message": "Acme: call 217-555-0100. Reply STOP to opt out.",
    "opt_out_keywords": ["STOP"],
    "terms_url": "https://acme.com/terms",
    "brand": {"legal_name": "Acme Holdings LLC", "dba_name": "Acme"},
}
BRIEF: dict[str, Any] = {"legal_name": "Acme Holdings LLC", "sample_messages": [GOOD_SAMPLE]}


def verdict(profile: str, kind: str, data: dict[str, Any], rule: str, on: str | None = None) -> str:
    report = lint(kind, data, profile=profile, context={"on": on} if on else None)
    return report.checked[rule].value


@pytest.mark.parametrize(
    ("rule", "change", "verdicts"),
    [
        # What is judged, then as_documented, tcr, twilio, bandwidth, telnyx, aws.
        ("CD002", {"description": LONG_DESCRIPTION}, "error pass pass pass pass pass"),
        ("CD002", {"description": "A" * 4097}, "error error error error error error"),
        ("CM001", {}, "error pass error pass pass pass"),
        ("CM002", {"sample_messages": [GOOD_SAMPLE] * 6}, "error error error error error error"),
        ("CM018", {"message_flow": "x" * 2049}, "error error error error error error"),
        ("SM003", {"sample_messages": [BRACKETS]}, "error error pass error error pass"),
        ("SM001", {"sample_messages": [GOOD_SAMPLE, NO_STOP]}, "error error warning error error warning"),
        ("CM091", {"help_message": ""}, "not_applicable pass pass pass pass error"),
        ("CM091", {"opt_in_message": ""}, "not_applicable pass pass error pass error"),
        ("CM091", {"terms_url": ""}, "not_applicable pass error pass pass pass"),
        ("CM090", {"terms_url": "https://acme.com/" + "t" * 240}, "not_applicable pass pass pass pass error"),
        ("CM090", {"opt_out_keywords": ["KEYWORD"] * 38}, "not_applicable pass error pass pass error"),
        ("UC090", {"use_case": "POLITICAL"}, "not_applicable pass pass pass pass error"),
    ],
)
def test_a_campaign_by_each_profile(rule: str, change: dict[str, Any], verdicts: str) -> None:
    names = ("as_documented", "tcr", "twilio", "bandwidth", "telnyx", "aws")
    assert " ".join(verdict(name, "campaign", {**CAMPAIGN, **change}, rule) for name in names) == verdicts


@pytest.mark.parametrize(
    ("rule", "change", "verdicts"),
    [
        ("BR090", {"legal_name": "A" * 101}, "not_applicable pass pass pass pass error"),
        ("BR090", {"support_phone": "+1" + "2" * 30}, "not_applicable pass pass pass pass error"),
        ("BR092", {"vertical": "postal"}, "not_applicable pass not_listed not_listed pass error"),
        ("BR092", {"entity_type": "sole_proprietor"}, "not_applicable pass pass pass pass error"),
        ("BR092", {"stock_exchange": "SGX"}, "not_applicable pass pass pass error pass"),
        ("BR091", {"country": ""}, "not_applicable error pass pass error error"),
    ],
)
def test_a_brand_by_each_profile(rule: str, change: dict[str, Any], verdicts: str) -> None:
    brand = {"legal_name": "Acme", "entity_type": "private_profit", "vertical": "retail", "website": "https://acme.com"}
    brand |= {"country": "US", "support_phone": "+12175550100", "support_email": "a@acme.com", "ein": "12-3456789"}
    brand |= {"street": "1 Main Street", "city": "Springfield", "state": "IL", "postal_code": "62701", **change}
    names = ("as_documented", "tcr", "twilio", "bandwidth", "telnyx", "aws")
    found = [verdict(name, "brand", brand, rule) for name in names]
    assert found == verdicts.replace("not_listed", "pass").split()


@pytest.mark.parametrize(
    ("profile", "first_day"), [("twilio", "2026-01-01"), ("telnyx", "2026-02-17"), ("bandwidth", "2026-10-19")]
)
def test_the_registration_number_is_demanded_from_each_providers_own_day(profile: str, first_day: str) -> None:
    before = date.fromordinal(date.fromisoformat(first_day).toordinal() - 1).isoformat()
    assert verdict(profile, "toll_free", BRIEF, "TF011", before) == "advice"
    assert verdict(profile, "toll_free", BRIEF, "TF011", first_day) == "error"


@pytest.mark.parametrize(("day", "wanted"), [("2026-09-14", "pass"), ("2026-09-15", "error")])
def test_an_answer_is_demanded_from_its_own_day(day: str, wanted: str) -> None:
    brief = {**BRIEF, "website": "https://acme.com", "description": "Order updates.", "opt_in_method": "web_form"}
    brief |= {"opt_in_workflow": FLOW, "message_volume": "10000"}
    assert verdict("aws", "toll_free", brief, "TF091", day) == wanted


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        ("as_documented", "warning"),
        ("current", "warning"),
        ("tcr", "warning"),
        ("twilio", "error"),
        ("bandwidth", "error"),
        ("telnyx", "error"),
        ("aws", "error"),
    ],
)
def test_a_missing_help_weighs_what_the_provider_says(profile: str, wanted: str) -> None:
    wording = "I agree to receive promotional texts from Acme. Message frequency varies. Msg & data rates may apply. "
    wording += "Reply STOP to opt out. Consent is not a condition of purchase. Privacy: acme.com/privacy"
    assert verdict(profile, "opt_in_wording", {"text": wording, "brand": {"legal_name": "Acme"}}, "OW010") == wanted


@pytest.mark.parametrize("reply", ["opt_in_message", "opt_out_message", "help_message"])
def test_replies_are_shorter_at_aws(reply: str) -> None:
    assert (PROFILES["aws"].limit("reply_max"), PROFILES["twilio"].limit("reply_max")) == (255, 320)
    assert reply in PROFILES["aws"].forms["campaign"]


@pytest.mark.parametrize("name", [name for name in PROFILES if name != "as_documented"])
def test_every_limit_and_severity_of_a_profile_has_a_source(name: str) -> None:
    profile = PROFILES[name]
    assert set(profile.limits) <= set(DOCUMENTED_LIMITS)
    assert set(profile.limits_from) <= set(profile.limits)
    assert {*profile.limits, *profile.severities} - set(profile.sources) == set()
    assert all(rule_by_id(rule) for rule in profile.severities)


def test_every_limit_the_current_profile_changes_is_told_at_a_finding() -> None:
    said = set(PROFILES["current"].differences)
    judged = {"description_max": "CD002", "stop_in_every_sample": "SM001", "brackets_allowed": "SM003"}
    judged |= {"policy_sentence_verbatim": "PP003", "retention_years": "PP006", "low_volume_daily": "CM013"}
    judged |= {"registration_number_required": "TF011"}
    assert set(judged.values()) <= said
    assert set(judged) <= set(PROFILES["current"].limits)


def test_the_rates_line_is_advice_where_ctia_is_read_as_it_stands() -> None:
    sample = {"text": "Acme: 40% off this weekend only at acme.com/shop. Reply STOP to opt out."}
    (finding,) = [one for one in lint("sample_message", sample).findings if one.rule == "SM007"]
    assert finding.second_line is not None
    assert "CTIA" in finding.second_line
    assert lint("sample_message", sample, profile="current").checked["SM007"].value == "advice"


def test_a_provider_field_nobody_has_is_refused() -> None:
    documents = copy.deepcopy(dict(load().documents))
    documents["providers"]["providers"]["aws"]["fields"]["brand"]["colour"] = {"source": ""}
    with pytest.raises(RulebookFault, match="unknown field colour"):
        check_documents(documents, load().codes)


@pytest.mark.parametrize("kind", ["brand", "campaign", "toll_free"])
def test_every_answer_of_a_providers_form_is_one_the_linter_reads(kind: str) -> None:
    subject = {"brand": Brand, "campaign": Campaign, "toll_free": TollFreeBrief}[kind]
    known = {one.name for one in dataclasses.fields(subject)}
    for provider in providers().values():
        assert set(provider.forms[kind]) <= known, provider.name


def test_every_limit_has_a_unit_and_a_source() -> None:
    assert {name: limit.value for name, limit in limits().items()} == dict(DOCUMENTED_LIMITS)
    assert all(limit.source and limit.unit for limit in limits().values())
    documented = {name: limit for name, limit in limits().items() if limit.basis == "source"}
    assert all("source 00" in limit.source for limit in documented.values())
    own = {name: limit for name, limit in limits().items() if limit.basis == "own" and name != "later_public_rules"}
    assert all("own" in limit.source for limit in own.values())
