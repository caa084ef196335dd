"""The code directory: one entry a line, keyed by authority and code, since a number means other things elsewhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portal.rules.rulebook.fault import RulebookFault

CLASSES = ("terminal", "manual_review", "auto_remediable")


@dataclass(frozen=True)
class Code:
    """One rejection or error code of one authority.

    ``severity_class`` is terminal, manual_review or auto_remediable; ``class_basis`` says whether the authority
    stated it or Clearline inferred it. ``resubmittable`` is ``None`` where the authority says nothing.
    ``issues`` name the problem behind it, which codes of other authorities may name too; ``equivalents`` are keys of
    codes that another authority gave the same denial; ``elsewhere`` is what is known of the same number elsewhere.
    """

    authority: str
    code: str
    title: str
    category: str
    applies_to: tuple[str, ...]
    cause: str
    fix: str
    fields: tuple[str, ...]
    resubmittable: bool | None
    severity_class: str
    class_basis: str
    source: str
    fix_time: str = ""
    issues: tuple[str, ...] = ()
    retry: str = ""
    effective: str = ""
    confidence: str = ""
    share_of_rejections: str = ""
    eligibility_note: str = ""
    elsewhere: str = ""
    conflict: str = ""
    equivalents: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """``authority:code``."""
        return f"{self.authority}:{self.code}"

    @cached_property
    def haystack(self) -> str:
        """What a search looks through."""
        words = (self.authority, self.code, self.title, self.cause, self.fix, self.category, *self.issues)
        return " ".join(words).replace("_", " ").casefold() + f" {self.authority}"


def _code(authority: str, entry: dict[str, Any]) -> Code:
    known = {key: entry[key] for key in _OPTIONAL if key in entry}
    return Code(
        authority=authority,
        code=entry["code"],
        title=entry["title"],
        category=entry["category"],
        applies_to=tuple(entry["applies_to"]),
        cause=entry["cause"],
        fix=entry["fix"],
        fields=tuple(entry["fields"]),
        resubmittable=entry["resubmittable"],
        severity_class=entry["class"],
        class_basis=entry["class_basis"],
        source=entry["source"],
        issues=tuple(entry.get("issues", ())),
        equivalents=tuple(entry.get("equivalents", ())),
        **known,
    )


_OPTIONAL = (
    "fix_time",
    "retry",
    "effective",
    "confidence",
    "share_of_rejections",
    "eligibility_note",
    "elsewhere",
    "conflict",
)


def read_codes(authority: str, lines: str) -> dict[str, Code]:
    """Read one authority's file; raises ``RulebookFault`` on a missing key, a double code or an unknown class."""
    codes: dict[str, Code] = {}
    for number, line in enumerate(lines.splitlines(), start=1):
        try:
            code = _code(authority, json.loads(line))
        except (KeyError, TypeError, ValueError) as error:
            raise RulebookFault([f"{authority}, line {number}: {error!r}"]) from error
        if code.key in codes:
            raise RulebookFault([f"{code.key} is there twice"])
        if code.severity_class not in CLASSES or code.class_basis not in {"stated", "inferred"}:
            raise RulebookFault([f"{code.key}: class {code.severity_class} ({code.class_basis})"])
        codes[code.key] = code
    return codes
