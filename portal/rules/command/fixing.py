"""Make the safe edits of a report in the input itself, and tell which were made and which are left to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.rules.command.literals import NotFound, Path, json_literals, replaced, toml_literals
from portal.rules.command.reading import Document, Source, parsed_json, parsed_toml
from portal.rules.engine import lint
from portal.rules.inputs import PAGE_KINDS, UnreadableInput
from portal.rules.profiles import DEFAULT
from portal.rules.result import Finding, Report

_ROUNDS = 50
"""More rounds than any text has mends; what is still offered then is left alone."""
_PAGE_FIELDS = ("html", "markdown", "text")


@dataclass(frozen=True, slots=True)
class Done:
    """One edit that was made: by which rule, in which field, and what it is called."""

    rule: str
    field: str
    label: str

    def as_dict(self) -> dict[str, str]:
        """For the JSON of the command."""
        return {"rule": self.rule, "field": self.field, "label": self.label}


@dataclass(frozen=True, slots=True)
class Mended:
    """The input after its safe edits, the report on it, and the texts that changed by their path."""

    data: dict[str, Any]
    report: Report
    done: tuple[Done, ...]
    changed: Mapping[Path, str]


def fixed(kind: str, data: Mapping[str, Any], *, profile: str = DEFAULT) -> dict[str, Any]:
    """The input after all safe edits."""
    return mended(kind, data, profile=profile).data


def mended(
    kind: str,
    data: Mapping[str, Any],
    *,
    profile: str = DEFAULT,
    context: Mapping[str, Any] | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Mended:
    """Make the safe edits, one a field and round, until none is offered; an edit that cures nothing is taken back."""
    told = dict(data)
    report = lint(kind, told, profile=profile, context=context, overrides=overrides)
    done: list[Done] = []
    changed: dict[Path, str] = {}
    useless: set[Done] = set()
    for _ in range(_ROUNDS):
        wanted = _wanted(kind, told, report, useless)
        if not wanted:
            break
        tried = told
        for path, finding in wanted.items():
            tried = _with(tried, path, _edited(finding, _text_at(told, path)))
        after = lint(kind, tried, profile=profile, context=context, overrides=overrides)
        for path, finding in wanted.items():
            step = _step(finding)
            if _offers(after, step) < _offers(report, step):
                done.append(step)
                changed[path] = _text_at(tried, path)
            else:
                useless.add(step)
                tried = _with(tried, path, _text_at(told, path))
        told = tried
        if useless:
            after = lint(kind, told, profile=profile, context=context, overrides=overrides)
        report = after
    return Mended(told, report, tuple(done), changed)


def _wanted(kind: str, data: Mapping[str, Any], report: Report, useless: set[Done]) -> dict[Path, Finding]:
    """The next edit of every field."""
    wanted: dict[Path, Finding] = {}
    for finding in report.findings:
        path = path_of(kind, data, finding.field)
        if finding.edit is None or not finding.edit.safe or path in wanted or _step(finding) in useless:
            continue
        if isinstance(_at(data, path), str):
            wanted[path] = finding
    return wanted


def _step(finding: Finding) -> Done:
    return Done(finding.rule, finding.field, finding.edit.label if finding.edit else "")


def _offers(report: Report, step: Done) -> int:
    return sum(one.edit is not None and _step(one) == step for one in report.findings)


def _edited(finding: Finding, text: str) -> str:
    return finding.edit.apply(text) if finding.edit else text


def path_of(kind: str, data: Mapping[str, Any], field: str) -> Path:
    """Where the field's text stands in the input object."""
    if kind in PAGE_KINDS:
        return (next((name for name in _PAGE_FIELDS if isinstance(data.get(name), str)), "text"),)
    name, _, rest = field.partition("[")
    place: Path = (name, int(rest.rstrip("]"))) if rest.rstrip("]").isdigit() else (name,)
    return ("brand", *place) if kind == "brand" and isinstance(data.get("brand"), Mapping) else place


def _at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _text_at(data: Mapping[str, Any], path: Path) -> str:
    return str(_at(data, path))


def _with(data: Any, path: Path, value: str) -> Any:
    """A copy with one text replaced."""
    if not path:
        return value
    step = path[0]
    if isinstance(step, int):
        return [*data[:step], _with(data[step], path[1:], value), *data[step + 1 :]]
    return {**data, step: _with(data[step], path[1:], value)}


def rewritten(document: Document, changes: list[tuple[Source, Mapping[Path, str]]]) -> str:
    """The document with the changed texts in it and everything else, comments too, as it was.

    Raises ``UnreadableInput`` when the document would not read back as meant.
    """
    if document.form == "raw":
        return next((text for _, changed in changes for text in changed.values()), document.text)
    if document.form == "jsonl":
        lines = document.text.split("\n")
        for source, changed in changes:
            place = (source.line or 1) - 1
            lines[place] = _rewritten(lines[place], "json", changed)
        return "\n".join(lines)
    values = {
        (path if source.place is None else (source.place, *path)): text
        for source, changed in changes
        for path, text in changed.items()
    }
    return _rewritten(document.text, document.form, values)


def _rewritten(text: str, form: str, values: Mapping[Path, str]) -> str:
    if not values:
        return text
    parsed, literals = (parsed_toml, toml_literals) if form == "toml" else (parsed_json, json_literals)
    meant = parsed(text)
    for path, value in values.items():
        meant = _with(meant, path, value)
    try:
        written = replaced(text, literals(text), values.items())
        if parsed(written) == meant:
            return written
    except (NotFound, UnreadableInput):
        pass
    raise UnreadableInput("the text around the mend is too unusual to change; mend it by hand.")
