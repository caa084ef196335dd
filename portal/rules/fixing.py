"""Make the safe edits of a report in the input itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.rules.engine import lint
from portal.rules.profiles import DEFAULT

_ROUNDS = 8


def fixed(kind: str, data: Mapping[str, Any], *, profile: str = DEFAULT) -> dict[str, Any]:
    """The input after all safe edits, one a field and round, until none is offered; pages are left alone."""
    mended = dict(data)
    for _ in range(_ROUNDS):
        report = lint(kind, mended, profile=profile)
        done: set[str] = set()
        for finding in report.findings:
            edit = finding.edit
            if edit is None or not edit.safe or finding.field in done:
                continue
            before = _get(mended, finding.field)
            if before is not None:
                _set(mended, finding.field, edit.apply(before))
                done.add(finding.field)
        if not done:
            break
    return mended


def _split(field: str) -> tuple[str, int | None]:
    name, _, rest = field.partition("[")
    return name, int(rest.rstrip("]")) if rest else None


def _get(data: Mapping[str, Any], field: str) -> str | None:
    name, place = _split(field)
    value = data.get(name)
    if place is not None:
        value = value[place] if isinstance(value, list) and place < len(value) else None
    return value if isinstance(value, str) else None


def _set(data: dict[str, Any], field: str, text: str) -> None:
    name, place = _split(field)
    if place is None:
        data[name] = text
    else:
        data[name] = [*data[name][:place], text, *data[name][place + 1 :]]
