"""Profiles differ where they say they differ; a reseller's wishes are carried out and told."""

from __future__ import annotations

import pytest

from portal.rules.engine import lint
from portal.rules.kit import GOOD_DESCRIPTION, GOOD_SAMPLE
from portal.rules.overrides import BadOverride
from portal.rules.profiles import PROFILES, UnknownProfile
from portal.rules.registry import all_rules, rule_by_id
from portal.rules.result import Report, Verdict, worst

LONG = GOOD_DESCRIPTION + " Messages go out on weekdays." * 6


def _rule(report: Report, rule: str) -> Verdict:
    return report.checked[rule]


@pytest.mark.source(179)
@pytest.mark.parametrize(("length", "verdict"), [(39, "error"), (40, "pass"), (300, "pass"), (301, "error")])
def test_a_description_has_forty_to_three_hundred_characters(length: int, verdict: str) -> None:
    report = lint("campaign_description", {"text": "é" * length})
    assert worst((_rule(report, "CD001"), _rule(report, "CD002"))).value == verdict


def test_what_today_differs_is_said_in_a_second_line() -> None:
    (finding,) = [f for f in lint("campaign_description", {"text": LONG}).findings if f.rule == "CD002"]
    assert finding.severity is Verdict.ERROR
    assert finding.second_line
    assert "4,096" in finding.second_line
    assert _rule(lint("campaign_description", {"text": LONG}, profile="current"), "CD002") is Verdict.PASS


def test_placeholders_are_allowed_where_a_provider_asks_for_them() -> None:
    sample = {"text": "Acme: Hi [NAME], your order shipped. Reply STOP to opt out."}
    documented = lint("sample_message", sample)
    assert _rule(documented, "SM003") is Verdict.ERROR
    assert documented.findings[0].second_line
    assert _rule(lint("sample_message", sample, profile="twilio"), "SM003") is Verdict.PASS


@pytest.mark.source(169)
def test_a_paraphrase_of_the_required_sentence_is_an_error_or_advice_by_profile() -> None:
    policy = {
        "markdown": "## SMS Communications\n\nWe never share your mobile number with third parties or affiliates."
    }
    assert _rule(lint("privacy_policy", policy), "PP003") is Verdict.ERROR
    assert _rule(lint("privacy_policy", policy), "PP002") is Verdict.PASS
    assert _rule(lint("privacy_policy", policy, profile="current"), "PP003") is Verdict.ADVICE


def test_one_stop_line_is_enough_today_but_not_in_the_source() -> None:
    campaign = {"sample_messages": [GOOD_SAMPLE, "Acme: Your order has shipped to you."]}
    assert _rule(lint("campaign", campaign), "SM001") is Verdict.ERROR
    assert _rule(lint("campaign", campaign, profile="current"), "SM001") is Verdict.WARNING


@pytest.mark.parametrize("name", list(PROFILES["current"].differences))
def test_every_difference_names_a_rule(name: str) -> None:
    assert rule_by_id(name)


def test_a_rule_before_its_day_is_not_in_force() -> None:
    data = {"opt_out_keywords": ["STOP"]}
    before = lint("campaign", data, context={"on": "2024-08-19"})
    after = lint("campaign", data, context={"on": "2024-08-20"})
    assert _rule(before, "CM019") is Verdict.NOT_IN_FORCE
    assert _rule(after, "CM019") is Verdict.ERROR


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UnknownProfile, match="as_documented"):
        lint("sample_message", {"text": "x"}, profile="nobody")


SHIPPED = {"text": "Acme: Your order #87234 has shipped. Msg & data rates may apply."}


@pytest.mark.parametrize(("wish", "verdict"), [("error", "error"), ("warning", "warning"), ("advice", "advice")])
def test_a_reseller_raises_or_lowers_a_rule_and_the_finding_says_so(wish: str, verdict: str) -> None:
    report = lint("sample_message", SHIPPED, overrides={"SM001": {"severity": wish, "reason": "our carrier"}})
    assert report.verdict.value == verdict
    assert report.findings[0].as_dict()["override"]["reason"] == "our carrier"


def test_a_silenced_rule_stands_apart_and_does_not_count() -> None:
    report = lint("sample_message", SHIPPED, overrides={"SM001": {"severity": "silenced", "reason": "short code"}})
    assert report.verdict is Verdict.PASS
    assert report.findings == ()
    assert report.silenced[0].rule == "SM001"


def test_a_rule_in_report_mode_is_shown_but_does_not_count() -> None:
    report = lint("sample_message", SHIPPED, overrides={"SM001": {"severity": "report", "reason": "trial"}})
    assert report.verdict is Verdict.PASS
    assert report.findings[0].status_report


@pytest.mark.parametrize("wish", [{"severity": "error"}, {"severity": "nonsense", "reason": "x"}, "off"])
def test_a_wish_without_reason_is_refused(wish: object) -> None:
    with pytest.raises(BadOverride):
        lint("sample_message", SHIPPED, overrides={"SM001": wish})


def test_could_not_check_weighs_more_than_a_warning_and_less_than_an_error() -> None:
    assert worst((Verdict.WARNING, Verdict.COULD_NOT_CHECK, Verdict.PASS)) is Verdict.COULD_NOT_CHECK
    assert worst((Verdict.ERROR, Verdict.COULD_NOT_CHECK)) is Verdict.ERROR
    assert worst((Verdict.NOT_APPLICABLE, Verdict.PASS)) is Verdict.PASS


def test_a_rule_whose_severity_is_fixed_today_finds_the_same_in_both_profiles() -> None:
    fixed = [rule for rule in all_rules() if rule.id in PROFILES["current"].severities]
    assert fixed
    for rule in fixed:
        for sample in (*rule.good, *rule.bad):
            told = [lint(sample["kind"], sample, profile=name) for name in ("as_documented", "current")]
            drawn = [[(one.field, one.message) for one in report.findings if one.rule == rule.id] for report in told]
            assert drawn[0] == drawn[1]
