"""What people say in other words than the usual ones: one table a fact, each with its likenesses."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.engine import lint

PROMISES = (
    "Under no circumstances do we share consent to texts.",
    "Nobody else gets your number.",
    "We don't hand it to any other company: your cell number stays here.",
    "Third parties do not have access to opt-in data.",
    "We never let affiliates use your mobile number for their marketing.",
    "Sharing of mobile numbers with third parties is strictly prohibited.",
    "We may share your number with vendors who deliver our texts, but never for their own marketing.",
    "Numbers provided for texts are not leased or otherwise shared.",
)
GIVES = (
    "Our lending partners may contact you at the number you left.",
    "Affiliates may use your details to send you news of their own products.",
    "We sell leads to roofers.",
    "Up to four matched contractors may call or text you with quotes.",
    "We disclose identifiers to advertising networks for targeted advertising.",
    "We share your contact details with lenders who may call you about loans, even if you are on a Do Not Call list.",
    "We may disclose it to affiliates, to market their products to you if you have not opted out.",
    "Those with whom we share it may use it to market their services.",
    "We may pass your name, phone and e-mail on to up to three participating dealers.",
)
NEITHER = (
    "Our partners may contact you on our behalf to schedule the installation.",
    "Doctors may text you about your visit.",
    "Third parties may set cookies.",
    "We hand out flyers at fairs.",
    "We license our software from third parties.",
    "Other sites may share data with advertisers; we do not control them.",
    "Nobody here reads your texts to us.",
)
KEEPS = (
    "We delete inactive accounts after 12 months.",
    "Your number remains on file until you opt out.",
    "Application files are destroyed after three years.",
    "Entries of the contact form: we store them for 90 days.",
    "<h2>How long do you keep my info?</h2><p>As our schedule says.</p>",
)
KEEPS_NOTHING = (
    "Children under 13 years: we do not keep what they tell us.",
    "If you opt out we take you off the list within 24 hours.",
    "We delete it within 30 days of your request.",
    "Our store is open for five years.",
)
OFTEN = (
    "Texts, at most four each month.",
    "We text twice a week.",
    "How often we text depends on your orders.",
    "Message volume varies.",
)
NOT_OFTEN = ("You can text us daily.", "Rates vary.", "We review this policy once a year.")


def _policy(fact: str, words: str) -> bool:
    page = f"<h1>Privacy policy</h1><p>What we do with what you tell us.</p><h2>Text messages</h2><p>{words}</p>"
    return bool((lint("privacy_policy", {"html": page}).facts or {})[fact])


@pytest.mark.parametrize("words", PROMISES)
def test_a_promise_is_heard_in_other_words(words: str) -> None:
    assert _policy("no_third_party_sharing", words)
    assert not _policy("shares_for_marketing", words)


@pytest.mark.parametrize("words", GIVES)
def test_giving_to_others_is_heard_without_the_word_share(words: str) -> None:
    assert _policy("shares_for_marketing", words)
    assert not _policy("no_third_party_sharing", words)


@pytest.mark.parametrize("words", NEITHER)
def test_what_others_do_for_us_is_neither(words: str) -> None:
    assert not _policy("shares_for_marketing", words)
    assert not _policy("no_third_party_sharing", words)


def test_a_list_below_a_heading_about_sharing_is_read_with_it() -> None:
    page = "<h2>How we disclose information</h2><ul><li>With marketing partners, to advertise to you.</li></ul>"
    assert (lint("privacy_policy", {"html": page}).facts or {})["shares_for_marketing"]


@pytest.mark.parametrize(
    ("fact", "words", "expected"),
    [
        *(("retention_stated", words, True) for words in KEEPS),
        *(("retention_stated", words, False) for words in KEEPS_NOTHING),
        *(("frequency", words, True) for words in OFTEN),
        *(("frequency", words, False) for words in NOT_OFTEN),
        ("rates_may_apply", "You bear any fees your carrier charges.", True),
        ("rates_may_apply", "Late charges may apply.", False),
    ],
)
def test_terms_of_the_program_are_heard_in_other_words(fact: str, words: str, expected: bool) -> None:
    assert _policy(fact, words) is expected


MESSAGES: tuple[tuple[str, bool, tuple[str, ...]], ...] = (
    ("has_opt_out", True, ("Stop2End", "Reply QUIT to opt out", "Opt out: STOP", "Responda STOP para cancelar")),
    ("has_opt_out", False, ("Reply END when your shift is over", "Text MOVE to cancel or move your visit")),
    ("promotional", True, ("Just for you: $10 off brakes", "0% APR till May", "Buy 2, get 1 free", "Kids eat free")),
    ("promotional", True, ("Wings on Tuesday from just $5", "Only 3 left in your size", "15% de descuento hoy")),
    ("promotional", False, ("Your free trial ends Friday", "Sale of your home closes today", "Your copay is $20")),
    ("placeholders", True, ("Hi (name), the car is ready.", "Dear (guest), see you at 3.")),
    ("placeholders", False, ("Bring your card (both sides).",)),
)


@pytest.mark.parametrize(
    ("fact", "expected", "text"), [(fact, said, text) for fact, said, texts in MESSAGES for text in texts]
)
def test_a_message_is_read_in_other_words(fact: str, expected: bool, text: str) -> None:
    assert (lint("sample_message", {"text": f"Harbor: {text}"}).facts or {})[fact] is expected


def _form(inside: str, behind: str = "") -> dict[str, Any]:
    page = f"<body><form><input type=tel name=phone>{inside}<button>Go</button></form>{behind}</body>"
    return dict(lint("opt_in_form", {"html": page}).facts or {})


@pytest.mark.parametrize(
    ("fact", "words", "expected"),
    [
        ("not_condition_of_purchase", "You don't have to agree to texts to receive services.", True),
        ("not_condition_of_purchase", "Consent to texts is required to complete your purchase.", False),
        ("bundled_with_calls", "I agree to calls, prerecorded messages and SMS from Harbor.", True),
        ("bundled_with_calls", "I agree to be called and texted by Harbor.", True),
        ("bundled_with_calls", "I agree to texts from Harbor about calls for papers.", False),
        ("bundled_with_email", "I agree to receive text messages (SMS/MMS) and emails from Harbor.", True),
        ("bundled_with_email", "I agree to receive text messages (SMS) from Harbor. We answer emails.", False),
        ("brand", "May Nova Dental text you? Reply STOP to end.", True),
        ("brand", "Rosie's Flowers will text you when your bouquet is ready.", True),
        ("brand", "We will text you when your bouquet is ready.", False),
        ("message_type", "I agree to SMS coupons.", True),
    ],
)
def test_consent_words_are_read_in_other_words(fact: str, words: str, expected: bool) -> None:
    assert _form(f"<p>{words}</p>")[fact] is expected


def test_fine_print_behind_the_form_belongs_to_it() -> None:
    facts = _form("", "<p>Signing up you agree to get texts from Taco Stop, 4 a month. Reply STOP to end.</p>")
    assert [facts[name] for name in ("brand", "stop", "frequency")] == [True] * 3


def test_a_box_that_a_script_ticks_is_prechecked() -> None:
    box = "<input type=checkbox id=ok name=sms><label for=ok>I agree to texts from Harbor.</label>"
    assert not _form(box)["checkbox_prechecked"]
    assert _form(box, "<script>document.getElementById('ok').checked = true;</script>")["checkbox_prechecked"]


def test_the_words_behind_a_bare_box_are_its_label() -> None:
    facts = _form("<input type=checkbox name=ok><span>I agree to texts from Harbor about events.</span>")
    assert [facts[name] for name in ("consent_checkbox", "brand", "message_type")] == [True] * 3
    assert not _form("<input type=checkbox name=ok><span>Call me back.</span>")["consent_checkbox"]


def test_a_star_before_the_phone_field_makes_it_required_and_not_the_box() -> None:
    phone = "<div><p>Phone<b>*</b></p></div><div><input type=tel name=p></div>"
    page = f"<form>{phone}<div><input type=checkbox name=sms> I agree to texts from Harbor.</div></form>"
    facts = lint("opt_in_form", {"html": page}).facts or {}
    assert facts["phone_required"]
    assert not facts["checkbox_required"]


def test_a_balanced_mixture_leads_and_a_lone_offer_does_not() -> None:
    def first(text: str) -> str:
        return str((lint("campaign_description", {"text": text}).facts or {})["use_cases"][0]["code"])

    assert first("Nova Gym texts members class reminders, billing notices and special offers.") == "MIXED"
    assert first("Nova Gym texts members weekly deals and discount codes.") == "MARKETING"
