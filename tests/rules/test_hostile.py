"""No input breaks the readers of texts, pages and forms, and none makes them do more than its size is worth."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rules.engine import lint
from portal.rules.facts import controls, pages, policy_signs
from portal.rules.facts.forms import read_form
from portal.rules.facts.pages import read_page
from portal.rules.facts.sharing import judge_sharing
from portal.rules.facts.text import normalize, sentences_of
from portal.rules.inputs import page_subject

SHAPES: dict[str, Callable[[int], str]] = {
    "nested": lambda size: "<div>" * size + "We share." + "</div>" * size,
    "never closed": lambda size: "<b><p>We share your phone number" * size,
    "one character": lambda size: "<p>" + "a" * (size * 20) + "</p>",
    "spaces": lambda size: "<p>not" + " " * (size * 20) + "shared</p>",
    "line ends": lambda size: "<p>we" + "<br>" * size + "share</p>",
    "links": lambda size: "<a href='/privacy'>Privacy</a> " * size,
    "boxes": lambda size: "<form><input type=tel>" + "<label><input type=checkbox> I agree to texts</label>" * size,
    "labels": lambda size: "<form>" + "<label for=p>Phone</label>" * size + "<input type=tel id=p>",
    "bold words": lambda size: "<p>" + "<b>SMS</b>" * size + "</p>",
    "nested titles": lambda size: "<div class=title>SMS<b>x</b>" * size,
    "nested boxes": lambda size: "<form><input type=tel>" + "<div><input type=checkbox>texts" * size,
    "commas": lambda size: "<p>We do not share" + ", phone numbers" * size + " with partners</p>",
    "exceptions": lambda size: "<p>We do not share" + " except but unless" * size + " with partners</p>",
    "brackets": lambda size: "(" * size + "not" + ")" * size,
    "combining marks": lambda size: "<p>n" + "\u0301" * size + "ot shared</p>",
    "quotes": lambda size: "<p>." + '"' * size + " x</p>",
    "list": lambda size: "<p>We do not:</p><ul>" + "<li>share phone numbers</li>" * size + "</ul>",
    "attributes": lambda size: "<input type=tel " + " ".join(f"a{place}=1" for place in range(size)) + ">",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["privacy_policy", "terms", "opt_in_form"])
def test_a_page_of_any_shape_is_judged(kind: str, shape: str) -> None:
    assert lint(kind, {"html": SHAPES[shape](1_500)}).verdict


def work(source: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many characters the readers of one page looked at, counted where every reader passes."""
    seen = 0

    def counted(function: Callable[..., str]) -> Callable[..., str]:
        def count(node: object, *more: object) -> str:
            nonlocal seen
            words = function(node, *more)
            seen += len(words) + 1
            return words

        return count

    with monkeypatch.context() as patch:
        plain = pages.words_of
        patch.setattr(pages, "words_of", counted(plain))
        patch.setattr(controls, "words_of", counted(plain))
        read_form(source)
        policy_signs.read_policy(page_subject("privacy_policy", read_page(source)))
    return seen


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_page_is_no_more_than_twice_the_words(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once, twice = (work(SHAPES[shape](size), monkeypatch) for size in (800, 1_600))
    assert twice <= 3 * once + 20_000


@settings(max_examples=80)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "<li>",
                "<form>",
                "<input type=tel>",
                "<input type=checkbox>",
                "we share",
                "not",
                "except",
                ":",
                ".",
                "<br>",
                "\u00a0",
                "<table><td>",
                "<label for=x>",
                "SMS",
                "<!--",
                "]]>",
                "&#0;",
                "<svg><title>",
            ]
        ),
        max_size=60,
    )
)
def test_no_pile_of_markup_breaks_a_reader(pieces: list[str]) -> None:
    source = " ".join(pieces)
    for kind in ("privacy_policy", "terms", "opt_in_form"):
        assert lint(kind, {"html": source}).verdict


@settings(max_examples=120)
@given(st.text(alphabet="not shared with partners except but we may, :;.()'\"\u2019\u200b\u0430\n", max_size=300))
def test_no_sentence_breaks_the_judge_of_sharing(raw: str) -> None:
    folded = normalize(raw).folded
    judged = judge_sharing(folded)
    assert not (judged.denies and judged.shares)
    assert all(part in folded for part in sentences_of(folded))
