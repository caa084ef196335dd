"""What a judgement looks like: verdicts, hits, findings and reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """The answer of one rule, one check or a whole."""

    PASS = "pass"  # noqa: S105
    ADVICE = "advice"
    WARNING = "warning"
    ERROR = "error"
    COULD_NOT_CHECK = "could_not_check"
    NOT_APPLICABLE = "not_applicable"
    NOT_IN_FORCE = "not_in_force"


# A whole is as bad as its worst part; "could not check" weighs more than a warning and never counts as a pass.
WORST_FIRST = (
    Verdict.ERROR,
    Verdict.COULD_NOT_CHECK,
    Verdict.WARNING,
    Verdict.ADVICE,
    Verdict.PASS,
    Verdict.NOT_APPLICABLE,
    Verdict.NOT_IN_FORCE,
)
RANK: Mapping[Verdict, int] = {verdict: rank for rank, verdict in enumerate(WORST_FIRST)}

EXIT_FINE, EXIT_BAD, EXIT_WRONG_USE, EXIT_COULD_NOT_CHECK = 0, 1, 2, 3


def worst(verdicts: Iterable[Verdict], *, empty: Verdict = Verdict.PASS) -> Verdict:
    """The worst of these verdicts; ``empty`` when there are none."""
    return min(verdicts, key=RANK.__getitem__, default=empty)


def exit_status(verdict: Verdict) -> int:
    """The exit status of a command that judged something: 0 fine, 1 bad, 3 could not check."""
    if verdict is Verdict.ERROR:
        return EXIT_BAD
    return EXIT_COULD_NOT_CHECK if verdict is Verdict.COULD_NOT_CHECK else EXIT_FINE


@dataclass(frozen=True, slots=True)
class Edit:
    """A mechanical mend: replace ``start:end`` (code points of the field's text) by ``text``.

    A safe edit keeps the meaning the author intended; an unsafe one needs a person to read it.
    """

    start: int
    end: int
    text: str
    safe: bool
    label: str

    def apply(self, value: str) -> str:
        """The field's text after the edit."""
        return value[: self.start] + self.text + value[self.end :]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's check saw. Whatever is left ``None`` is taken from the rule."""

    message: str
    field: str | None = None
    span: tuple[int, int] | None = None
    fix: str | None = None
    codes: tuple[str, ...] | None = None
    severity: Verdict | None = None
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with everything a reader needs: which rule, how bad, where, why, how to mend it, which codes it draws."""

    rule: str
    name: str
    severity: Verdict
    field: str
    span: tuple[int, int] | None
    message: str
    fix: str
    codes: tuple[str, ...]
    edit: Edit | None
    why: str
    second_line: str | None = None
    status_report: bool = False
    override: Mapping[str, str] | None = None

    def as_dict(self) -> dict[str, Any]:
        """The stable JSON of a finding."""
        edit = self.edit
        found: dict[str, Any] = {
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity.value,
            "field": self.field,
            "span": list(self.span) if self.span else None,
            "message": self.message,
            "fix": self.fix,
            "codes": list(self.codes),
            "edit": None
            if edit is None
            else {"start": edit.start, "end": edit.end, "text": edit.text, "safe": edit.safe, "label": edit.label},
            "why": self.why,
            "second_line": self.second_line,
            "status_report": self.status_report,
        }
        if self.override is not None:
            found["override"] = dict(self.override)
        return found


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run of the linter says about one input."""

    kind: str
    findings: tuple[Finding, ...]
    checked: Mapping[str, Verdict]
    rulebook: str
    profile: str
    facts: Mapping[str, Any] | None = None
    silenced: tuple[Finding, ...] = ()
    input_id: str | None = None

    @property
    def verdict(self) -> Verdict:
        """The worst of all rules that count; rules in report mode do not count."""
        return worst([*self.checked.values(), Verdict.PASS])

    def with_id(self, input_id: str | None) -> Report:
        """The same report carrying the id its input had."""
        return replace(self, input_id=input_id)

    def as_dict(self) -> dict[str, Any]:
        """The stable JSON of a report."""
        data: dict[str, Any] = {} if self.input_id is None else {"id": self.input_id}
        data |= {
            "kind": self.kind,
            "verdict": self.verdict.value,
            "findings": [finding.as_dict() for finding in self.findings],
            "checked": {rule: verdict.value for rule, verdict in sorted(self.checked.items())},
            "rulebook": self.rulebook,
            "profile": self.profile,
        }
        if self.facts is not None:
            data["facts"] = dict(self.facts)
        if self.silenced:
            data["silenced"] = [finding.as_dict() for finding in self.silenced]
        return data
