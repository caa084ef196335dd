"""The remediation plan: root causes in order, four phases, evidence slots, time, and whether to send it again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rules.advice.remediation import DOCUMENTATION, fix_minutes, group_codes, spellings_in, time_words
from portal.rules.rulebook import load
from portal.rules.rulebook.codes import CLASSES


@pytest.mark.source(245, 246, 292)
def test_the_four_phases_carry_the_targets_of_the_source() -> None:
    plan = group_codes(["9106", "9108"])
    assert [(phase.slug, phase.target) for phase in plan.phases] == [
        ("diagnosis", "under 1 hour"),
        ("documentation", "1 to 24 hours"),
        ("preparation", "the same business day"),
        ("appeal", "from the second refusal"),
    ]
    assert all(phase.tasks for phase in plan.phases)


@pytest.mark.source(247)
def test_every_code_has_its_task_with_slots_for_evidence() -> None:
    plan = group_codes(["9106", "9607", "1101"])
    tasks = plan.phases[1].tasks
    assert {key for task in tasks for key in task.codes} == {"tcr:9106", "tcr:9607", "tcr:1101"}
    slots = {(slot.kind, slot.name) for task in tasks for slot in task.slots}
    assert ("paper", "optin_screenshot") in slots
    assert ("field", "sample_messages") in slots


@pytest.mark.source(249)
def test_the_package_asks_for_business_papers_when_the_brand_is_at_fault() -> None:
    def papers(*codes: str) -> set[str]:
        preparation = group_codes(codes).phases[2]
        return {slot.name for task in preparation.tasks for slot in task.slots if slot.kind == "paper"}

    assert "ein_letter" in papers("twilio:30795", "9106")
    assert "ein_letter" not in papers("9106")
    assert "optin_screenshot" in papers("9106")


@pytest.mark.source(250)
def test_the_appeal_opens_with_the_second_refusal_and_has_eight_parts() -> None:
    first, second = (group_codes(["9106"], attempts=count).phases[3] for count in (1, 2))
    assert not first.open
    assert second.open
    assert len(second.tasks[0].slots) == 8


@pytest.mark.source(248, 252)
@pytest.mark.parametrize(
    ("codes", "answer"),
    [
        (["9106", "TF501"], "no"),
        (["9106", "dca2:711"], "first"),
        (["9106", "toll_free_aggregator:545"], "yes"),
        (["9106", "univerge_blue:MSG_DNC_REGISTRY"], "review"),
        (["9106", "no such code"], "ask"),
        (["9106"], "yes"),
    ],
)
def test_whether_it_can_be_sent_again(codes: list[str], answer: str) -> None:
    plan = group_codes(codes)
    assert plan.resubmission == answer
    assert plan.phases[2].open == (answer != "no")


def test_what_follows_from_another_cause_says_so() -> None:
    plan = group_codes(["1103", "2103", "9106"])
    by_cause = {group.cause: group for group in plan.groups}
    assert by_cause["consent"].may_follow == "The website"
    assert by_cause["sample_messages"].may_follow == ""


@pytest.mark.source(251)
def test_times_to_fix_are_added_up() -> None:
    plan = group_codes(["2002", "1103"])
    assert plan.minutes == (30 + 60, 30 + 240)
    assert fix_minutes(load().codes["tcr:1100"]) == (24 * 60, 3 * 24 * 60)
    assert fix_minutes(load().codes["twilio:30007"]) == DOCUMENTATION


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ((30, 30), "30 minutes"),
        ((60, 240), "1 to 4 hours"),
        ((90, 2880), "2 hours to 2 days"),
        ((15, 1440), "15 minutes to 24 hours"),
    ],
)
def test_spans_read_as_words(minutes: tuple[int, int], words: str) -> None:
    assert time_words(minutes) == words


def test_codes_are_found_in_a_pasted_notice() -> None:
    text = "Hello,\nrejected with 9106 (missing opt-out), tcr:9108; TF545 and DCA2. Also CAMPAIGN_MULTI_USE!"
    found = spellings_in(text)
    assert {"9106", "tcr:9108", "TF545", "CAMPAIGN_MULTI_USE"} <= set(found)
    assert "Hello" not in found


@pytest.mark.source(252)
def test_every_code_of_the_directory_has_a_class_and_a_plan() -> None:
    for code in load().codes.values():
        plan = group_codes([code.key])
        assert plan.groups[0].severity_class in CLASSES, code.key
        assert plan.groups[0].codes == (code,)
        assert plan.blocked == (code.severity_class == "terminal")


@given(st.text(max_size=300), st.integers(0, 9))
def test_any_text_gets_a_plan_that_loses_nothing(text: str, attempts: int) -> None:
    found = spellings_in(text)
    plan = group_codes(found, attempts=attempts)
    known = [code.key for group in plan.groups for code in group.codes]
    assert len(known) == len(set(known))
    assert len(plan.unknown) + len(known) <= len(found)
    assert plan.as_dict()["unknown"] == list(plan.unknown)
