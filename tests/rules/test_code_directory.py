"""The code directory is whole: every authority's number of codes, every spelling, every name that points at a code."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from pathlib import Path

import pytest

from portal import rules
from portal.rules.registry import all_rules
from portal.rules.rulebook import RulebookFault, load
from portal.rules.rulebook.schema import check_documents

# How many codes each authority has, counted when its list was read; a code lost or doubled shows here.
COUNTS = {
    "aws": 157,
    "bandwidth": 76,
    "bandwidth_tfv": 6,
    "bandwidth_vetting": 20,
    "dca2": 28,
    "infobip": 5,
    "plivo": 22,
    "portal": 24,
    "sangoma": 6,
    "signalwire": 45,
    "sinch": 28,
    "swivelcrm": 11,
    "tcr": 22,
    "telnyx": 65,
    "toll_free_aggregator": 36,
    "twilio": 272,
    "univerge_blue": 2,
    "vonage": 21,
}
# Every way in which the reading notes write a code.
SPELLINGS = [
    "1001", "1002", "1003", "1004", "1005", "106", "1100", "1101", "1103", "2001", "2002", "2003", "2004", "2005",
    "2006", "2100", "2101", "2102", "2103", "2104", "2105", "2108", "40001", "40010", "40012", "40016", "40018",
    "4795", "541", "542", "795", "9001", "9106", "9108", "9607", "AUTO_REJECT", "BLOCKED", "BLOCKLIST",
    "BRAND_EMAIL_PUBLIC_DOMAIN", "BRAND_MULTI_USE", "CRS0001", "DNC_REJECT", "FREQUENCY", "INELIGIBLE",
    "MANUAL_REVIEW", "NO_ROUTE", "PENDING", "QUIET_HOURS", "REJECT", "REVIEW", "SUSPENDED", "TEMP_EXPIRED",
    "TERMINAL", "THROTTLED", "TIER2", "UNVERIFIED", "dca2", "twilio:21728", "twilio:30032", "twilio:30034",
    "twilio:30501", "twilio:30511", "twilio:30553", "twilio:30824", "twilio:30893", "twilio:30900",
    *(f"TF{number}" for number in (*range(501, 512), *range(532, 553), 620, 621, 622)),
    *(f"dca2:{number}" for number in (506, 601, 602, 603, 611, 701, 702, 703, 704, 705,
        706, 707, 708, 709, 710, 711, 712, 713, 801, 802, 803, 804, 805, 806, 807, 851, 852, 861)),
]  # fmt: skip


@pytest.mark.entry("tool-error-directory")
@pytest.mark.source(286)
def test_every_authority_has_all_its_codes() -> None:
    assert Counter(code.authority for code in load().codes.values()) == COUNTS
    assert set(load().authorities) == set(COUNTS)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_the_notes_leads_to_a_code(spelling: str) -> None:
    assert load().resolve_code(spelling) in load().codes


def test_no_rule_names_a_code_that_is_not_there() -> None:
    named = {code for rule in all_rules() for code in rule.codes}
    assert named - set(load().codes) == set()


def test_no_line_of_the_linter_names_a_code_that_is_not_there() -> None:
    wanted = re.compile(rf'"((?:{"|".join(COUNTS)}):[A-Za-z0-9_]+)"')
    files = Path(str(rules.__path__[0])).rglob("*.py")
    named = {key for file in files for key in wanted.findall(file.read_text())}
    assert len(named) > 50
    assert named - set(load().codes) == set()


@pytest.mark.parametrize("document", ["templates", "prohibited", "opt_in_methods", "use_cases", "keywords"])
def test_no_table_names_a_code_that_is_not_there(document: str) -> None:
    wanted = re.compile(rf"\b((?:{'|'.join(COUNTS)}):[A-Za-z0-9_]+)")
    assert set(wanted.findall(repr(load().documents[document]))) - set(load().codes) == set()


def test_a_number_that_several_authorities_use_is_known_from_each_of_them() -> None:
    rulebook = load()
    for code in rulebook.codes.values():
        for other in rulebook.same_number(code):
            assert code in rulebook.same_number(other)
    assert {code.authority for code in rulebook.same_number(rulebook.codes["tcr:1101"])} == {
        "bandwidth_tfv",
        "bandwidth_vetting",
    }


def test_the_same_problem_at_other_authorities_is_known_from_each_of_them() -> None:
    rulebook = load()
    denial, page = rulebook.codes["toll_free_aggregator:544"], rulebook.codes["twilio:30471"]
    assert rulebook.related(denial)[0] is page
    assert rulebook.related(page)[0] is denial
    assert "twilio:30893" in {code.key for code in rulebook.related(rulebook.codes["tcr:9106"])}


@pytest.mark.parametrize(("field", "value"), [("issues", ("no-such-problem",)), ("equivalents", ("twilio:0",))])
def test_a_code_that_points_nowhere_is_refused(field: str, value: tuple[str, ...]) -> None:
    rulebook = load()
    bad = dataclasses.replace(rulebook.codes["tcr:9106"], **{field: value})
    with pytest.raises(RulebookFault, match="tcr:9106: unknown"):
        check_documents(rulebook.documents, {**rulebook.codes, "tcr:9106": bad})
