"""The source's own compliant examples pass; its own counter-examples draw the code it names."""

from __future__ import annotations

import pytest

from portal.rules.advice import builders
from portal.rules.engine import lint
from portal.rules.kit import GOOD_FORM, GOOD_POLICY
from portal.rules.result import Verdict
from portal.rules.rulebook import load
from portal.rules.site.example import EXAMPLE

STRANGER = {"role": "home", "text": "Zenith Shoes. Call 555-234-5678."}
DESCRIPTIONS = {
    (
        "Acme",
        "MARKETING",
    ): "Acme sends promotional offers and seasonal discount notifications to opted-in customers for "
    "e-commerce marketing and customer retention purposes.",
    ("GreenLeaf Dental", "CUSTOMER_CARE"): "GreenLeaf Dental sends appointment confirmation and reminder messages to "
    "active patients for scheduling management and no-show reduction purposes.",
    ("TechCorp", "2FA"): "TechCorp sends one-time passcodes and security verification codes to registered users for "
    "account authentication and login security purposes.",
    ("ABC Bank", "ACCOUNT_NOTIFICATION"): "ABC Bank sends account balance alerts, transaction notifications, and fraud "
    "warnings to enrolled customers for account security and financial awareness purposes.",
    ("ShipFast", "DELIVERY_NOTIFICATION"): "ShipFast sends order confirmation, shipment tracking, and delivery status "
    "notifications to customers who have placed orders for fulfillment transparency purposes.",
    ("Riverside Auto", "CUSTOMER_CARE"): "Riverside Auto sends service appointment reminders and vehicle maintenance "
    "notifications to customers with active service records for service department operations.",
}
SAMPLES = {
    ("Acme", "MARKETING"): "Acme: FLASH SALE — 40% off all orders placed this weekend. Use code\nFLASH40 at checkout: "
    "acme.com/shop Reply STOP to unsubscribe.\nMsg & data rates may apply.",
    ("GreenLeaf Dental", "CUSTOMER_CARE"): "GreenLeaf Dental: Reminder — your cleaning is Wed Nov 6 at 2pm with\nDr. "
    "Patel. Confirm: reply YES. Reschedule: call 555-234-5678.\nReply STOP to opt out. Msg & data rates may apply.",
    ("ABC Bank", "ACCOUNT_NOTIFICATION"): "ABC Bank: Your savings account ending in 4521 balance is $3,847.22 as\nof "
    "today. View full statement: abcbank.com/account Reply STOP to opt out.\nMsg & data rates may apply.",
    ("TechCorp", "2FA"): "TechCorp: Your verification code is 847392. This code expires in\n10 minutes. Do not share "
    "this code with anyone.\nReply STOP to opt out of security alerts.",
    ("ShipFast", "DELIVERY_NOTIFICATION"): "ShipFast: Your order #87234 has shipped and arrives Tuesday Nov 5.\nTrack: "
    "shipfast.com/track/87234 Reply STOP to opt out.\nMsg & data rates may apply.",
}


@pytest.mark.source(178, 179, 180, 181, 282)
@pytest.mark.parametrize(("known", "text"), DESCRIPTIONS.items(), ids=lambda value: str(value)[:24])
def test_the_six_example_descriptions_pass_and_lead_to_their_use_case(known: tuple[str, str], text: str) -> None:
    brand, use_case = known
    report = lint("campaign_description", {"text": text, "use_case": use_case, "brand": {"legal_name": brand}})
    assert report.findings == ()
    assert report.facts is not None
    assert report.facts["use_cases"][0]["code"] == use_case


@pytest.mark.source(184, 185, 186, 187, 188, 189, 284)
@pytest.mark.parametrize(("known", "text"), SAMPLES.items(), ids=lambda value: str(value)[:24])
def test_the_example_samples_pass(known: tuple[str, str], text: str) -> None:
    brand, use_case = known
    report = lint("sample_message", {"text": text, "use_case": use_case, "brand": {"legal_name": brand}})
    assert report.findings == ()


@pytest.mark.source(190)
@pytest.mark.parametrize("template", load().templates["messages"], ids=lambda template: template["slug"])
def test_every_message_template_passes(template: dict[str, str]) -> None:
    sample = {"text": template["text"], "use_case": template["use_case"], "brand": {"legal_name": template["brand"]}}
    assert lint("sample_message", sample).findings == ()


@pytest.mark.source(205, 206, 216, 291)
@pytest.mark.parametrize("template", load().templates["consents"], ids=lambda template: template["slug"])
def test_the_eight_consent_templates_pass_once_filled(template: dict[str, str]) -> None:
    text = builders.consent_from_template(
        template["slug"], brand="Acme", privacy_url="https://acme.com/privacy", terms_url="https://acme.com/terms"
    )
    kind = "verbal_script" if template["slug"] == "verbal" else "opt_in_wording"
    report = lint(kind, {"text": text, "brand": {"legal_name": "Acme"}, "purpose": template["purpose"]})
    assert report.findings == ()


def _codes(kind: str, data: dict[str, object]) -> set[str]:
    report = lint(kind, data)
    return {code for finding in report.findings if finding.severity is Verdict.ERROR for code in finding.codes}


