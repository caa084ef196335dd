"""From symptoms to likely causes, their codes and the next steps.

Symptoms come as a few answers, as free text, or as error numbers within it. Each speaks for causes with a weight of
the rulebook; a number speaks for every cause that has its code or its problem. Nothing is ruled out, only ranked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from portal.rules.advice.remediation import Plan, group_codes, spellings_in
from portal.rules.facts.patterns import Pattern, any_word
from portal.rules.facts.text import normalize
from portal.rules.rulebook import Code, load

LONGEST: Final = 20_000
"""Characters of free text that are read; a description of a fault is shorter."""
_NUMBER_WEIGHT: Final = 10


@dataclass(frozen=True, slots=True)
class Likely:
    """A likely cause: its share of all weight (0..1), what spoke for it, codes it goes with, and the next steps.

    ``tool`` names the public tool that helps with it, or is empty.
    """

    slug: str
    title: str
    share: float
    because: tuple[str, ...]
    codes: tuple[Code, ...]
    steps: tuple[str, ...]
    tool: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Likely causes, best first; codes that were named; and the plan for those codes and the likeliest causes."""

    causes: tuple[Likely, ...]
    named: tuple[Code, ...]
    symptoms: tuple[str, ...]
    plan: Plan


def questions() -> tuple[Mapping[str, Any], ...]:
    """The questionnaire: each question with ``slug``, ``text`` and ``options`` (``slug``, ``label``)."""
    return tuple(load().documents["symptoms"]["questions"])


def diagnose(text: str = "", answers: Mapping[str, str] | None = None, *, most: int = 5) -> Diagnosis:
    """Likely causes of what is told. ``answers`` are options by question; unknown ones are left out."""
    weights: dict[str, int] = {}
    because: dict[str, dict[str, None]] = {}

    def speak(causes: Mapping[str, int], why: str) -> None:
        for cause, weight in causes.items():
            weights[cause] = weights.get(cause, 0) + weight
            because.setdefault(cause, {})[why] = None

    text = text[:LONGEST]
    for option in _options(answers or {}):
        speak(option["causes"], str(option["label"]))
    seen = _seen(text)
    for symptom in seen:
        speak(symptom["causes"], str(symptom["title"]))
    named = _named(text)
    for code in named:
        speak(_causes_of(code), f"{code.code}: {code.title}")
    causes = _ranked(weights, because, most)
    keys = [code.key for code in named] or _likeliest(causes[:2])
    return Diagnosis(causes, tuple(named), tuple(str(one["title"]) for one in seen), group_codes(keys))


def _likeliest(causes: tuple[Likely, ...]) -> list[str]:
    """Codes of the registry that these causes draw; of causes that draw none, the first other code each."""
    registry = [code.key for cause in causes for code in cause.codes if code.authority == "tcr"]
    return registry or [cause.codes[0].key for cause in causes if cause.codes]


def _options(answers: Mapping[str, str]) -> list[Mapping[str, Any]]:
    return [
        option
        for question in questions()
        for option in question["options"]
        if answers.get(question["slug"]) == option["slug"]
    ]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Mapping[str, Any], Pattern], ...]:
    return tuple(
        (symptom, any_word(tuple(sorted(symptom["words"], key=len, reverse=True))))
        for symptom in load().documents["symptoms"]["symptoms"]
    )


def _seen(text: str) -> list[Mapping[str, Any]]:
    folded = normalize(text).folded
    return [symptom for symptom, words in _patterns() if words.search(folded)]


def _named(text: str) -> list[Code]:
    """Codes that the text names by a number of at least three digits or in full."""
    rulebook = load()
    found: dict[str, Code] = {}
    for spelling in spellings_in(text):
        digits = sum(character.isdigit() for character in spelling)
        if digits < 3 and ":" not in spelling and "_" not in spelling:
            continue
        try:
            key = rulebook.resolve_code(spelling)
        except KeyError:
            continue
        found[key] = rulebook.codes[key]
    return list(found.values())


def _causes_of(code: Code) -> dict[str, int]:
    found = {}
    for cause in load().documents["symptoms"]["causes"]:
        if code.key in cause["codes"] or set(code.issues) & set(cause["issues"]):
            found[str(cause["slug"])] = _NUMBER_WEIGHT if code.key in cause["codes"] else _NUMBER_WEIGHT // 2
    return found


def _ranked(weights: Mapping[str, int], because: Mapping[str, Mapping[str, None]], most: int) -> tuple[Likely, ...]:
    rulebook = load()
    entries = {cause["slug"]: cause for cause in rulebook.documents["symptoms"]["causes"]}
    total = sum(weights.values())
    best = sorted(weights, key=lambda slug: -weights[slug])[:most]
    return tuple(
        Likely(
            slug=slug,
            title=str(entries[slug]["title"]),
            share=round(weights[slug] / total, 2),
            because=tuple(because[slug]),
            codes=tuple(rulebook.codes[key] for key in entries[slug]["codes"]),
            steps=tuple(entries[slug]["steps"]),
            tool=str(entries[slug]["tool"]),
        )
        for slug in best
    )
