"""The SARIF log follows the published schema and points at the right place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from portal.rules.kit import GOOD_FORM, GOOD_POLICY
from portal.rules.registry import all_rules
from tests.rules.command import run

SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0.json").read_text(encoding="utf-8-sig"))


def log_of(*arguments: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(run(*arguments, "--format", "sarif")[1])
    jsonschema.Draft202012Validator(SCHEMA).validate(log)
    assert len(log["runs"]) == 1
    return dict(log["runs"][0])


def pointed_at(text: str, result: dict[str, Any]) -> str:
    region = result["locations"][0]["physicalLocation"]["region"]
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    return text[start : starts[region["endLine"] - 1] + region["endColumn"] - 1]


def test_a_log_of_every_sample_follows_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "all samples.jsonl"
    samples = [sample for rule in all_rules() for sample in (*rule.good, *rule.bad) if "profile" not in sample]
    path.write_text("\n".join(json.dumps(sample) for sample in samples))
    run_ = log_of(str(path))
    assert [rule["id"] for rule in run_["tool"]["driver"]["rules"]] == [rule.id for rule in all_rules()]
    assert not any("helpUri" in rule for rule in run_["tool"]["driver"]["rules"])
    drawn = {rule.id for rule in all_rules() if any("profile" not in sample for sample in rule.bad)}
    assert {result["ruleId"] for result in run_["results"]} >= drawn
    assert all(run_["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in run_["results"])
    assert run_["artifacts"][0]["location"]["uri"].endswith("all%20samples.jsonl")


def test_a_finding_in_a_document_points_at_the_value(tmp_path: Path) -> None:
    text = 'kind = "campaign" # ours\nsample_messages = [\n  "Acme: one. Reply STOP to opt out.",\n  "Acme: two.",\n]\n'
    path = tmp_path / "one.toml"
    path.write_text(text)
    results = [one for one in log_of(str(path))["results"] if one["ruleId"] == "SM001"]
    assert [pointed_at(text, one) for one in results] == ['"Acme: two."']
    again = json.dumps({"kind": "campaign", "sample_messages": ["Acme: two."]}, indent=2)
    (tmp_path / "one.json").write_text(again)
    results = [one for one in log_of(str(tmp_path / "one.json"))["results"] if one["ruleId"] == "SM001"]
    assert [pointed_at(again, one) for one in results] == ['"Acme: two."']


def test_a_finding_in_a_batch_points_into_its_line(tmp_path: Path) -> None:
    lines = [
        '{"kind": "sample_message", "text": "Reply STOP"}',
        '{"kind": "sample_message", "text": "Acme: two."}',
        "{",
    ]
    path = tmp_path / "one.jsonl"
    path.write_text("\n".join(lines))
    seen = log_of(str(path))
    result = next(one for one in seen["results"] if one["ruleId"] == "SM001")
    assert pointed_at("\n".join(lines), result) == '"Acme: two."'
    assert seen["invocations"][0]["executionSuccessful"] is False
    place = seen["invocations"][0]["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3}


def test_a_mend_of_a_raw_page_is_a_fix_by_line_and_column(tmp_path: Path) -> None:
    text = GOOD_FORM.replace('id="c"', '\n checked id="c"')
    path = tmp_path / "form.html"
    path.write_text(text)
    result = next(one for one in log_of(str(path), "--kind", "opt_in_form")["results"] if one["ruleId"] == "OF002")
    assert "checked" in pointed_at(text, result)
    change = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["deletedRegion"] == result["locations"][0]["physicalLocation"]["region"]


def test_silenced_findings_are_suppressed_and_reported_ones_are_no_failures() -> None:
    told = {"kind": "sample_message", "text": "Acme: two."}
    wishes = {"SM001": {"severity": "silenced", "reason": "ours"}, "SM007": {"severity": "report", "reason": "new"}}
    _, out, _ = run("-", "--format", "sarif", stdin=json.dumps({**told, "overrides": wishes}))
    log = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(log)
    results = {one["ruleId"]: one for one in log["runs"][0]["results"]}
    assert results["SM001"]["suppressions"] == [{"kind": "external", "justification": "ours"}]
    assert (results["SM007"]["kind"], results["SM007"]["level"]) == ("informational", "none")


def test_a_whole_policy_in_order_has_no_results(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_text(GOOD_POLICY)
    assert [
        one["ruleId"] for one in log_of(str(path), "--kind", "privacy_policy")["results"] if one["level"] == "error"
    ] == []
