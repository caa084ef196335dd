"""Whatever is generated passes the linter; what cannot pass is refused with the reason."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.advice import builders
from portal.rules.engine import lint
from portal.rules.facts.use_cases import rank_use_cases
from portal.rules.profiles import PROFILES
from portal.rules.result import Verdict


@pytest.mark.source(178, 283)
@pytest.mark.parametrize(
    ("brand", "kind", "audience", "purpose"),
    [
        ("Acme", "promotional offers and discounts", "opted-in customers", "customer retention"),
        ("GreenLeaf Dental", "appointment reminders", "active patients", "scheduling management"),
        ("TechCorp", "one-time passcodes", "registered users", "for account security purposes"),
    ],
)
def test_a_built_description_follows_the_formula_and_passes(brand: str, kind: str, audience: str, purpose: str) -> None:
    text = builders.description(brand, kind, audience, purpose)
    assert text.startswith(f"{brand} sends {kind} to {audience} for ")
    assert lint("campaign_description", {"text": text, "brand": {"legal_name": brand}}).verdict is Verdict.PASS


PHRASES = {
    "brand": ("Acme", "GreenLeaf Dental", "O\u2019Neil & Sons, Inc.", "ABC Bank", "Caf\u00e9 42", "acme.com"),
    "message_type": (
        "promotional offers",
        "sends appointment reminders",
        "We send one-time passcodes and sign-in codes",
        "order confirmations, shipment tracking and delivery updates",
        "various messages",
        "x" * 260,
    ),
    "audience": ("opted-in customers", "to active patients", "registered users", "people", "dogs"),
    "purpose": (
        "customer retention",
        "for account security purposes",
        "scheduling management and no-show reduction",
        "",
        "fun.",
    ),
}
WORDS = {name: st.one_of(st.sampled_from(given), st.text(max_size=60)) for name, given in PHRASES.items()}


@pytest.mark.source(178, 179, 181, 283)
@given(**WORDS, use_case=st.sampled_from(["", "MARKETING", "CUSTOMER_CARE", "2FA"]))
def test_whatever_is_built_has_no_error_on_any_profile(use_case: str, **parts: str) -> None:
    try:
        text = builders.description(**parts, use_case=use_case)
    except builders.CannotBuild:
        return
    brand = {"legal_name": " ".join(parts["brand"].split())}
    for profile in PROFILES:
        report = lint("campaign_description", {"text": text, "brand": brand, "use_case": use_case}, profile=profile)
        assert report.verdict is not Verdict.ERROR, (profile, report.findings)
    assert 40 <= len(text) <= 300
    assert re.search(r" sends .+ to .+ for .+ purposes?\.$", text, re.IGNORECASE)


@pytest.mark.parametrize(
    "message_type", ["sends promotional offers", "We send promotional offers", "promotional offers"]
)
def test_words_that_the_formula_brings_are_not_said_twice(message_type: str) -> None:
    text = builders.description("Acme", message_type, "to opted-in customers", "for customer retention")
    assert text == "Acme sends promotional offers to opted-in customers for customer retention purposes."


def test_a_description_has_to_fit_the_use_case_if_one_is_given() -> None:
    with pytest.raises(builders.CannotBuild, match="promotes"):
        builders.description("Acme", "promotional offers", "customers", "retention", use_case="CUSTOMER_CARE")


@pytest.mark.parametrize("parts", [("", "offers", "customers", "retention"), ("Acme", "x" * 300, "customers", "sales")])
def test_a_description_that_would_fail_is_refused(parts: tuple[str, str, str, str]) -> None:
    with pytest.raises(builders.CannotBuild):
        builders.description(*parts)


@pytest.mark.source(24, 205, 206)
@pytest.mark.parametrize("frequency", ["4", "varies", "2 messages per week"])
@pytest.mark.parametrize("marketing", [True, False])
def test_built_opt_in_wording_has_every_element(frequency: str, marketing: bool) -> None:
    purpose = "promotional" if marketing else "appointment reminder"
    text = builders.opt_in_wording(
        "Acme", purpose, frequency, "https://acme.com/privacy", "https://acme.com/terms", marketing=marketing
    )
    declared = "marketing" if marketing else "informational"
    report = lint("opt_in_wording", {"text": text, "brand": {"legal_name": "Acme"}, "purpose": declared})
    assert report.findings == ()


@pytest.mark.source(194, 216)
def test_a_built_verbal_script_names_the_brand_and_asks() -> None:
    script = builders.verbal_script("Acme", "your orders", "acme.com/privacy", "acme.com/terms")
    assert lint("verbal_script", {"text": script, "brand": {"legal_name": "Acme"}}).findings == ()


@pytest.mark.source(218)
@pytest.mark.parametrize("keyword", ["STOP", "HELP", "JOIN", "START"])
@pytest.mark.parametrize("contact", [{"phone": "555-234-5678"}, {"url": "acme.com/help"}])
def test_the_four_replies_pass(keyword: str, contact: dict[str, str]) -> None:
    text = builders.keyword_reply(keyword, brand="Acme", message_type="order updates", **contact)
    report = lint("keyword_reply", {"text": text, "keyword": keyword, "brand": {"legal_name": "Acme"}})
    assert report.findings == ()


def test_a_help_reply_without_a_contact_is_refused() -> None:
    with pytest.raises(builders.CannotBuild, match="phone number or an address"):
        builders.keyword_reply("HELP", brand="Acme")


@pytest.mark.source(168, 169, 170)
def test_the_policy_section_passes_as_it_stands() -> None:
    heading, sentences = builders.policy_section()
    report = lint("privacy_policy", {"markdown": f"## {heading}\n\n{' '.join(sentences)}"})
    assert report.findings == ()


@pytest.mark.source(157, 265, 266, 269, 270, 282)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Login codes and verification PINs", "2FA"),
        ("Balance alerts and account changes", "ACCOUNT_NOTIFICATION"),
        ("Support responses and appointment reminders", "CUSTOMER_CARE"),
        ("Shipping confirmations and order status", "DELIVERY_NOTIFICATION"),
        ("Promotions, sales and product announcements", "MARKETING"),
        ("Fundraising and donor communications", "CHARITY"),
        ("Campus alerts and course notifications", "HIGHER_EDUCATION"),
        ("Candidate and issue advocacy before the election", "POLITICAL"),
        ("Property alerts for buyers who asked for new listings", "MARKETING"),
        ("Cart abandonment messages with a discount", "MARKETING"),
        ("Job alerts for candidates", "MARKETING"),
        ("Test drive invitations and inventory alerts", "MARKETING"),
        ("Service reminders and recall notifications, scheduling of appointments", "CUSTOMER_CARE"),
    ],
)
def test_the_use_case_selector_leads_where_the_source_leads(text: str, code: str) -> None:
    best = rank_use_cases(text)[0]
    assert best["code"] == code
    assert best["because"]


def test_what_a_campaign_does_not_send_does_not_count() -> None:
    assert (
        rank_use_cases("Appointment reminders only. No marketing or promotional messages.")[0]["code"]
        == "CUSTOMER_CARE"
    )


def test_mixed_content_is_said() -> None:
    ranked = rank_use_cases("Appointment reminders, support and promotional discounts with sale offers")
    assert "MIXED" in {entry["code"] for entry in ranked}
