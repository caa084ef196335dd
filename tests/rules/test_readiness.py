"""The twelve readiness checks: facts first, then answers; silence is never a pass."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.advice.readiness import CHECKS, Preparation, readiness
from portal.rules.kit import GOOD_CARE_SAMPLE, GOOD_CONSENT
from portal.rules.result import Verdict

BRAND = {
    "legal_name": "GreenLeaf Dental",
    "irs_name": "GREENLEAF  DENTAL",
    "entity_type": "private_profit",
    "ein": "12-3456789",
    "vertical": "HEALTHCARE",
    "website": "https://greenleaf.example",
    "social_urls": ["https://www.linkedin.com/company/greenleaf"],
    "street": "1 Main Street",
    "city": "Springfield",
    "state": "IL",
    "postal_code": "62701",
    "support_email": "help@greenleaf.example",
    "support_phone": "+12175550123",
    "duns": "123456789",
}
CAMPAIGN = {
    "use_case": "CUSTOMER_CARE",
    "opt_in_method": "paper_form",
    "opt_in_wording": GOOD_CONSENT.replace("Acme", "GreenLeaf Dental").replace("promotional", "appointment reminder"),
    "sample_messages": [GOOD_CARE_SAMPLE, GOOD_CARE_SAMPLE.replace("cleaning", "check-up"), GOOD_CARE_SAMPLE],
    "description": "GreenLeaf Dental sends reminders to patients for scheduling purposes.",
    "privacy_policy_url": "https://greenleaf.example/privacy",
    "terms_url": "https://greenleaf.example/terms",
}
SITE = [
    {"check": name, "verdict": "pass", "message": "", "codes": []}
    for name in ("home.reachable", "tls.certificate", "redirect.https", "identity.name", "privacy_policy.found")
] + [{"check": "privacy_policy.content", "verdict": "pass"}, {"check": "terms.found", "verdict": "pass"}]
WHOLE = Preparation(brand=BRAND, campaign=CAMPAIGN, site_checks=SITE, papers=frozenset({"ein_letter", "paper_form"}))


def only(slug: str, **known: object) -> object:
    """The verdict of one check."""
    return next(check for check in readiness(Preparation(**known)).checks if check.slug == slug)  # type: ignore[arg-type]


@pytest.mark.source(160, 280)
def test_a_prepared_registration_passes_all_twelve() -> None:
    found = readiness(WHOLE)
    assert [(check.slug, check.saw) for check in found.checks if check.verdict is not Verdict.PASS] == []
    assert found.passed == len(CHECKS) == 12
    assert found.ready


@pytest.mark.source(160)
def test_nothing_known_is_nothing_passed() -> None:
    found = readiness(Preparation())
    assert {check.verdict for check in found.checks} == {Verdict.COULD_NOT_CHECK}
    assert not found.ready


@pytest.mark.parametrize("slug", CHECKS)
def test_a_plain_answer_counts_where_facts_are_silent(slug: str) -> None:
    assert only(slug, answers={slug: True}).verdict is Verdict.PASS
    refused = only(slug, answers={slug: False})
    assert refused.verdict is (Verdict.ADVICE if slug in {"duns", "social"} else Verdict.ERROR)
    assert refused.todo


def test_a_fact_weighs_more_than_an_answer() -> None:
    found = only("website", brand={**BRAND, "website": "http://greenleaf.example"}, answers={"website": True})
    assert found.verdict is Verdict.ERROR
    assert "tcr:1103" in found.codes


@pytest.mark.source(141, 143)
def test_letter_and_name_are_compared() -> None:
    assert only("legal_name", brand={**BRAND, "irs_name": "GreenLeaf Dental PLLC"}).verdict is Verdict.ERROR
    assert only("legal_name", brand={**BRAND, "irs_name": ""}).verdict is Verdict.COULD_NOT_CHECK
    assert only("ein_letter", papers=frozenset()).verdict is Verdict.ERROR
    assert only("ein_letter", brand={"entity_type": "sole_proprietor"}).verdict is Verdict.NOT_APPLICABLE


def test_a_name_that_only_the_provider_can_compare_does_not_pass_and_holds_nothing_back() -> None:
    found = readiness(replace(WHOLE, brand={**BRAND, "irs_name": ""}))
    name = next(check for check in found.checks if check.slug == "legal_name")
    assert (name.verdict, found.passed) == (Verdict.COULD_NOT_CHECK, 11)
    assert "Your provider compares it with the letter" in name.saw
    assert found.ready
    assert not readiness(replace(WHOLE, site_checks=())).ready


def test_a_sole_proprietor_has_no_letter_to_compare_the_name_with() -> None:
    sole = {**BRAND, "entity_type": "sole_proprietor", "irs_name": ""}
    assert only("legal_name", brand=sole).verdict is Verdict.NOT_APPLICABLE
    assert only("legal_name", brand={**sole, "legal_name": ""}).verdict is Verdict.ERROR


@pytest.mark.source(148, 149, 150, 167)
@pytest.mark.parametrize(
    ("slug", "check", "verdict"),
    [
        ("website", "home.reachable", Verdict.ERROR),
        ("website", "tls.certificate", Verdict.COULD_NOT_CHECK),
        ("footer", "identity.name", Verdict.WARNING),
        ("privacy_policy", "privacy_policy.content", Verdict.ERROR),
        ("terms", "terms.found", Verdict.ERROR),
    ],
)
def test_the_last_look_at_the_website_decides(slug: str, check: str, verdict: Verdict) -> None:
    site = [one if one["check"] != check else {**one, "verdict": verdict.value, "message": "Seen."} for one in SITE]
    found = only(slug, brand=BRAND, site_checks=site)
    assert (found.verdict, found.saw) == (verdict, "Seen.")


def test_samples_are_really_judged() -> None:
    silent = {**CAMPAIGN, "sample_messages": [GOOD_CARE_SAMPLE, "GreenLeaf Dental: see you at 2.", GOOD_CARE_SAMPLE]}
    found = only("samples", brand=BRAND, campaign=silent)
    assert found.verdict is Verdict.ERROR
    assert found.saw.startswith("Sample 2:")
    assert "tcr:9106" in found.codes
    two = {**CAMPAIGN, "sample_messages": [GOOD_CARE_SAMPLE] * 2}
    assert only("samples", brand=BRAND, campaign=two).verdict is Verdict.WARNING


def test_wording_of_a_web_form_needs_a_look_at_the_form() -> None:
    web = {**CAMPAIGN, "opt_in_method": "web_form"}
    assert only("consent_wording", brand=BRAND, campaign=web).verdict is Verdict.COULD_NOT_CHECK
    assert only("consent_wording", brand=BRAND, campaign=web, answers={"consent_wording": True}).verdict is Verdict.PASS
    seen = [{"check": "opt_in.form", "verdict": "error", "message": "The box is ticked.", "codes": ["tcr:9607"]}]
    assert only("consent_wording", brand=BRAND, campaign=web, site_checks=seen).verdict is Verdict.ERROR


LABEL = f"\u2610 {CAMPAIGN['opt_in_wording'].split(' View our')[0]} Read our Privacy Policy and Terms."


@pytest.mark.parametrize(
    ("shown", "verdict", "said"),
    [
        ([LABEL], Verdict.PASS, "carries the same"),
        (["I agree", f"I agree\nConsent is not a condition of purchase. {LABEL}"], Verdict.PASS, "carries the same"),
        ([LABEL.replace("appointment reminder", "promotional")], Verdict.WARNING, "receive promotional text"),
        (["I agree"], Verdict.WARNING, "I agree"),
        ([], Verdict.COULD_NOT_CHECK, "not seen"),
    ],
)
def test_the_wording_is_held_against_the_words_of_the_form(shown: list[str], verdict: Verdict, said: str) -> None:
    site = [{"check": "opt_in.form", "verdict": "pass", "message": "", "facts": {"consent_words": shown}}]
    web = {**CAMPAIGN, "opt_in_method": "web_form"}
    found = only("consent_wording", brand=BRAND, campaign=web, site_checks=site)
    assert (found.verdict, said in found.saw) == (verdict, True), found.saw
    assert verdict is not Verdict.WARNING or "appointment reminder" in found.saw


def test_a_form_that_no_browser_drew_is_not_said_to_be_readable() -> None:
    site = [
        {"check": "opt_in.form", "verdict": "pass", "facts": {"consent_words": [LABEL]}},
        {"check": "opt_in.rendered.visible", "verdict": "could_not_check"},
    ]
    found = only("consent_wording", brand=BRAND, campaign={**CAMPAIGN, "opt_in_method": "web_form"}, site_checks=site)
    assert found.verdict is Verdict.PASS
    assert "Whether people can see them there could not be checked." in found.saw


@pytest.mark.source(192, 193, 194, 195, 259)
def test_what_else_is_missing_is_named_with_its_reason() -> None:
    brand = {**BRAND, "street": "", "organization_category": "healthcare_provider"}
    campaign = {**CAMPAIGN, "opt_in_method": "verbal", "terms_url": "", "use_case": "POLITICAL"}
    found = readiness(Preparation(brand=brand, campaign=campaign, site_checks=SITE, papers=frozenset({"ein_letter"})))
    names = {one.name for one in found.missing}
    assert {"street", "baa_executed_on", "terms_url", "campaign_verify_token", "call_recording_policy"} <= names
    assert all(one.why and one.title for one in found.missing)
    assert not found.ready


@given(st.dictionaries(st.sampled_from([*CHECKS, "other"]), st.none() | st.booleans()), st.text(max_size=80))
def test_any_answers_and_texts_get_twelve_verdicts(answers: dict, text: str) -> None:
    campaign = {"use_case": text, "opt_in_method": text, "opt_in_wording": text, "sample_messages": [text] * 3}
    found = readiness(Preparation(answers, {"legal_name": text, "website": text}, campaign))
    assert [check.slug for check in found.checks] == list(CHECKS)
