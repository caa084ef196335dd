"""Every rule that was read in the sources and in public rules is accounted for, and the account tells the truth."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources

import pytest

from portal.rules.profiles import DOCUMENTED_LIMITS, PROFILES
from portal.rules.registry import all_rules
from portal.rules.rulebook.account import DOMAINS, REASONS, ROOMS, Entry, account
from tests.entries import cited, strange

COUNTS = {
    "brand": 48,
    "campaign_description": 43,
    "consent_record": 34,
    "dnc": 22,
    "evidence": 28,
    "keyword": 34,
    "lifecycle": 44,
    "opt_in_form": 27,
    "opt_in_wording": 45,
    "privacy_policy": 22,
    "sample_message": 31,
    "terms": 10,
    "toll_free": 51,
    "traffic": 55,
    "vertical": 53,
    "website": 23,
}
"""How many rules were noted for each subject while reading."""

BEYOND = {
    "DN006": "judges a log of what was sent by the table quiet_hours, which the entries on quiet hours name",
    "DN007": "says when that log tells the sender's hours instead of the reader's",
    "OW026": "source 004, appendix B, has fields in its templates; the notes took them for samples only",
    "TF030": "source 003 asks for the screens of one-time codes; the notes took it for a part of the evidence",
    "TF031": "code 549 names an agreement that is forced; the notes took it for consent that is shared",
    "VT021": "source 004, section 8, names legal services and says nothing of them; the reading is our own",
    "VT031": "as VT021",
}
"""Rules that no entry asks for, and why they are there all the same."""
OWN = {"house", "provider"}
"""Our own advice, and the forms of providers, which stand field by field in the table of providers."""


def entries() -> list[Entry]:
    return list(account().values())


def test_every_entry_stands_in_the_account() -> None:
    assert Counter(entry.domain for entry in entries()) == COUNTS
    assert sum(COUNTS.values()) == 570
    assert set(COUNTS) == set(DOMAINS)


def test_every_entry_is_kept_by_somebody_or_has_a_reason_and_says_what_it_asks() -> None:
    for entry in entries():
        assert entry.kept != bool(entry.reason), entry.id
        assert not entry.reason or entry.reason in REASONS, entry.id
        assert not (entry.rooms or entry.reason) or len(entry.says) > 20, entry.id
        assert set(entry.rooms) <= ROOMS, entry.id


def test_every_rule_that_is_named_exists() -> None:
    known = {rule.id for rule in all_rules()}
    assert {rule for entry in entries() for rule in entry.rules} <= known


def test_every_limit_that_is_named_exists() -> None:
    known = {*DOCUMENTED_LIMITS, *(name for profile in PROFILES.values() for name in profile.limits)}
    assert {name for entry in entries() for name in entry.limits} <= known


def test_every_table_that_is_named_is_a_document_of_the_rulebook() -> None:
    folder = resources.files("portal.rules.rulebook")
    known = {one.name.removesuffix(".json") for one in folder.iterdir() if one.name.endswith(".json")} | {"codes"}
    assert {name for entry in entries() for name in entry.tables} <= known


def test_every_rule_is_asked_for_by_an_entry_or_is_our_own() -> None:
    asked = {rule for entry in entries() for rule in entry.rules}
    alone = {rule.id for rule in all_rules() if rule.authority not in OWN} - asked
    assert alone == set(BEYOND)


def test_every_entry_of_the_sources_is_cited_by_document_and_line() -> None:
    for entry in entries():
        assert entry.source, entry.id
        if entry.in_source:
            assert re.search(r"source 00[0-4]\b.*(?:line|step|section|appendix)s? ?[0-9A-Z]", entry.source), entry.id


@pytest.mark.parametrize("entry", sorted(cited()))
def test_what_tests_cite_is_an_entry_that_is_kept(entry: str) -> None:
    assert entry in account()
    assert account()[entry].kept


def test_no_test_cites_an_entry_that_is_not_there() -> None:
    assert strange() == []
