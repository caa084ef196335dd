"""Vectors of policies, terms, websites and evidence: each limit on both sides of its edge."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.engine import lint
from portal.rules.kit import ACME, GOOD_POLICY, GOOD_TERMS
from portal.rules.result import Finding, Verdict
from portal.rules.site.example import EXAMPLE


def drawn(kind: str, **data: Any) -> dict[str, Finding]:
    """The findings by rule; the first of each."""
    profile = data.pop("profile", "as_documented")
    return {found.rule: found for found in reversed(lint(kind, data, profile=profile).findings)}


def policy(markdown: str, **more: Any) -> dict[str, Finding]:
    return drawn("privacy_policy", markdown=markdown, **more)


@pytest.mark.source(168)
@pytest.mark.entry("pp-sms-section-header")
@pytest.mark.parametrize(
    ("heading", "rules"),
    [
        ("SMS Communications", set()),
        ("Text Message Program", set()),
        ("TEXT MESSAGING", {"PP009"}),
        ("SMS/MMS Mobile Message Program", {"PP009"}),
    ],
)
def test_two_headings_pass_others_warn_and_a_policy_without_the_section_draws_9108(
    heading: str, rules: set[str]
) -> None:
    found = policy(GOOD_POLICY.replace("SMS Communications", heading))
    assert set(found) & {"PP001", "PP009"} == rules
    assert policy("# Privacy\n\n## Cookies\n\nWe use cookies.")["PP001"].codes == ("tcr:9108",)


@pytest.mark.source(169)
@pytest.mark.entry("pp-not-shared-sentence", "pp-covers-sharing-not-only-selling")
@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("SMS consent and phone numbers\nare NOT shared with third parties or affiliates.", set()),
        ("No mobile information will be shared with third parties for marketing purposes.", {"PP003"}),
        ("We do not sell your phone number to third parties.", {"PP002", "PP003"}),
        ("SMS consent and phone numbers are shared with third parties.", {"PP002", "PP003"}),
    ],
)
def test_the_sentence_counts_word_for_word_and_selling_is_not_sharing(sentence: str, rules: set[str]) -> None:
    own = "SMS consent and phone numbers are NOT shared with third parties or affiliates for their marketing purposes."
    found = policy(GOOD_POLICY.replace(own, sentence))
    assert set(found) & {"PP002", "PP003"} == rules


@pytest.mark.entry("pp-retention-4-years", "pp-retention-statement-matches-ledger")
@pytest.mark.parametrize(
    ("period", "rule"), [("4 years", ""), ("48 months", ""), ("47 months", "PP006"), ("six years", "PP026")]
)
def test_four_years_are_the_least_and_the_ledger_keeps_what_is_promised(period: str, rule: str) -> None:
    found = policy(GOOD_POLICY.replace("4 years", period), ledger_years=5)
    assert set(found) & {"PP005", "PP006", "PP026"} == ({rule} if rule else set())


@pytest.mark.source(25, 170)
@pytest.mark.entry("pp-keywords-listed", "pp-opt-out-right", "pp-states-collection-on-opt-in", "pp-collect-use-share")
def test_each_sentence_of_the_published_section_is_missed_when_it_goes() -> None:
    lost = {
        "You may opt out at any time by texting STOP to any message. Supported keywords: STOP (unsubscribe), ": "PP007",
        "START (resubscribe), ": "PP008",
        "We collect mobile phone numbers when you opt in to our text message program. ": "PP021",
        "We collect, use and share data as described here.": "PP022",
    }
    assert policy(GOOD_POLICY) == {}
    for words, rule in lost.items():
        assert words in GOOD_POLICY
        assert rule in policy(GOOD_POLICY.replace(words, ""))


@pytest.mark.source(27)
@pytest.mark.entry(
    "terms-sms-section", "terms-message-types", "terms-cadence", "terms-rates", "terms-privacy-link", "terms-opt-out"
)
def test_each_part_of_the_terms_is_missed_when_it_goes() -> None:
    lost = {
        "order updates and promotional offers": "TS001",
        "Message frequency varies. ": "TS002",
        "Message and data rates may apply. ": "TS003",
        "Reply STOP to opt out or ": "TS004",
        "See our [Privacy Policy](https://acme.com/privacy).": "TS005",
        "## Text messages": "TS021",
    }
    assert drawn("terms", markdown=GOOD_TERMS) == {}
    for words, rule in lost.items():
        assert words in GOOD_TERMS
        assert rule in drawn("terms", markdown=GOOD_TERMS.replace(words, ""))


@pytest.mark.source(78)
@pytest.mark.entry("optin-lists-not-transferable", "optin-lead-source-written", "optin-first-party-only")
def test_bought_numbers_never_pass_and_leads_only_with_their_own_consent() -> None:
    bought = drawn("campaign", message_flow="We text people whose numbers we bought from a list broker.")
    assert bought["CM051"].codes == ("dca2:708",)
    leads = "Leads from partner sites are texted about listings."
    assert "CM052" in drawn("campaign", message_flow=leads)
    kept = f"{leads} The original written consent of the source is on file."
    assert {"CM051", "CM052"}.isdisjoint(drawn("campaign", message_flow=kept))


@pytest.mark.source(192, 193, 194, 195)
@pytest.mark.entry(
    "ev-optin-web-form", "ev-optin-keyword", "ev-optin-verbal", "ev-optin-pos", "ev-optin-email", "ev-9607-package"
)
@pytest.mark.parametrize(
    ("method", "papers"),
    [
        ("web_form", {"optin_screenshot"}),
        ("sms_keyword", {"welcome_template", "keyword_material", "keyword_flow_diagram"}),
        ("verbal", {"verbal_script", "confirmation_template", "call_recording_policy"}),
        ("point_of_sale", {"pos_photo"}),
        ("email", {"email_screenshot", "landing_page_screenshot"}),
    ],
)
def test_each_method_has_its_papers_and_misses_each_of_them(method: str, papers: set[str]) -> None:
    def missing(there: set[str]) -> int:
        report = lint("campaign", {"opt_in_method": method, "evidence": sorted(there)})
        return sum(found.rule == "CM014" for found in report.findings)

    assert missing(papers) == 0
    assert all(missing(papers - {paper}) == 1 for paper in papers)
    assert missing(set()) == len(papers)


@pytest.mark.source(79, 80, 81, 82, 84)
@pytest.mark.entry("ev-tf-website", "ev-tf-posting", "ev-tf-keyword-qr", "ev-tf-ivr", "ev-tf-paper")
@pytest.mark.parametrize(
    ("method", "paper"),
    [
        ("web_form", "optin_screenshot"),
        ("sms_keyword", "website_posting"),
        ("sms_keyword", "keyword_material"),
        ("qr_code", "keyword_material"),
        ("ivr", "ivr_crm_record"),
        ("paper_form", "paper_form"),
    ],
)
def test_a_toll_free_brief_shows_the_opt_in_of_its_method(method: str, paper: str) -> None:
    assert "TF004" not in drawn("toll_free", opt_in_method=method, evidence=[paper])
    assert "toll_free_aggregator:621" in drawn("toll_free", opt_in_method=method, evidence=[])["TF004"].codes


@pytest.mark.source(83)
@pytest.mark.entry("ev-tf-2fa")
def test_a_brief_for_codes_shows_the_screens_before_the_first_text() -> None:
    assert drawn("toll_free", category="2FA", evidence=["paper_form"])["CM057"].codes == ("toll_free_aggregator:621",)
    assert "CM057" not in drawn("toll_free", category="2FA", evidence=["otp_screens"])


@pytest.mark.source(77)
@pytest.mark.entry("ev-tf-flow-detailed")
@pytest.mark.parametrize(("length", "severity"), [(39, "error"), (40, "warning"), (99, "warning"), (100, None)])
def test_a_flow_under_100_characters_is_seldom_thorough(length: int, severity: str | None) -> None:
    found = drawn("toll_free", opt_in_workflow="x" * length).get("TF005")
    assert (found.severity.value if found else None) == severity


@pytest.mark.entry("optin-verbal-marketing-double", "optin-keyword-marketing-double", "form-double-opt-in")
def test_spoken_and_keyword_marketing_need_a_second_yes() -> None:
    spoken = {"use_case": "MARKETING", "opt_in_method": "verbal"}
    assert drawn("campaign", **spoken, double_opt_in=False)["CM053"].codes == ("tcr:2101",)
    assert "CM053" not in drawn("campaign", **spoken, double_opt_in=True)
    assert lint("campaign", spoken).checked["CM053"] is Verdict.NOT_APPLICABLE
    brief = {"message_type": "marketing", "opt_in_method": "sms_keyword", "opt_in_workflow": "People text JOIN."}
    assert drawn("toll_free", **brief)["CM054"].codes == ("toll_free_aggregator:548",)


@pytest.mark.source(148)
@pytest.mark.entry("web-dba-footer", "web-business-name-visible")
def test_a_domain_that_follows_the_trade_name_needs_the_line_that_ties_it() -> None:
    untied = {"role": "home", "text": "Acme sells widgets. Acme Holdings LLC, Springfield. Call 555-234-5678."}
    found = drawn("website", website=EXAMPLE | {"pages": [untied]})
    assert found["WS005"].codes == ("tcr:1101",)
    assert "A DBA of Acme Holdings LLC" in found["WS005"].fix
    assert "WS005" not in drawn("website", website=EXAMPLE)


@pytest.mark.source(9, 197)
@pytest.mark.entry("pp-conspicuous-on-site", "terms-conspicuous", "pp-url-required", "terms-url-required")
def test_policy_and_terms_have_pages_of_their_own_linked_from_the_home_page() -> None:
    found = drawn("campaign", privacy_policy_url="https://acme.com/", terms_url="https://acme.com/terms")
    assert (found["CM017"].severity, found["CM017"].codes) == (Verdict.ERROR, ("tcr:9108",))
    pages = [
        {"role": "home", "html": "<p>Acme</p><a href='/shop'>Shop</a>"},
        {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
    ]
    assert drawn("website", website=EXAMPLE | {"pages": pages})["WS022"].codes == ("dca2:851",)


@pytest.mark.source(196)
@pytest.mark.entry("form-url-given", "form-https", "form-domain-same-as-brand", "ev-optin-not-in-terms")
@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("", "CM006"),
        ("acme.com/join", "CM006"),
        ("http://acme.com/join", "CM007"),
        ("https://forms.gle/abc", "CM055"),
        ("https://acme.com/terms", "CM056"),
        ("https://acme.com/join", ""),
    ],
)
def test_the_address_of_the_form_is_whole_secured_and_the_brands_own(url: str, rule: str) -> None:
    campaign = {"opt_in_method": "web_form", "opt_in_url": url, "terms_url": "https://acme.com/terms", "brand": ACME}
    assert set(drawn("campaign", **campaign)) & {"CM006", "CM007", "CM055", "CM056"} == ({rule} if rule else set())


@pytest.mark.source(8)
@pytest.mark.entry("pp-print-alternative")
def test_print_is_for_businesses_without_a_website() -> None:
    papers = {"privacy_policy_document": "privacy_policy", "terms_document": "terms"}
    assert "CM058" not in drawn("campaign", brand={"legal_name": "Acme"}, **papers)
    assert "CM012" not in drawn("campaign", brand={"legal_name": "Acme"}, **papers)
    assert drawn("campaign", brand=ACME, **papers)["CM058"].codes == ("tcr:9108",)
