"""Reports for people (text) and for tools (SARIF 2.1.0)."""

from __future__ import annotations

from typing import Any

from portal.rules.registry import all_rules
from portal.rules.result import Finding, Report, Verdict
from portal.rules.rulebook import load

_LEVELS = {
    Verdict.ERROR: "error",
    Verdict.WARNING: "warning",
    Verdict.COULD_NOT_CHECK: "warning",
}


def as_text(name: str, report: Report) -> str:
    """A report as lines: the verdict, then each finding with its mend."""
    head = f"{name}{f' ({report.input_id})' if report.input_id else ''}: {report.kind}: {report.verdict.value}\n"
    lines = [head, *(_finding_lines(finding) for finding in report.findings)]
    lines += [f"  silenced {finding.rule}: {finding.message}\n" for finding in report.silenced]
    lines.append(f"  rulebook {report.rulebook}, profile {report.profile}\n")
    return "".join(lines)


def _finding_lines(finding: Finding) -> str:
    place = f"{finding.field}:{finding.span[0]}-{finding.span[1]}" if finding.span else finding.field
    codes = f" [{', '.join(finding.codes)}]" if finding.codes else ""
    mode = " (report only)" if finding.status_report else ""
    text = f"  {finding.severity.value} {finding.rule} {place}: {finding.message}{codes}{mode}\n"
    text += f"    mend: {finding.fix}\n"
    if finding.override is not None:
        text += f"    changed by the reseller (was {finding.override['was']}): {finding.override['reason']}\n"
    if finding.second_line:
        text += f"    today: {finding.second_line}\n"
    return text


def as_sarif(reports: list[tuple[str, Report]]) -> dict[str, Any]:
    """Reports of several inputs as one SARIF log."""
    rules = [
        {
            "id": rule.id,
            "name": rule.name,
            "shortDescription": {"text": rule.what},
            "fullDescription": {"text": rule.why},
            "help": {"text": rule.fix},
            "defaultConfiguration": {"level": _LEVELS.get(rule.severity, "note")},
        }
        for rule in all_rules()
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "Clearline linter", "version": load().version, "rules": rules}},
                "results": [_result(name, finding) for name, report in reports for finding in report.findings],
            }
        ],
    }


def _result(name: str, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": name}}}
    if finding.field:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.field}]
    if finding.span:
        start, end = finding.span
        location["physicalLocation"]["region"] = {"charOffset": start, "charLength": end - start}
    return {
        "ruleId": finding.rule,
        "level": _LEVELS.get(finding.severity, "note"),
        "message": {"text": finding.message},
        "locations": [location],
        "properties": {"codes": list(finding.codes)},
    }
