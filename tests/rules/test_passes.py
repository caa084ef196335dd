# ruff: noqa: SIM905 - a word list reads better as words
"""What is spared by a quick look beforehand would have said nothing: sentences, lines, characters beyond ASCII."""

from __future__ import annotations

import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rules.engine import lint
from portal.rules.facts.pages import read_html
from portal.rules.facts.patterns import every_pattern
from portal.rules.facts.sharing import judge_sharing, on_sharing
from portal.rules.facts.text import normalize, sentences_of

_WORDS = st.sampled_from(
    "we|may|will|not|never|no|zero|share|sell|disclose|provide|rent|receive|your|the|mobile|numbers|information|data|to"
    "|with|third parties|partners|affiliates|(such as|companies)|advertisers|nobody|for marketing purposes|except|but"
    "|unless|excluding|leads|local dealers|text messages|who contact you|offers|,|;|:|.|our|in|any|-|and|or".split("|")
)
_BEYOND = st.sampled_from(
    "©|é|í|\u200b|\u0430|\U0001f697|\x7f|?|reply stop|envíe alto|© 2026|harbor.com|sms|.|,".split("|")
)


@settings(max_examples=400)
@given(st.lists(_WORDS, max_size=16).map(" ".join), st.booleans())
def test_a_sentence_that_is_passed_over_says_nothing_about_sharing(sentence: str, mobile: bool) -> None:
    judged = judge_sharing(sentence, mobile=mobile)
    if judged.denies or judged.shares:
        assert on_sharing(["a line before", sentence]) == {1}


@settings(max_examples=60)
@given(st.lists(_BEYOND, max_size=12).map(" ".join))
def test_a_pattern_finds_the_same_places_whatever_letters_stand_between(words: str) -> None:
    lint("campaign", {"brand": "Acme", "description": "Acme sends offers.", "sample_messages": ["Acme: hi"]})
    for one in every_pattern():
        found = [(match.span(), match.group()) for match in one.finditer(words)]
        assert found == [(match.span(), match.group()) for match in re2.finditer(one.expression, words)]


def test_a_page_is_folded_alike_wherever_its_odd_characters_stand() -> None:
    body = "We text you. " * 100
    for place in range(0, 700, 7):
        raw = f"{body[:place]}\u00a0 \u2019\n{body[place:]}"
        folded = normalize(raw)
        assert folded.plain.replace("'", "").split() == f"{body[:place]} {body[place:]}".split()
        assert raw[folded.origin(folded.plain.index("'"))] == "\u2019"


def test_what_no_visitor_sees_is_left_out_whatever_brackets_it_holds() -> None:
    page = (
        "<p title='a>b \"<i>'>One.<!-- <p>no</p> > --><script>if (a<b) {'</p>'}</script><br>Two.</p>"
        "<div style='display: none'><div>no</div></div><svg><title>no</title></svg><br hidden>Three."
        "<p val<!-- x>Four.</p><!-- -->"
    )
    assert read_html(page).text == "One.\nTwo.\nThree.\nFour."


def test_sentences_end_at_marks_lines_and_bullets() -> None:
    text = 'One. "Two!" Three?\nfour • five; six.seven\n• eight'
    assert sentences_of(text) == ["One.", '"Two!', "Three?", "four", "five;", "six.seven", "• eight"]
