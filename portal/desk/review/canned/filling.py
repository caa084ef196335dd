"""What stands in a canned note for its names in braces, in one registration or in each of many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from portal.common.actor import Actor
from portal.desk.review.reading import SEVERITIES, bare
from portal.lifecycle import selectors
from portal.lifecycle.models import Application
from portal.rules.questions import answer_name
from portal.rules.rulebook import load

PLACEHOLDERS: Final = ("business", "field", "code", "reference", "reviewer")
"""Names in braces that are replaced when a note is inserted or sent to many."""
_BRACED: Final = re.compile(r"\{([^{}]*)\}")


def filled(text: str, **names: str) -> str:
    """The text with its placeholders replaced; one that has no value here stays as it is, for the reviewer to see."""
    return _BRACED.sub(lambda found: names.get(found[1]) or found[0], text)


def unknown_in(text: str) -> list[str]:
    """The names in braces that are no placeholders."""
    return [name for name in _BRACED.findall(text) if name not in PLACEHOLDERS]


def left_in(text: str) -> list[str]:
    """The placeholders that a text still has."""
    return [name for name in _BRACED.findall(text) if name in PLACEHOLDERS]


def names_of(application: Application, actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """Placeholder -> what stands for it in a note of these codes to the business of the application."""
    return {
        "business": str(application.organization),
        "reference": application.reference,
        "reviewer": actor.label,
        "field": _fields_of(application, set(codes)),
    }


def _fields_of(application: Application, codes: set[str]) -> str:
    """The fields by name at which the last submission's findings draw the codes; else those that the directory names
    for the codes; else those of all its findings.
    """
    submission = selectors.last_submission(application)
    findings = [f for f in (submission.findings if submission else []) if f.get("severity") in SEVERITIES]
    drawn = [f for f in findings if codes & set(f.get("codes") or ())]
    named = [field for key in sorted(codes) if (code := load().codes.get(key)) for field in code.fields]
    fields = _at(drawn) or named or _at(findings)
    return ", ".join(dict.fromkeys(answer_name(field) for field in fields))


def _at(findings: Iterable[dict[str, object]]) -> list[str]:
    return [bare(str(finding["field"])) for finding in findings if finding.get("field")]
