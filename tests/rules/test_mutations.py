"""Every fact against twenty texts and more on either side, in words that nobody tuned the patterns for."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.engine import lint
from tests.rules.mutations import forms, messages, policies
from tests.rules.mutations.no_sharing import FORMS, MEANINGS, PROMISES

FEWEST = 20


def cases(kind: str, table: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]]) -> list[Any]:
    return [
        pytest.param(kind, fact, text, expected, id=f"{fact}-{'yes' if expected else 'no'}-{place}")
        for fact, (positive, negative) in table.items()
        for expected, texts in ((True, positive), (False, negative))
        for place, text in enumerate(texts)
    ]


def facts_of(kind: str, text: Any) -> dict[str, Any]:
    data = text if isinstance(text, dict) else {"html" if "<" in text and kind != "sample_message" else "text": text}
    return dict(lint(kind, data).facts or {})


@pytest.mark.source(167, 168, 169, 170, 206, 207, 289, 290)
@pytest.mark.parametrize(
    ("kind", "fact", "text", "expected"),
    [
        *cases("privacy_policy", policies.FACTS),
        *cases("opt_in_form", forms.FACTS),
        *cases("sample_message", messages.FACTS),
    ],
)
def test_a_fact_is_told_from_its_likeness(kind: str, fact: str, text: Any, expected: bool) -> None:
    assert facts_of(kind, text)[fact] is expected


def test_every_fact_has_its_table() -> None:
    tables = {"privacy_policy": policies.FACTS, "opt_in_form": forms.FACTS, "sample_message": messages.FACTS}
    for kind, table in tables.items():
        told = {name for name, value in facts_of(kind, "Acme: hello").items() if isinstance(value, bool)}
        assert told - {"verbatim_sentence", "clear"} <= set(table)
        assert all(len(positive) + len(negative) >= FEWEST for positive, negative in table.values())


@pytest.mark.source(89, 169)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("promise", PROMISES)
def test_the_promise_stays_one_however_it_is_written(promise: str, form: str) -> None:
    seen = facts_of("privacy_policy", FORMS[form](promise))
    assert (seen["no_third_party_sharing"], seen["shares_for_marketing"]) == (True, False)


@pytest.mark.source(89, 169)
@pytest.mark.parametrize("meaning", MEANINGS)
@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_that_is_none_is_not_taken_for_one(promise: str, meaning: str) -> None:
    seen = facts_of("privacy_policy", MEANINGS[meaning](promise))
    assert (seen["no_third_party_sharing"], seen["shares_for_marketing"]) == (False, True)


@pytest.mark.source(169)
@pytest.mark.parametrize("form", sorted(set(FORMS) - {"in brackets"}))
def test_the_required_sentence_is_found_in_every_form(form: str) -> None:
    assert facts_of("privacy_policy", FORMS[form](PROMISES[2]))["verbatim_sentence"] is True
    assert facts_of("privacy_policy", FORMS[form](PROMISES[1]))["verbatim_sentence"] is False
