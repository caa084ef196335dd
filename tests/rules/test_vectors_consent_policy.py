# ruff: noqa: E501 - texts under test stay whole
"""Vectors of consent wordings and forms: each limit on both sides of its edge."""

from __future__ import annotations

from typing import Any

import pytest

from portal.rules.engine import lint
from portal.rules.kit import ACME, GOOD_CONSENT, GOOD_FORM
from portal.rules.result import Finding, Verdict

# One text for each template of source 004, step 5.1: the same elements are there and the same ones are missing.
PROMOTIONAL = (
    "Yes, text me promotional messages from Acme at the number above. Up to 4 messages a month. Message and data rates may "
    "apply. Reply STOP to leave or HELP for help. Privacy policy: acme.com/privacy. Terms: acme.com/terms. Consent is not "
    "a condition of purchase."
)
TRANSACTIONAL = (
    "By giving your phone number you agree to get confirmations of your order, shipping updates and account notices from "
    "Acme by text. Message and data rates may apply. Reply STOP to opt out. Privacy policy: acme.com/privacy."
)
COMBINED = (
    "I agree to get both kinds of text messages from Acme: order confirmations, about 3 messages for each order, and "
    "promotional messages with sales and offers, up to 4 messages a month. Message and data rates may apply. Text STOP to "
    "end the promotional messages or STOPALL to end all of them. HELP for help."
)
HEALTH = (
    "Text me appointment reminders and news about my healthcare from GreenLeaf Dental at the number above. How many "
    "messages you get follows your care plan, so message frequency varies. Message and data rates may apply. Reply STOP to "
    "leave or HELP for help. Privacy Policy (with our HIPAA notice): greenleaf.com/privacy."
)
SPOKEN = (
    "One more thing before we go on: Acme may text you reminders of your appointments. Message and data rates may apply, "
    "and replying STOP to any of the texts ends them. Do you agree to get text messages from us?"
)


def drawn(kind: str, **data: Any) -> dict[str, Finding]:
    """The findings by rule; the first of each."""
    profile = data.pop("profile", "as_documented")
    return {found.rule: found for found in reversed(lint(kind, data, profile=profile).findings)}


def wording(text: str, **more: Any) -> dict[str, Finding]:
    return drawn("opt_in_wording", text=text, **more)


def form(html: str, **more: Any) -> dict[str, Finding]:
    return drawn("opt_in_form", html=html, **more)


def policy(markdown: str, **more: Any) -> dict[str, Finding]:
    return drawn("privacy_policy", markdown=markdown, **more)


@pytest.mark.source(216)
@pytest.mark.entry("optin-template-promotional", "optin-five-elements")
def test_the_promotional_template_passes_every_rule() -> None:
    assert wording(PROMOTIONAL, brand=ACME, purpose="marketing", use_case="MARKETING") == {}


@pytest.mark.source(22)
@pytest.mark.entry("optin-template-transactional", "optin-not-implied")
def test_the_transactional_template_lacks_frequency_help_terms_and_an_act() -> None:
    found = wording(TRANSACTIONAL, brand=ACME, purpose="informational")
    assert set(found) == {"OW003", "OW009", "OW010", "OW011"}
    assert found["OW003"].codes == ("tcr:2101",)
    assert found["OW009"].severity is Verdict.WARNING


@pytest.mark.source(208)
@pytest.mark.entry("optin-template-combined", "optin-separate-per-purpose")
def test_the_combined_template_asks_for_two_things_at_once() -> None:
    found = wording(COMBINED, brand=ACME)
    assert {"OW006", "OW011", "OW013"} <= set(found)
    assert found["OW013"].severity is Verdict.WARNING
    assert "tcr:2101" in found["OW013"].codes
    assert wording(COMBINED, brand=ACME, purpose="marketing")["OW013"].severity is Verdict.ERROR


@pytest.mark.entry("optin-template-healthcare")
def test_the_healthcare_template_lacks_only_the_terms() -> None:
    clinic = {"legal_name": "GreenLeaf Dental", "vertical": "HEALTHCARE"}
    assert set(wording(HEALTH, brand=clinic, purpose="informational")) == {"OW011"}
    without = wording(HEALTH.replace(" (with our HIPAA notice)", ""), brand=clinic)
    assert "HIPAA" in without["OW023"].message


