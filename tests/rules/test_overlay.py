"""An overlay changes what a code, policy, notice or template says from its day on, and the version with it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.advice import tables
from portal.rules.advice.builders import keyword_reply
from portal.rules.engine import lint
from portal.rules.rulebook import RulebookFault, load, packaged, using
from portal.rules.rulebook.overlay import Overlay, overlay_faults, with_overlay

DAY = date(2026, 12, 1)
NEW_CODE = {"title": "New", "category": "other", "applies_to": ["campaign"], "cause": "It is new.", "fix": "Read it."}
NEW_CODE |= {"fields": [], "resubmittable": None, "class": "manual_review", "class_basis": "inferred"}
POLICY = {"title": "A new policy", "carrier": "Verizon", "severity": "high", "action": "Blocked.", "confirmed": True}


def overlay(kind: str, key: str, data: Any, since: date = DAY, until: date | None = None) -> Overlay:
    return Overlay(kind, key, data, since, until, source="a notice of today", author="Olga")


def test_an_overlay_changes_what_a_code_says_and_the_version() -> None:
    base = packaged()
    changed = with_overlay(base, [overlay("code", "tcr:9106", {"fix": "Say STOP."})], DAY)
    assert changed.codes["tcr:9106"].fix == "Say STOP."
    assert changed.codes["tcr:9106"].cause == base.codes["tcr:9106"].cause
    assert changed.version.startswith(f"{base.version}.")
    assert len(changed.version) <= 40
    assert base.codes["tcr:9106"].fix != "Say STOP."


def test_a_dated_overlay_is_not_in_force_before_its_day_nor_after_its_last() -> None:
    dated = [overlay("code", "tcr:9106", {"fix": "Say STOP."}, until=date(2026, 12, 31))]
    assert with_overlay(packaged(), dated, date(2026, 11, 30)) is packaged()
    assert with_overlay(packaged(), dated, date(2026, 12, 31)).codes["tcr:9106"].fix == "Say STOP."
    assert with_overlay(packaged(), dated, date(2027, 1, 1)) is packaged()


def test_the_newest_counts_and_one_without_data_takes_the_others_back() -> None:
    first, second = overlay("code", "tcr:9106", {"fix": "One."}), overlay("code", "tcr:9106", {"fix": "Two."})
    assert with_overlay(packaged(), [first, second], DAY).codes["tcr:9106"].fix == "Two."
    assert with_overlay(packaged(), [first, second, overlay("code", "tcr:9106", {})], DAY) is packaged()


def test_the_same_overlays_give_the_same_version_and_others_another() -> None:
    one, two = overlay("code", "tcr:9106", {"fix": "One."}), overlay("notice", "revoke_all", {"title": "Two"})
    both = with_overlay(packaged(), [one, two], DAY).version
    assert with_overlay(packaged(), [two, one], DAY).version == both
    assert with_overlay(packaged(), [one], DAY).version != both


def test_a_new_code_policy_notice_and_template_can_be_added() -> None:
    notice = {"title": "A change", "text": "It changes.", "kind": "law", "confirmed": False}
    message = {
        "title": "Thanks",
        "text": "Acme: thanks. Reply STOP to opt out.",
        "use_case": "MARKETING",
        "brand": "Acme",
    }
    added = [overlay("code", "tcr:9999", NEW_CODE), overlay("policy", "vz_new", POLICY)]
    added += [overlay("notice", "new_law", notice), overlay("template", "messages/thanks", message)]
    changed = with_overlay(packaged(), added, DAY)
    with using(lambda: changed):
        assert load().codes["tcr:9999"].source == "a notice of today"
        assert tables.policies("Verizon")[0]["slug"] == "vz_new"
        assert "new_law" in {one["slug"] for one in tables.notices()}
        assert load().templates["messages"][-1]["slug"] == "thanks"
    assert "tcr:9999" not in load().codes


def test_what_is_linted_and_built_within_it_goes_by_the_overlaid_rulebook() -> None:
    text = (
        "{brand}: you are out. No further messages will be sent. Reply START to come back. Call {phone} or visit {url}"
    )
    changed = with_overlay(packaged(), [overlay("template", "replies/STOP", {"text": text})], DAY)
    with using(lambda: changed):
        assert lint("sample_message", {"text": "Acme: sale."}).rulebook == changed.version
        assert "you are out" in keyword_reply("STOP", brand="Acme", phone="217-555-0100", url="acme.com")
    assert lint("sample_message", {"text": "Acme: sale."}).rulebook == packaged().version


def test_the_provider_is_asked_once_however_many_findings_there_are() -> None:
    asked: list[int] = []

    def provider() -> Any:
        asked.append(1)
        return packaged()

    with using(provider):
        for _ in range(20):
            lint("sample_message", {"text": "Hi"})
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("kind", "key", "data", "fault"),
    [
        ("rule", "SM001", {"x": 1}, "There is no kind 'rule'"),
        ("code", "nobody:1", {"fix": "x"}, "not authority:code"),
        ("code", "tcr:", {"fix": "x"}, "not authority:code"),
        ("code", "tcr:9106", {"colour": "red"}, "There is no part colour"),
        ("code", "tcr:9106", {"fix": ""}, "fix is not a text, or is empty"),
        ("code", "tcr:9106", {"fields": ["colour"]}, "no field 'colour'"),
        ("code", "tcr:9106", {"class": "bad"}, "class is 'bad'"),
        ("code", "tcr:9106", {"resubmittable": "yes"}, "resubmittable is not true, false or null"),
        ("code", "tcr:9998", {"fix": "x"}, "A new code also needs title"),
        ("policy", "vz_new", {**POLICY, "carrier": "Sprint"}, "Carrier is 'Sprint'"),
        ("policy", "tm_shaft", {"effective_from": "soon"}, "Effective_from is 'soon'"),
        ("notice", "revoke_all", {"text": " "}, "Text is empty"),
        ("template", "verses/x", {"text": "x"}, "not one of messages/slug"),
        ("template", "replies/MAYBE", {"text": "x"}, "There is no reply to MAYBE"),
        ("template", "consents/promotional", {"text": "I agree, {name}."}, "places name that nothing fills"),
        ("template", "consents/promotional", {"text": "I agree, {brand."}, "braces of the text do not close"),
        ("code", "tcr:9106", ["fix"], "not an object"),
    ],
)
def test_bad_data_is_refused_with_the_name_of_the_fault(kind: str, key: str, data: Any, fault: str) -> None:
    bad = overlay(kind, key, data)
    assert fault in " ".join(overlay_faults(packaged(), bad))
    if isinstance(data, dict):
        with pytest.raises(RulebookFault):
            with_overlay(packaged(), [bad], DAY)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner), max_leaves=3
)
_NAMES = st.sampled_from(
    ["title", "fix", "fields", "class", "class_basis", "text", "carrier", "severity", "usd", "kind"]
)
_KEYS = st.sampled_from(["tcr:9106", "tcr:1", "tm_shaft", "revoke_all", "messages/marketing", "replies/STOP", "", "/"])


@given(st.sampled_from(["code", "policy", "notice", "template"]), _KEYS, st.dictionaries(_NAMES, _VALUES))
def test_whatever_is_typed_is_taken_or_refused_in_words(kind: str, key: str, data: dict[str, Any]) -> None:
    typed = overlay(kind, key, json.loads(json.dumps(data)))
    if not overlay_faults(packaged(), typed):
        assert with_overlay(packaged(), [typed], DAY).version
