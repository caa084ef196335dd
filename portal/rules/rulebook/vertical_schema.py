"""Checks of the table of verticals: every industry has papers, use cases, templates and codes that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from portal.rules.rulebook.codes import Code

_SEVERITIES = {"error", "warning", "advice"}


def check_verticals(
    documents: Mapping[str, Mapping[str, Any]], codes: Mapping[str, Code], papers: Collection[str]
) -> Iterator[str]:
    """Every fault found in ``verticals``."""
    use_cases = {entry["code"] for entry in documents["use_cases"]["use_cases"]}
    templates = {entry["slug"] for entry in documents["templates"]["consents"]} | {""}
    windows = {entry["slug"] for entry in documents["brand_windows"]["windows"]} | {""}
    for entry in documents["verticals"]["verticals"]:
        name = f"vertical {entry['slug']}"
        messages = entry["messages"]
        yield from _unknown(name, "use case", entry["use_cases"], use_cases)
        yield from _unknown(name, "paper", entry["papers"], papers)
        yield from _unknown(name, "template", [entry["consent_template"]], templates)
        yield from _unknown(name, "window", [entry["brand_window"]], windows)
        yield from _unknown(name, "code", [*entry["codes"], *_codes_of(messages)], codes)
        yield from _unknown(name, "use case", [one for message in messages for one in message["use_cases"]], use_cases)
        yield from _unknown(name, "severity", [message["severity"] for message in messages], _SEVERITIES)
        if not (entry["overlays"] and entry["use_cases"] and entry["never"] and entry["source"]):
            yield f"{name}: overlays, use cases, what is never sent or the source is empty"
    yield from _scrutiny(documents, papers)


def check_toll_free(documents: Mapping[str, Mapping[str, Any]], codes: Mapping[str, Code]) -> Iterator[str]:
    """Every fault found in ``toll_free``: uses that are refused without a category of words, codes nobody has."""
    categories = {entry["slug"] for entry in documents["prohibited"]["categories"]}
    book = documents["toll_free"]
    for heading, slugs in book["ineligible"].items():
        yield from _unknown(f"toll_free: {heading}", "category", slugs, categories)
    wanted = [f"toll_free_aggregator:{code}" for code in book["codes_without_stated_eligibility"]]
    yield from _unknown("toll_free", "code", wanted, codes)


def _scrutiny(documents: Mapping[str, Mapping[str, Any]], papers: Collection[str]) -> Iterator[str]:
    categories = {entry["slug"] for entry in documents["prohibited"]["categories"]}
    for entry in documents["verticals"]["scrutiny"]:
        yield from _unknown("scrutiny", "category", [entry["category"]], categories)
        yield from _unknown(f"scrutiny {entry['category']}", "paper", entry["papers"], papers)
        if not entry["words"] or not entry["discloses"]:
            yield f"scrutiny {entry['category']}: nothing to disclose"


def _codes_of(messages: list[Mapping[str, Any]]) -> list[str]:
    return [code for message in messages for code in message["codes"]]


def _unknown(name: str, what: str, values: Collection[str], known: Collection[str]) -> Iterator[str]:
    for value in values:
        if value not in known:
            yield f"{name}: unknown {what} {value}"
