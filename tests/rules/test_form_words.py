"""The words of an opt-in form: what a check keeps of them, and when they are those that are registered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.rules.advice.form_words import same_words
from portal.rules.kit import GOOD_CONSENT, GOOD_FORM
from portal.rules.web_facts import RenderedPage
from tests.rules.test_website import DRAWN, SOUND, judged, site

PROMISED = "I agree to receive promotional text messages from Acme."


def words_of(*rendered: RenderedPage) -> str:
    return " ".join(judged(replace(site(*SOUND), rendered=rendered))["opt_in.form"].facts["consent_words"])


def test_the_words_are_kept_as_a_browser_had_them_or_else_as_the_markup_has_them() -> None:
    assert PROMISED in words_of()
    scripted = words_of(replace(DRAWN, html=GOOD_FORM.replace("promotional", "appointment")))
    assert PROMISED.replace("promotional", "appointment") in scripted
    assert PROMISED not in scripted


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        (GOOD_CONSENT.upper().replace(" ", "\n"), True),
        (GOOD_CONSENT.replace("at https://acme.com/privacy", "").replace("at https://acme.com/terms", ""), True),
        ("Message and data rates may apply. " + GOOD_CONSENT.replace("Message and data rates may apply. ", ""), True),
        (GOOD_CONSENT.split(". ")[0], True),
        (GOOD_CONSENT.replace("promotional", "appointment"), False),
        (GOOD_CONSENT.replace("4 messages", "9 messages"), False),
        ("I consent to receive", False),
        ("", False),
    ],
)
def test_case_marks_addresses_and_order_do_not_make_another_wording_but_words_do(shown: str, same: bool) -> None:
    assert same_words(GOOD_CONSENT, shown) is same
