"""The rulebook is complete, holds together and refuses what does not resolve."""

from __future__ import annotations

import dataclasses

import pytest

from portal.rules.advice.remediation import group_codes
from portal.rules.rulebook import RulebookFault, load
from portal.rules.rulebook.codes import read_codes
from portal.rules.rulebook.schema import check_documents

TOLL_FREE_FINAL = [
    "501",
    "502",
    "503",
    "504",
    "505",
    "506",
    "508",
    "509",
    "510",
    "511",
    "532",
    "533",
    "534",
    "535",
    "536",
    "537",
    "538",
    "539",
    "540",
    "541",
    "542",
]
TOLL_FREE_OPEN = ["507", "543", "544", "545", "546", "547", "548", "549", "550", "551", "552", "620", "621", "622"]


@pytest.mark.source(286)
def test_the_directory_holds_every_code_that_was_read() -> None:
    codes = load().codes
    published = [code for code in codes.values() if code.authority != "portal"]
    assert len(published) == 822
    assert sum(code.authority == "tcr" for code in published) == 22
    assert sum(bool({"brand", "campaign", "toll_free"} & set(code.applies_to)) for code in published) > 500


@pytest.mark.source(100, 101, 102, 103, 104)
def test_the_toll_free_codes_say_what_ends_the_attempt() -> None:
    codes = load().codes
    assert all(codes[f"toll_free_aggregator:{code}"].severity_class == "terminal" for code in TOLL_FREE_FINAL)
    assert all(codes[f"toll_free_aggregator:{code}"].resubmittable for code in TOLL_FREE_OPEN)
    assert len(TOLL_FREE_FINAL) == 21
    assert len(TOLL_FREE_FINAL + TOLL_FREE_OPEN) == 35
    cures = {"507": "full date of birth", "543": "branded domain", "544": "HTTPS", "547": "the sending business"}
    assert all(words in codes[f"toll_free_aggregator:{code}"].fix for code, words in cures.items())


@pytest.mark.entry("life-severity-classes")
@pytest.mark.source(252)
def test_every_code_has_a_class_and_says_where_it_comes_from() -> None:
    for code in load().codes.values():
        assert code.severity_class in {"terminal", "manual_review", "auto_remediable"}
        assert code.class_basis in {"stated", "inferred"}
        assert code.source


@pytest.mark.source(175, 251)
def test_the_twenty_one_codes_of_the_source_carry_cause_fix_and_field() -> None:
    keys = "1003 1004 1100 1101 1103 2001 2002 2003 2004 2005 2006 2100 2101 2103 2104 2105 2108 9001 9106 9108 9607"
    for key in keys.split():
        code = load().codes[f"tcr:{key}"]
        assert code.cause
        assert code.fix
        assert code.fields
        assert code.severity_class
        assert code.fix_time or key in ("9001", "9108", "9607"), key  # the source gives these three no time
    times = {key: load().codes[f"tcr:{key}"].fix_time for key in ("1003", "1100", "1103", "2002", "9106")}
    assert list(times.values()) == ["2-4 hours", "1-3 days", "1-4 hours", "30 minutes", "same business day"]


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("9106", "tcr:9106"),
        ("TF543", "toll_free_aggregator:543"),
        ("551", "toll_free_aggregator:551"),
        ("dca2:806", "dca2:806"),
        ("4795", "bandwidth:4795"),
        ("AUTO_REJECT", "portal:AUTO_REJECT"),
        ("541", "portal:DLR_541"),
    ],
)
def test_every_spelling_leads_to_one_code(spelling: str, key: str) -> None:
    assert load().resolve_code(spelling) == key


def test_an_unknown_code_does_not_resolve() -> None:
    with pytest.raises(KeyError):
        load().resolve_code("no-such-code")


def test_loading_fails_on_a_field_nobody_has() -> None:
    rulebook = load()
    bad = {"tcr:1": dataclasses.replace(rulebook.codes["tcr:9106"], fields=("no_such_field",))}
    with pytest.raises(RulebookFault, match="no_such_field"):
        check_documents(rulebook.documents, bad)


def test_a_broken_line_names_its_place() -> None:
    with pytest.raises(RulebookFault, match="tcr, line 1"):
        read_codes("tcr", '{"code": "1"}')


def test_the_version_ends_with_the_hash_of_the_data() -> None:
    assert load().version.endswith(load().sha256[:12])


@pytest.mark.source(286)
def test_a_search_finds_codes_by_number_and_by_words() -> None:
    assert load().search_codes("9106")[0].key == "tcr:9106"
    assert any(code.key == "tcr:1103" for code in load().search_codes("ssl failed"))
    assert load().search_codes("   ") == []


@pytest.mark.source(157, 204)
def test_use_cases_carry_the_windows_of_the_source() -> None:
    windows = {code: tuple(entry["approval_business_days"]) for code, entry in load().use_cases.items()}
    expected = {"2FA": (1, 2), "CUSTOMER_CARE": (1, 3), "LOW_VOLUME": (2, 4), "MARKETING": (3, 7), "POLITICAL": (5, 10)}
    assert {code: windows[code] for code in expected} == expected


@pytest.mark.source(192, 193, 194, 195)
def test_opt_in_methods_demand_their_papers() -> None:
    methods = load().opt_in_methods
    assert methods["web_form"]["evidence"] == ["optin_screenshot"]
    assert methods["sms_keyword"]["evidence"] == ["welcome_template", "keyword_material", "keyword_flow_diagram"]
    assert methods["verbal"]["evidence"] == ["verbal_script", "confirmation_template", "call_recording_policy"]
    assert methods["email"]["evidence"] == ["email_screenshot", "landing_page_screenshot"]


@pytest.mark.source(279)
def test_the_content_matrix_has_a_verdict_for_every_carrier() -> None:
    standings = {entry["slug"]: entry["carriers"] for entry in load().prohibited}
    assert set(standings["cannabis"].values()) == {"prohibited"}
    assert standings["crypto"] == {
        "T-Mobile": "restricted",
        "AT&T": "prohibited",
        "Verizon": "restricted",
        "TCR": "restricted",
    }


@pytest.mark.source(245, 246, 247, 248, 292)
def test_codes_are_grouped_by_cause_and_none_is_lost() -> None:
    plan = group_codes(["9106", "1103", "9108", "9106", "TF501", "xyz"])
    assert plan.blocked
    assert plan.unknown == ("xyz",)
    assert plan.groups[0].severity_class == "terminal"
    keys = [code.key for group in plan.groups for code in group.codes]
    assert sorted(keys) == ["tcr:1103", "tcr:9106", "tcr:9108", "toll_free_aggregator:501"]
    samples = next(group for group in plan.groups if group.cause == "sample_messages")
    assert "SM001" in samples.rules
