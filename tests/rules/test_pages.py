# ruff: noqa: E501 - texts under test stay whole
"""Policies and forms are read as people see them, and their facts say what is there."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.engine import lint
from portal.rules.facts.pages import read_html, read_page
from portal.rules.kit import GOOD_FORM, GOOD_POLICY


def facts(kind: str, source: str, **more: Any) -> dict[str, Any]:
    report = lint(kind, {"html" if "<" in source else "text": source, **more})
    assert report.facts is not None
    return dict(report.facts)


def test_words_in_bold_stay_in_their_sentence_and_blocks_do_not_run_together() -> None:
    page = read_html("<h2>Sharing</h2><p>We do <b>not</b> share.</p><ul><li>one</li><li>two</li></ul>")
    assert page.text.split("\n") == ["Sharing", "We do not share.", "one", "two"]
    assert page.headings == ("Sharing",)


def test_hidden_words_and_scripts_are_not_read() -> None:
    page = read_html("<script>STOP</script><p hidden>HELP</p><p style='display: none'>START</p><p>Hello</p>")
    assert page.text == "Hello"


def test_markdown_and_plain_text_have_headings_too() -> None:
    assert "SMS Communications" in read_page("# Policy\n\n## SMS Communications\n\nWe text.").headings
    assert "Text Messaging" in read_page("Text Messaging\nWe text you when you opt in.\n").headings


@pytest.mark.source(168, 169, 170, 290)
def test_the_published_section_has_every_fact() -> None:
    seen = facts("privacy_policy", GOOD_POLICY)
    assert seen == {
        "has_sms_section": True,
        "no_third_party_sharing": True,
        "verbatim_sentence": True,
        "shares_for_marketing": False,
        "mentions_stop": True,
        "mentions_help": True,
        "rates_may_apply": True,
        "frequency": True,
        "retention_stated": True,
    }


@pytest.mark.parametrize(
    "markup",
    [
        "<p>SMS consent and phone numbers are NOT shared with third parties.</p>",
        "<p>sms consent and<br>phone numbers are\n   not shared with\u00a0third parties</p>",
        "<details><summary>More</summary>SMS consent and phone numbers are <em>NOT</em> shared with third parties</details>",
        "<p>SMS con\u200bsent and phone numbers are NOT shared with third parties</p>",
    ],
)
@pytest.mark.source(169)
def test_the_required_sentence_is_found_however_it_is_marked_up(markup: str) -> None:
    assert facts("privacy_policy", markup)["verbatim_sentence"] is True


@pytest.mark.source(89)
def test_a_later_sentence_takes_the_promise_back() -> None:
    seen = facts("privacy_policy", GOOD_POLICY + "\n\nWe may share phone numbers with affiliates for marketing.")
    assert seen["shares_for_marketing"] is True
    assert seen["no_third_party_sharing"] is False


def test_a_promise_about_selling_is_no_promise_about_sharing() -> None:
    assert facts("privacy_policy", "We never sell your mobile number.")["no_third_party_sharing"] is False


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("We retain records for 4 years.", True),
        ("Records are kept as long as you are a customer.", True),
        ("We will process deletion requests within 30 days.", False),
        ("Your data is stored securely.", False),
    ],
)
def test_retention_is_told_from_storage(words: str, stated: bool) -> None:
    assert facts("privacy_policy", words)["retention_stated"] is stated


@pytest.mark.source(12, 13, 14, 15, 16, 17, 18, 206, 207, 289)
def test_a_sound_form_has_every_fact() -> None:
    seen = facts("opt_in_form", GOOD_FORM, brand={"legal_name": "Acme"})
    off = {"phone_required", "checkbox_prechecked", "checkbox_required", "bundled_with_email", "bundled_with_calls"}
    assert {name for name, value in seen.items() if not value} == off


@pytest.mark.source(207, 210)
@pytest.mark.parametrize(
    ("before", "after", "fact"),
    [
        ('id="c"', 'id="c" checked', "checkbox_prechecked"),
        ('id="c"', 'id="c" CHECKED="checked"', "checkbox_prechecked"),
        ('id="c"', 'id="c" checked="false"', "checkbox_prechecked"),
        ('id="c"', 'id="c" required', "checkbox_required"),
        ('type="tel"', 'type="tel" required', "phone_required"),
        ("text messages from", "text messages and phone calls from", "bundled_with_calls"),
        ("text messages from", "text messages and emails from", "bundled_with_email"),
    ],
)
def test_a_fault_in_the_markup_is_seen(before: str, after: str, fact: str) -> None:
    assert facts("opt_in_form", GOOD_FORM)[fact] is False
    assert facts("opt_in_form", GOOD_FORM.replace(before, after, 1))[fact] is True


def test_a_phone_field_is_known_by_name_label_or_placeholder() -> None:
    for field in ('<input name="mobile_number">', "<label>Cell phone <input></label>", '<input placeholder="Phone">'):
        assert facts("opt_in_form", f"<form>{field}</form>")["phone_field"] is True
    assert facts("opt_in_form", '<form><input name="fax_phone"><input name="email"></form>')["phone_field"] is False


def test_small_print_right_outside_the_form_belongs_to_it() -> None:
    markup = (
        '<div><form><input type="tel"><label><input type="checkbox"> Yes, text me offers from Acme.</label></form>'
        "<p>Message frequency varies. Msg &amp; data rates may apply. Reply STOP to opt out.</p></div>"
    )
    seen = facts("opt_in_form", markup)
    assert seen["stop"]
    assert seen["rates"]
    assert seen["consent_checkbox"]
