"""Reports for people, as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from portal.rules.command.fixing import Done
from portal.rules.result import Finding, Report


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


def fix_lines(report: Report, done: Sequence[Done]) -> str:
    """What --fix changed, and what it leaves to a person."""
    lines = [f"  fixed {step.rule} {step.field}: {step.label}\n" for step in done]
    lines += [
        f"  left {finding.rule} {finding.field}: {finding.edit.label} (changes the meaning; read it first)\n"
        for finding in report.findings
        if finding.edit is not None and not finding.edit.safe
    ]
    return "".join(lines)
