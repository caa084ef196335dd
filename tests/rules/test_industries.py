"""Industries: the table holds together, the industry is found, and each message is told its use case."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from portal.rules.engine import lint
from portal.rules.facts.industries import industries_of, verticals
from portal.rules.rulebook import load
from portal.rules.rulebook.schema import PAPERS
from portal.rules.rulebook.vertical_schema import check_toll_free, check_verticals
from portal.rules.subjects import Brand


def found(vertical: str, use_case: str, sample: str, **more: Any) -> dict[str, str]:
    """Rules of industries that a campaign draws, each with the worst it found."""
    brand = {"legal_name": more.pop("name", "Acme"), "vertical": vertical}
    data = {"brand": brand, "use_case": use_case, "sample_messages": [f"Acme: {sample} Reply STOP to opt out."], **more}
    checked = lint("campaign", data).checked
    return {rule: verdict.value for rule, verdict in checked.items() if rule.startswith("VT") and verdict.value in _BAD}


_BAD = {"error", "warning", "advice"}


@pytest.mark.source(273, 295)
def test_fourteen_industries_say_what_they_need() -> None:
    table = verticals()
    assert len(table) == 14
    assert sum(entry["described"] for entry in table.values()) == 9
    assert all(entry["overlays"] and entry["use_cases"] and entry["never"] for entry in table.values())
    assert "legal" in table


@pytest.mark.source(90)
def test_the_twenty_seven_ineligible_uses_lead_to_categories_of_words() -> None:
    known = {category["slug"] for category in load().prohibited}
    slugs = [slug for slugs in load().documents["toll_free"]["ineligible"].values() for slug in slugs]
    assert len(load().documents["toll_free"]["ineligible"]) == 5
    assert set(slugs) <= known


def test_a_table_with_a_wrong_name_is_refused_by_its_place() -> None:
    documents = deepcopy({name: dict(document) for name, document in load().documents.items()})
    entry = documents["verticals"]["verticals"][0]
    entry["papers"], entry["use_cases"] = ["diploma"], ["PARTY"]
    documents["toll_free"]["codes_without_stated_eligibility"].append("999")
    faults = [*check_verticals(documents, load().codes, PAPERS), *check_toll_free(documents, load().codes)]
    assert any("diploma" in fault for fault in faults)
    assert any("PARTY" in fault for fault in faults)
    assert any("999" in fault for fault in faults)


@pytest.mark.parametrize(
    ("answers", "slugs"),
    [
        ({"vertical": "healthcare"}, {"healthcare"}),
        ({"vertical": "HEALTHCARE"}, {"healthcare"}),
        ({"organization_category": "nonprofit"}, {"nonprofit"}),
        ({"vertical": "retail", "legal_name": "Riverside Auto LLC"}, {"retail", "automotive"}),
        ({"vertical": "professional", "dba_name": "Dayton Staffing"}, {"staffing"}),
        ({"vertical": "retail", "legal_name": "Autograph Books LLC"}, {"retail"}),
        ({"vertical": "agriculture"}, set()),
    ],
)
def test_the_industry_comes_from_answers_and_from_the_name(answers: dict[str, str], slugs: set[str]) -> None:
    assert industries_of(Brand(**answers)) == slugs


@pytest.mark.source(260)
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Your biopsy came back negative.", "VT002"),
        ("Your prescription for metformin is ready.", "VT002"),
        ("Your A1C was 7.2.", "VT002"),
        ("Hi Sarah Johnson, your appointment is Wed at 2pm.", "VT024"),
        ("Sarah Johnson, you have a check-up tomorrow.", "VT024"),
        ("Hi Sarah, your cleaning is Wed Nov 6 at 2pm with Dr. Patel.", ""),
        ("Your test results are ready in the portal.", ""),
        ("Appointment 4471 is confirmed for Monday.", ""),
    ],
)
def test_no_health_information_stands_in_a_text(text: str, rule: str) -> None:
    brand = {"legal_name": "GreenLeaf Dental", "vertical": "healthcare"}
    checked = lint(
        "sample_message", {"text": f"GreenLeaf Dental: {text} Reply STOP to opt out.", "brand": brand}
    ).checked
    assert {one for one in ("VT002", "VT024") if checked[one].value == "error"} == ({rule} - {""})


@pytest.mark.source(265)
def test_property_alerts_are_marketing_and_showings_are_care() -> None:
    assert found("real_estate", "CUSTOMER_CARE", "Just listed on Oak Street.")["VT011"] == "error"
    assert found("real_estate", "MARKETING", "Your showing is at 3pm.")["VT011"] == "warning"
    assert "VT011" not in found("real_estate", "MARKETING", "Just listed on Oak Street.")
    assert "VT011" not in found("real_estate", "CUSTOMER_CARE", "Your showing is at 3pm.")


@pytest.mark.source(265)
def test_consent_to_property_alerts_names_the_property_interest() -> None:
    alerts = {"opt_in_method": "web_form", "opt_in_url": "https://acme.com/join"}
    blanket = "I agree to receive marketing texts from Acme."
    assert (
        found("real_estate", "MARKETING", "Just listed on Oak Street.", opt_in_wording=blanket, **alerts)["VT012"]
        == "error"
    )
    assert (
        found("real_estate", "MARKETING", "Our newsletter is out.", opt_in_wording=blanket, **alerts)["VT012"]
        == "warning"
    )
    template = next(one for one in load().templates["consents"] if one["slug"] == "real_estate")["text"]
    assert "VT012" not in found("real_estate", "MARKETING", "Just listed on Oak St.", opt_in_wording=template, **alerts)


@pytest.mark.source(266)
@pytest.mark.parametrize(
    ("use_case", "sample", "rule", "severity"),
    [
        ("DELIVERY_NOTIFICATION", "Order #87234 has shipped.", "VT013", None),
        ("MARKETING", "Order #87234 has shipped.", "VT013", "warning"),
        ("CUSTOMER_CARE", "Order #87234 has shipped.", "VT013", "advice"),
        ("CUSTOMER_CARE", "Shoes are still in your cart!", "VT013", "error"),
        ("MARKETING", "Shoes are still in your cart!", "VT013", None),
        ("CUSTOMER_CARE", "Leave a review of order #87234.", "VT014", None),
        ("CUSTOMER_CARE", "Leave us a review!", "VT014", "warning"),
    ],
)
def test_the_four_rows_of_retail(use_case: str, sample: str, rule: str, severity: str | None) -> None:
    assert found("retail", use_case, sample).get(rule) == severity


@pytest.mark.source(267, 268)
def test_schools_keep_emergencies_and_prospects_apart_and_ask_parents() -> None:
    assert found("education", "HIGHER_EDUCATION", "Campus emergency, stay inside.")["VT015"] == "advice"
    assert found("education", "MARKETING", "Campus emergency, stay inside.")["VT015"] == "warning"
    assert found("education", "CUSTOMER_CARE", "Apply now for fall.")["VT015"] == "error"
    minors = {"audience_minors": True, "evidence": ["optin_screenshot"]}
    assert found("education", "MARKETING", "Apply now for fall.", **minors)["VT023"] == "error"


@pytest.mark.source(269)
def test_dealers_keep_service_and_sales_apart() -> None:
    both = found("retail", "CUSTOMER_CARE", "Oil change due. Book a test drive too.", name="Riverside Auto")
    assert both["VT016"] == "error"
    assert "VT016" not in found("retail", "CUSTOMER_CARE", "Oil change due.", name="Riverside Auto")
    assert found("retail", "MARKETING", "Black Friday prices on SUVs.", name="Riverside Auto")["VT018"] == "advice"


@pytest.mark.source(262, 264, 303)
def test_watched_subjects_need_their_disclosure_and_are_not_refused() -> None:
    assert found("financial", "CUSTOMER_CARE", "Your debt with City Gas is open.")["VT025"] == "warning"
    told = "Your debt with City Gas is open. This is an attempt to collect a debt."
    assert "VT025" not in found("financial", "CUSTOMER_CARE", told)
    often = {"frequency": "up to 5 messages per week"}
    assert found("financial", "CUSTOMER_CARE", told, **often)["VT027"] == "warning"
    loan = found("financial", "CUSTOMER_CARE", "Payday loan in minutes.", evidence=[])
    assert (loan["VT025"], loan["VT026"]) == ("error", "error")


@pytest.mark.source(302)
def test_a_phishing_simulation_needs_written_approval() -> None:
    story = {"description": "SecureCo sends phishing simulations to staff of its clients."}
    assert found("technology", "CUSTOMER_CARE", "Notice.", **story, evidence=[])["VT028"] == "error"
    assert "VT028" not in found("technology", "CUSTOMER_CARE", "Notice.", **story, evidence=["carrier_preapproval"])


@pytest.mark.parametrize(
    ("text", "disguised"),
    [
        ("C4nn4bis is back", True),
        ("mari\u200bjuana sale", True),
        ("vap3 deals", True),
        ("саnnabis sale", True),
        ("Cannabis is back", False),
        ("Code C8D123 for you", False),
        ("B2B orders, 24/7", False),
        ("Weed Man lawn care is here", False),
        ("Vapor Honing opens at 8", False),
    ],
)
def test_a_word_in_disguise_is_told_from_odd_spelling(text: str, disguised: bool) -> None:
    report = lint("sample_message", {"text": f"Acme: {text}. Reply STOP to opt out."})
    assert any(finding.rule == "VT030" for finding in report.findings) is disguised
    if text.startswith(("Weed Man", "Vapor")):
        assert not any(finding.rule.startswith("CT") for finding in report.findings)


@pytest.mark.parametrize("template", load().templates["messages"], ids=lambda one: one["slug"])
def test_no_template_draws_a_rule_of_an_industry(template: dict[str, str]) -> None:
    brand = {"legal_name": template["brand"], "vertical": "retail"}
    data = {"brand": brand, "use_case": template["use_case"], "sample_messages": [template["text"]]}
    drawn = {one.rule for one in lint("campaign", data).findings if one.rule.startswith("VT")}
    assert drawn == set()
