"""Reports as a SARIF 2.1.0 log, for tools that show findings beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from portal.rules.command.fixing import path_of
from portal.rules.command.literals import NotFound, Path, Span, json_literals, toml_literals
from portal.rules.command.reading import Document, Source, Unread, line_and_column
from portal.rules.registry import all_rules
from portal.rules.result import Finding, Report, Verdict
from portal.rules.rule import Rule
from portal.rules.rulebook import load

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Verdict.ERROR: "error", Verdict.WARNING: "warning", Verdict.COULD_NOT_CHECK: "warning"}
_BETWEEN_WORDS: Final = r"(?:\s|&nbsp;|&#160;|\*\*|__|<[^>]{0,300}>){1,20}"

Judged = tuple[Source, Report]


def as_sarif(judged: Sequence[Judged], unread: Sequence[Unread] = (), *, exit_code: int = 0) -> dict[str, Any]:
    """One log with one run. Inputs that could not be read are notifications of the run's invocation."""
    rules = all_rules()
    places = {rule.id: place for place, rule in enumerate(rules)}
    results = [one for source, report in judged for one in _results(source, report, places)]
    invocation: dict[str, Any] = {"executionSuccessful": not unread, "exitCode": exit_code}
    if unread:
        invocation["toolExecutionNotifications"] = [_notification(one) for one in unread]
    driver = {
        "name": "Clearline linter",
        "version": load().version,
        "rules": [_rule(rule) for rule in rules],
    }
    names = dict.fromkeys(source.document.name for source, _ in judged)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation],
                "artifacts": [{"location": {"uri": uri(name)}} for name in names],
                "results": results,
            }
        ],
    }


def uri(name: str) -> str:
    """A file's name as a URI reference; the standard input is called stdin."""
    if name == "-":
        return "stdin"
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {"text": rule.fix},
        "defaultConfiguration": {"level": _LEVELS.get(rule.severity, "note")},
        "properties": {"authority": rule.authority, "citation": rule.citation, "codes": list(rule.codes)},
    }


def _notification(unread: Unread) -> dict[str, Any]:
    name, _, number = unread.name.rpartition(":") if unread.line else (unread.name, "", "")
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(name or unread.name)}}
    if number.isdigit() and int(number) > 0:
        place["region"] = {"startLine": int(number)}
    return {"level": "error", "message": {"text": unread.reason}, "locations": [{"physicalLocation": place}]}


def _results(source: Source, report: Report, places: dict[str, int]) -> Iterable[dict[str, Any]]:
    literals = _literals(source)
    for finding in report.findings:
        yield _result(source, literals, finding, places)
    for finding in report.silenced:
        reason = (finding.override or {}).get("reason", "")
        suppression = {"kind": "external", "justification": reason}
        yield {**_result(source, literals, finding, places), "suppressions": [suppression]}


def _result(source: Source, literals: dict[Path, Span], finding: Finding, places: dict[str, int]) -> dict[str, Any]:
    document = source.document
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(document.name)}}
    span = _span(source, literals, finding)
    if span is not None:
        physical["region"] = _moved(region(source.text, span), (source.line or 1) - 1)
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.field:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.field, "kind": "member"}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "kind": "informational" if finding.status_report else "fail",
        "level": "none" if finding.status_report else _LEVELS.get(finding.severity, "note"),
        "message": {"text": finding.message},
        "locations": [location],
        "properties": {"codes": list(finding.codes), "mend": finding.fix},
    }
    if document.form == "raw" and finding.edit is not None:
        result["fixes"] = [_fix(document, finding)]
    return result


def _fix(document: Document, finding: Finding) -> dict[str, Any]:
    assert finding.edit is not None  # the caller looked
    replacement = {
        "deletedRegion": region(document.text, (finding.edit.start, finding.edit.end)),
        "insertedContent": {"text": finding.edit.text},
    }
    change = {"artifactLocation": {"uri": uri(document.name)}, "replacements": [replacement]}
    return {"description": {"text": finding.edit.label}, "artifactChanges": [change]}


def region(text: str, span: Span) -> dict[str, int]:
    """A stretch of a text by lines and columns, both counted from one; the end column is the first one after it."""
    (line, column), (last, end) = line_and_column(text, span[0]), line_and_column(text, span[1])
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}


def _moved(found: dict[str, int], lines: int) -> dict[str, int]:
    """The region of one line of a batch, counted in the whole file."""
    return {**found, "startLine": found["startLine"] + lines, "endLine": found["endLine"] + lines}


def _literals(source: Source) -> dict[Path, Span]:
    if source.document.form == "raw":
        return {}
    try:
        return toml_literals(source.text) if source.document.form == "toml" else json_literals(source.text)
    except NotFound:
        return {}


def _span(source: Source, literals: dict[Path, Span], finding: Finding) -> Span | None:
    """Where to point: in a raw page at the words, in a document at the value of the field, else at the whole input."""
    if source.document.form == "raw":
        return _words_in_page(source.document.text, finding)
    start: Path = () if source.place is None else (source.place,)
    path = (*start, *path_of(source.kind, source.data, finding.field))
    return literals.get(path) or literals.get(path[:-1]) or literals.get(start)


def _words_in_page(text: str, finding: Finding) -> Span | None:
    """The place that an edit mends; else that of the words a message quotes, with markup between them."""
    edit = finding.edit
    if edit is not None and edit.end > edit.start:
        return edit.start, edit.end
    for quotation in re.findall(r"\u201c([^\u201d]{3,300})\u201d", finding.message):
        words = [re.escape(word) for word in quotation.split()]
        match = re.search(_BETWEEN_WORDS.join(words), text, re.IGNORECASE)
        if match:
            return match.span()
    return None
