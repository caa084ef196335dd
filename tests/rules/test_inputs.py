"""Whatever stands in an input object, the linter answers with a report or with one line that says what is wrong."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz.targets import TARGETS, seeds
from portal.rules import subjects
from portal.rules.engine import KINDS, UnreadableInput, lint
from portal.rules.inputs import PAGE_KINDS
from portal.rules.profiles import PROFILES
from portal.rules.registry import all_rules

SAMPLES = {sample["kind"]: sample for rule in all_rules() for sample in (*rule.bad, *rule.good)}
SHAPES = [one for one in vars(subjects).values() if isinstance(one, type) and is_dataclass(one)]
NAMES = sorted({one.name for shape in SHAPES for one in fields(shape)} | {"kind", "html", "markdown", "website", "id"})
words = st.text(max_size=30) | st.sampled_from(
    ["STOP", "\ud800", "\x00", "http://", "12-3456789", "<p>", "true", "NaN"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words | st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=10,
)


def judged(kind: str, data: Any, **more: Any) -> None:
    """The report can be written as JSON and UTF-8, or the refusal is one line."""
    try:
        report = lint(kind, data, **more)
    except UnreadableInput as refusal:
        told = str(refusal)
    else:
        told = json.dumps(report.as_dict(), ensure_ascii=False, allow_nan=False)
    assert "\n" not in told
    told.encode()


@settings(max_examples=400)
@given(kind=st.sampled_from(sorted(SAMPLES)), name=st.sampled_from(NAMES), value=values)
def test_any_value_in_any_field_of_any_kind_is_judged_or_refused(kind: str, name: str, value: Any) -> None:
    judged(kind, {**SAMPLES[kind], name: value})


@settings(max_examples=200)
@given(kind=st.sampled_from(sorted(SAMPLES)), data=st.dictionaries(st.sampled_from(NAMES), values, max_size=6))
def test_any_object_of_any_kind_is_judged_or_refused(kind: str, data: dict[str, Any]) -> None:
    judged(kind, data)


@settings(max_examples=100)
@given(kind=values, data=values)
def test_a_kind_and_an_input_that_are_none_are_refused(kind: Any, data: Any) -> None:
    judged(kind, data)


@settings(max_examples=100)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    context=st.dictionaries(st.sampled_from(["on", "today", "campaigns", "reseller", "channel"]), values, max_size=4),
    profile=st.sampled_from(sorted(PROFILES)),
)
def test_any_context_is_used_or_refused(kind: str, context: dict[str, Any], profile: str) -> None:
    judged(kind, SAMPLES[kind], context=context, profile=profile)


@settings(max_examples=100)
@given(source=st.lists(st.sampled_from(["<form>", "<label for=p>", "<input type=tel id=p>", "SMS ", "STOP. "]) | words))
@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_any_page_is_judged(kind: str, source: list[str]) -> None:
    judged(kind, {"kind": kind, "html": "".join(source)})


@pytest.mark.parametrize("name", sorted(TARGETS))
@settings(max_examples=60)
@given(data=st.binary(max_size=300))
def test_what_is_fuzzed_takes_any_bytes(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_fuzzing_starts_from_the_samples_of_the_rules(name: str) -> None:
    found = list(seeds(name))
    assert len(found) > 20
    for seed in found[::15]:
        TARGETS[name](seed)
