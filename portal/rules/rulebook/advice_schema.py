"""Checks of the documents behind advice: the factors of trust, and symptoms with their causes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from portal.rules.rulebook.codes import Code

Documents = Mapping[str, Mapping[str, Any]]


def check_advice(documents: Documents, codes: Mapping[str, Code], papers: frozenset[str]) -> Iterator[str]:
    """Every fault of the documents behind advice."""
    yield from _trust(documents)
    yield from _remediation(documents, codes, papers)
    yield from _symptoms(documents, codes)


def _trust(documents: Documents) -> Iterator[str]:
    book = documents["trust_factors"]
    known = {entry["code"] for entry in documents["use_cases"]["use_cases"]}
    if len(book["factors"]) != 7:
        yield f"trust factors: {len(book['factors'])}, the source names seven"
    for entry in (*book["factors"], *book["risks"]):
        least, most = entry["points"]
        if least > most:
            yield f"trust factor {entry['slug']}: points {least} to {most}"
    rated = [code for risk in book["risks"] for code in risk["use_cases"]]
    if sorted(rated) != sorted(known):
        yield f"trust factors: use cases rated not once: {sorted(set(rated) ^ known) or sorted(rated)}"


def _remediation(documents: Documents, codes: Mapping[str, Code], papers: frozenset[str]) -> Iterator[str]:
    book = documents["remediation"]
    causes = {cause["slug"] for cause in book["causes"]}
    issues = set(documents["issues"]["issues"])
    fields = set(documents["fields"]["fields"])
    yield from (
        f"remediation: no cause {code.category} ({code.key})" for code in codes.values() if code.category not in causes
    )
    for cause in book["causes"]:
        yield from (
            f"remediation {cause['slug']}: unknown paper {name}" for name in cause["papers"] if name not in papers
        )
    for task in (task for phase in book["phases"] for task in phase["tasks"]):
        for slot in task["slots"]:
            known = {"paper": papers, "field": fields, "text": {slot["name"]}}[slot["kind"]]
            if slot["name"] not in known:
                yield f"remediation: unknown {slot['kind']} {slot['name']}"
    yield from (f"remediation: unknown code {key}" for key in book["first"] if key not in codes)
    for entry in book["follows"]:
        wrong = {*entry["issues"], *entry["on"]} - issues
        if wrong or entry["cause"] not in causes:
            yield f"remediation follows {entry['cause']}: {sorted(wrong)}"


def _symptoms(documents: Documents, codes: Mapping[str, Code]) -> Iterator[str]:
    book = documents["symptoms"]
    issues = set(documents["issues"]["issues"])
    causes = {cause["slug"] for cause in book["causes"]}
    for cause in book["causes"]:
        name = f"cause {cause['slug']}"
        yield from (f"{name}: unknown code {key}" for key in cause["codes"] if key not in codes)
        yield from (f"{name}: unknown issue {slug}" for slug in cause["issues"] if slug not in issues)
        if not cause["steps"]:
            yield f"{name}: no steps"
    for symptom in book["symptoms"]:
        name = f"symptom {symptom['slug']}"
        yield from (f"{name}: unknown cause {slug}" for slug in symptom["causes"] if slug not in causes)
        if not symptom["words"] or not symptom["causes"]:
            yield f"{name}: no words or no causes"
    for question in book["questions"]:
        for option in question["options"]:
            yield from (
                f"question {question['slug']}: unknown cause {slug}" for slug in option["causes"] if slug not in causes
            )
