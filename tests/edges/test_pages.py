"""Edge case 11 without a browser: forms as their markup states them, and pages that only seem to be there."""

import pytest

from portal.rules.engine import lint
from portal.rules.facts.forms import read_form
from portal.rules.kit import GOOD_FORM
from portal.rules.result import Verdict
from tests.rules.test_website import HOME_TEXT, judged, page, policy_page, site, terms_page

PHONE = '<input type="tel" name="phone" aria-label="Mobile phone">'
AGREE = "I agree to receive text messages from Acme"


@pytest.mark.source(210)
@pytest.mark.entry("form-checkbox-unchecked")
@pytest.mark.parametrize(("checked", "verdict"), [("", Verdict.PASS), (" checked", Verdict.ERROR)])
def test_11_a_label_outside_the_fieldset_belongs_to_its_box(checked, verdict):
    box = f'<fieldset>{PHONE}<input type="checkbox" id="c"{checked}></fieldset>'
    html = f'<form>{box}<p>Thank you.</p><label for="c">{AGREE}.</label></form>'
    assert [one.checked for one in read_form(html).consent_boxes] == [bool(checked)]
    facts = lint("opt_in_form", {"html": html}).facts
    assert (facts["consent_checkbox"], facts["checkbox_prechecked"]) == (True, verdict is Verdict.ERROR)


@pytest.mark.source(208, 210)
@pytest.mark.entry("form-checkbox-unchecked")
@pytest.mark.parametrize("ticked", [0, 1])
def test_11_of_two_boxes_one_that_comes_ticked_is_enough(ticked):
    marks = ["checked" if place == ticked else "" for place in (0, 1)]
    boxes = [
        f'<p><input type="checkbox" id="b{place}" {mark}><label for="b{place}">{AGREE} about {what}.</label></p>'
        for place, (mark, what) in enumerate(zip(marks, ("my orders", "offers"), strict=True))
    ]
    facts = lint("opt_in_form", {"html": f"<form>{PHONE}{''.join(boxes)}</form>"}).facts
    assert facts["checkbox_prechecked"] is True


def pages(odd):
    """A sound site on which one page alone is answered without encryption."""
    found = [policy_page(), terms_page(), page("opt_in", "", GOOD_FORM)]
    urls = {"https": False, "url": f"http://acme.com/{odd}", "final_url": f"http://acme.com/{odd}"}
    plain = [page(one.role, one.text, one.html, **urls) if one.role == odd else one for one in found]
    return site(page("home", HOME_TEXT), *plain)


@pytest.mark.source(147, 196)
@pytest.mark.entry("form-https")
@pytest.mark.parametrize("odd", ["privacy_policy", "terms", "opt_in"])
def test_11_one_page_that_is_not_led_to_https_is_named_and_the_others_pass(odd):
    checks = judged(pages(odd))
    found = {role: checks[f"{role}.found"] for role in ("privacy_policy", "terms", "opt_in")}
    assert {role for role, check in found.items() if check.verdict is Verdict.ERROR} == {odd}
    assert found[odd].reason == "no_tls"
    assert checks["home.reachable"].verdict is Verdict.PASS


@pytest.mark.source(147)
@pytest.mark.parametrize("role", ["privacy_policy", "opt_in"])
def test_11_a_page_that_answers_200_with_a_sign_in_is_not_there_to_be_read(role):
    sound = [one for one in (policy_page(), terms_page(), page("opt_in", "", GOOD_FORM)) if one.role != role]
    wall = page(role, "Sign in", "<h1>Sign in</h1><form><input type=password></form>", kind="login_wall", status=200)
    check = judged(site(page("home", HOME_TEXT), *sound, wall))[f"{role}.found"]
    assert check.verdict is not Verdict.PASS
    assert "login_wall" in check.reason