@pytest.mark.source(20, 21, 22, 23, 181, 185, 186, 188, 205, 251, 255, 256)
@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("sample_message", {"text": "Acme: your order has shipped."}, "tcr:9106"),
        ("sample_message", {"text": "Buy now! Reply STOP to opt out.", "brand": "Acme"}, "tcr:2006"),
        ("sample_message", {"text": "Acme: 20% off. Reply STOP to opt out.", "use_case": "2FA"}, "tcr:9001"),
        ("campaign_description", {"text": "Acme sends various messages to customers for updates."}, "tcr:2002"),
        ("campaign_description", {"text": DESCRIPTIONS["Acme", "MARKETING"], "use_case": "CUSTOMER_CARE"}, "tcr:2003"),
        ("campaign", {"opt_in_method": ""}, "tcr:2100"),
        ("campaign", {"opt_in_method": "web_form", "opt_in_url": ""}, "tcr:2104"),
        ("campaign", {"opt_in_method": "web_form", "opt_in_url": "http://acme.com/join"}, "tcr:2103"),
        ("campaign", {"opt_in_method": "verbal"}, "tcr:2105"),
        ("verbal_script", {"text": "May we text you about orders?", "brand": "Acme"}, "tcr:2108"),
        ("opt_in_wording", {"text": "I agree to texts from Acme and its partners."}, "toll_free_aggregator:551"),
        ("opt_in_wording", {"text": "I agree to get calls and texts from Acme."}, "toll_free_aggregator:548"),
        ("opt_in_wording", {"text": "You must agree to texts to open an account."}, "toll_free_aggregator:549"),
        ("privacy_policy", {"text": "We respect your privacy."}, "tcr:9108"),
        ("brand", {"legal_name": "Acme LLC", "website": "http://acme.com"}, "tcr:1103"),
        ("opt_in_form", {"html": GOOD_FORM.replace('id="c"', 'id="c" checked')}, "tcr:9607"),
        ("opt_in_form", {"html": GOOD_FORM.replace('id="c"', 'id="c" required')}, "toll_free_aggregator:549"),
        ("opt_in_form", {"html": GOOD_FORM, "measured": {"font_px": 12}}, "tcr:9607"),
        ("opt_in_form", {"html": GOOD_FORM, "declared_wording": "Yes, text me the news."}, "tcr:9607"),
        ("opt_in_wording", {"text": "I agree to order updates by text.", "use_case": "MARKETING"}, "tcr:2101"),
        ("campaign", {"opt_in_method": "verbal", "use_case": "MARKETING", "double_opt_in": False}, "tcr:2101"),
        ("campaign", {"opt_in_method": "web_form", "use_case": "MARKETING", "evidence": []}, "tcr:2101"),
        ("campaign", {"opt_in_method": "web_form"}, "tcr:9607"),
        ("campaign", {"privacy_policy_url": "https://acme.com"}, "tcr:9108"),
        ("privacy_policy", {"markdown": GOOD_POLICY.replace("4 years", "2 years")}, "tcr:9108"),
        ("privacy_policy", {"markdown": GOOD_POLICY.replace("are NOT shared", "may be shared")}, "tcr:9108"),
        ("website", {"website": EXAMPLE | {"pages": [{"role": "home", "kind": "login_wall"}]}}, "tcr:1003"),
        ("website", {"website": EXAMPLE | {"tls": {"reason": "expired"}}}, "tcr:1103"),
        ("website", {"website": EXAMPLE | {"host": "zenith.com", "pages": [STRANGER]}}, "tcr:1101"),
        ("toll_free", {"opt_in_workflow": "Our lead vendors collect consent for us."}, "toll_free_aggregator:538"),
        (
            "toll_free",
            {"opt_in_method": "ivr", "message_type": "marketing", "evidence": []},
            "toll_free_aggregator:550",
        ),
    ],
)
def test_a_counter_example_draws_the_code_of_the_source(kind: str, data: dict[str, object], code: str) -> None:
    assert code in _codes(kind, data)


@pytest.mark.source(205)
def test_a_missing_element_of_consent_draws_its_own_code() -> None:
    full = builders.opt_in_wording("Acme", "promotional", "4", "https://acme.com/p", "https://acme.com/t")
    lost = {
        "Message frequency varies (up to 4 messages per month). ": "tcr:2101",
        "Message and data rates may apply. ": "tcr:2101",
        "Reply STOP to opt out or HELP for help. ": "tcr:9106",
        " from Acme": "tcr:2108",
    }
    for words, code in lost.items():
        assert words in full
        assert code in _codes("opt_in_wording", {"text": full.replace(words, ""), "brand": "Acme"})


@pytest.mark.source(169, 170, 256)
@pytest.mark.entry("optin-verbal-script-brand", "pp-not-shared-sentence")
def test_the_sources_own_repairs_pass() -> None:
    heading, sentences = builders.policy_section()
    assert lint("privacy_policy", {"markdown": f"## {heading}\n\n{' '.join(sentences)}"}).findings == ()
    script = (
        "Acme may send you text messages about orders. Message frequency varies. Message and data rates may apply, "
        "and you can opt out by replying STOP to any message. Do you agree to receive text messages from Acme?"
    )
    assert lint("verbal_script", {"text": script, "brand": "Acme"}).findings == ()
    assert lint("opt_in_form", {"html": GOOD_FORM, "brand": {"legal_name": "Acme"}}).findings == ()