@pytest.mark.entry("optin-template-financial")
def test_offers_in_a_financial_consent_call_for_the_purchase_sentence() -> None:
    bank = {"legal_name": "ABC Bank", "vertical": "FINANCIAL"}
    text = (
        "Text me account alerts, notices of transactions and promotional offers from ABC Bank. Message frequency varies. "
        "Message and data rates may apply. Reply STOP to leave or HELP for help. Privacy policy: abcbank.com/privacy. "
        "Terms: abcbank.com/terms."
    )
    assert "OW006" in wording(text, brand=bank)
    assert "OW024" not in wording(text, brand=bank)


@pytest.mark.entry("optin-verbal-script-elements", "optin-verbal-script-brand")
def test_the_spoken_script_lacks_the_frequency_and_nothing_else() -> None:
    assert set(drawn("verbal_script", text=SPOKEN, brand=ACME)) == {"OW003"}
    nameless = SPOKEN.replace("Acme", "our company")
    assert drawn("verbal_script", text=nameless, brand=ACME)["OW001"].codes == ("tcr:2108",)


@pytest.mark.source(12)
@pytest.mark.entry("optin-clear-and-concise")
@pytest.mark.parametrize(("words", "long"), [(120, False), (121, True)])
def test_a_wording_of_more_than_120_words_is_advised_against(words: int, long: bool) -> None:
    text = " ".join(["Yes, text me. "] * (words // 3) + ["Yes."] * (words % 3))
    found = wording(text)
    assert ("OW020" in found) is long
    assert not long or found["OW020"].severity is Verdict.ADVICE


@pytest.mark.entry("optin-pewc-autodial-disclosure")
def test_only_later_public_rules_ask_for_the_word_automated() -> None:
    assert "OW021" not in wording(GOOD_CONSENT, purpose="marketing")
    assert wording(GOOD_CONSENT, purpose="marketing", profile="current")["OW021"].severity is Verdict.WARNING
    said = GOOD_CONSENT.replace("promotional", "recurring automated promotional")
    assert "OW021" not in wording(said, purpose="marketing", profile="current")


@pytest.mark.entry("optin-transactional-informational-consent", "policy-tcpa-marketing-written")
@pytest.mark.parametrize(
    ("use_case", "text", "code"),
    [
        ("MARKETING", "I agree to receive delivery notices by text from Acme.", "tcr:2101"),
        ("2FA", "I agree to receive special offers by text from Acme.", "bandwidth_vetting:2102"),
        ("ACCOUNT_NOTIFICATION", "I agree to receive coupons by text from Acme.", "bandwidth_vetting:2102"),
    ],
)
def test_consent_to_one_purpose_does_not_carry_another(use_case: str, text: str, code: str) -> None:
    assert code in wording(text, use_case=use_case)["OW025"].codes


@pytest.mark.source(21)
@pytest.mark.entry("optin-one-to-one-not-in-force", "optin-not-shared")
def test_shared_consent_stays_refused_although_the_federal_rule_is_void() -> None:
    for profile in ("as_documented", "current"):
        found = wording("I agree to texts from Acme and its affiliates.", profile=profile)
        assert found["OW008"].codes == ("toll_free_aggregator:551",)
        assert found["OW008"].severity is Verdict.ERROR


@pytest.mark.source(211, 289)
@pytest.mark.entry("form-font-size")
@pytest.mark.parametrize(("pixels", "small"), [(16, False), (15.9, True), (12, True), (None, False)])
def test_consent_words_under_16_pixels_draw_9607(pixels: float | None, small: bool) -> None:
    found = form(GOOD_FORM, measured={"font_px": pixels})
    assert ("OF027" in found) is small
    assert not small or found["OF027"].codes == ("tcr:9607",)


@pytest.mark.entry("form-font-size", "form-contrast")
def test_what_nobody_measured_is_not_applicable_rather_than_passed() -> None:
    checked = lint("opt_in_form", {"html": GOOD_FORM}).checked
    assert {checked["OF027"], checked["OF028"]} == {Verdict.NOT_APPLICABLE}


@pytest.mark.entry("form-contrast")
@pytest.mark.parametrize(
    ("colour", "faint"), [("#767676", False), ("#777777", True), ("#000", False), ("silver", True)]
)
def test_the_edge_of_legible_contrast_is_that_of_wcag(colour: str, faint: bool) -> None:
    html = GOOD_FORM.replace('<label for="c">', f'<label for="c" style="color: {colour}">')
    assert ("OF028" in form(html)) is faint


@pytest.mark.entry("form-checkbox-adjacent")
@pytest.mark.parametrize(("pixels", "far"), [(200, False), (201, True)])
def test_a_box_more_than_200_pixels_away_is_not_beside_the_field(pixels: int, far: bool) -> None:
    found = form(GOOD_FORM, measured={"distance_px": pixels})
    assert ("OF031" in found) is far


@pytest.mark.source(207, 210)
@pytest.mark.entry("form-no-script-autocheck", "form-checkbox-unchecked")
def test_a_tick_that_comes_from_a_script_or_a_hidden_field_draws_9607() -> None:
    scripted = GOOD_FORM + "<script>window.onload=()=>{document.querySelector('#c').checked = true}</script>"
    hidden = GOOD_FORM.replace("<form>", '<form><input type="hidden" name="opt_in" value="1">')
    assert form(scripted)["OF026"].codes == ("tcr:9607",)
    assert form(hidden)["OF008"].codes == ("tcr:9607",)
    assert form(GOOD_FORM, measured={"ticked_later": True})["OF026"].severity is Verdict.ERROR


@pytest.mark.source(212)
@pytest.mark.entry("form-privacy-link-works", "form-terms-link-works", "form-terms-not-popup")
def test_links_open_in_a_new_tab_and_lead_to_a_page() -> None:
    assert {"OF029", "OF030"}.isdisjoint(form(GOOD_FORM))
    assert "Terms" in form(GOOD_FORM.replace('"/terms" target="_blank"', '"/terms"'))["OF029"].message
    assert form(GOOD_FORM.replace('"/terms"', '"javascript:void(0)"'))["OF030"].severity is Verdict.WARNING


@pytest.mark.source(13)
@pytest.mark.entry("form-checkbox-not-required", "optin-not-required-for-service")
def test_a_required_number_is_worse_where_no_box_leaves_texts_to_choice() -> None:
    with_box = form(GOOD_FORM.replace('type="tel"', 'type="tel" required'))
    assert with_box["OF005"].severity is Verdict.WARNING
    without = form("<form><label>Mobile <input type=tel required></label><p>We text you offers.</p></form>")
    assert without["OF005"].severity is Verdict.ERROR
    assert without["OF005"].codes == ("toll_free_aggregator:549",)


@pytest.mark.entry("optin-matches-form")
def test_three_words_in_a_hundred_may_differ_between_form_and_registration() -> None:
    label = "I agree to receive promotional text messages from Acme."
    assert "OF020" not in form(GOOD_FORM, declared_wording=label.upper())
    declared = (
        f"{label} Message frequency varies. Message and data rates may apply. Reply STOP to opt out or HELP for help."
    )
    assert "OF020" not in form(GOOD_FORM, declared_wording=declared)
    assert form(GOOD_FORM, declared_wording=declared.replace("Acme", "Zenith Shoes"))["OF020"].codes == ("tcr:9607",)


@pytest.mark.source(289)
@pytest.mark.entry("form-separate-boxes", "form-cart-consent-separate", "form-sms-only-checkbox")
def test_one_box_serves_one_purpose_and_no_agreement() -> None:
    both = form(GOOD_FORM.replace("promotional text", "account and promotional text"))
    assert "tcr:2101" in both["OF024"].codes
    terms = form(GOOD_FORM.replace("I agree to receive", "I accept the Terms and agree to receive"))
    assert "toll_free_aggregator:548" in terms["OF022"].codes
