"""What a registry's code means for an application: its class, and whether one may submit again after it.

A code is named `authority:code` (`tcr:9106`), because one number means different things at different registries.
Facts come from the rulebook and are copied into the decision, so that an old decision keeps the meaning it had.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from portal.common.errors import WrongInput
from portal.rules.rulebook import Code, load

TERMINAL = "terminal"


@dataclasses.dataclass(frozen=True, slots=True)
class CodeFacts:
    """A code as a decision stores it. ``resubmittable`` is None where no source says; that counts as yes."""

    key: str
    authority: str
    code: str
    title: str
    resubmittable: bool | None
    severity_class: str
    class_basis: str
    fields: tuple[str, ...]

    @property
    def is_terminal(self) -> bool:
        """Whether it blocks resubmission until a reviewer records that its cause is solved (source 004, step 7.6)."""
        return self.severity_class.startswith(TERMINAL)

    @property
    def ends_eligibility(self) -> bool:
        """Whether its registry takes no resubmission after it (source 003: the codes that are not eligible)."""
        return self.resubmittable is False

    def as_dict(self) -> dict[str, Any]:
        """The form in which decisions store it."""
        return {**dataclasses.asdict(self), "fields": list(self.fields)}


def code_facts(key: str) -> CodeFacts:
    """The facts of `authority:code`, or of a bare number where it is clear. Raises WrongInput for an unknown code."""
    rulebook = load()
    try:
        return _facts(rulebook.codes[rulebook.resolve_code(key)])
    except KeyError as error:
        sentence = (
            f"The code directory has no code {key!r}. Choose one from the list, such as tcr:9106, "
            "or describe the reason in the note."
        )
        raise WrongInput(sentence, code="code_unknown", fields={"codes": [sentence]}) from error


def all_facts(keys: Iterable[str]) -> list[CodeFacts]:
    """The facts of several codes, each once, in the order given. Raises WrongInput as ``code_facts``."""
    facts = {fact.key: fact for fact in (code_facts(key) for key in keys if key.strip())}
    return list(facts.values())


def code_choices() -> list[tuple[str, str]]:
    """Every code with its title, for the searchable picker of the decision page."""
    return _choices(load().version)


@lru_cache(maxsize=2)
def _choices(version: str) -> list[tuple[str, str]]:
    return [(key, code.title) for key, code in sorted(load().codes.items())]


def suggested(findings: Iterable[dict[str, Any]]) -> list[CodeFacts]:
    """The codes that findings name, worst findings first, each once; unknown ones are passed over."""
    rank = {"error": 0, "warning": 1}
    ordered = sorted(findings, key=lambda finding: rank.get(str(finding.get("severity")), 2))
    keys = dict.fromkeys(str(key) for finding in ordered for key in finding.get("codes") or [])
    known = load().codes
    return [_facts(known[key]) for key in keys if key in known]


def _facts(code: Code) -> CodeFacts:
    return CodeFacts(
        key=code.key,
        authority=code.authority,
        code=code.code,
        title=code.title,
        resubmittable=code.resubmittable,
        severity_class=code.severity_class,
        class_basis=code.class_basis,
        fields=tuple(code.fields),
    )
