"""What a browser showed of the opt-in page: it outweighs the markup, and nobody passes because nobody looked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from portal.rules.kit import GOOD_FORM
from portal.rules.result import Verdict
from portal.rules.site.rendered import NAMES
from portal.rules.web_facts import RenderedBox, RenderedPage, RenderedPrint
from portal.rules.website import Check, verdict_of
from tests.rules.test_website import DRAWN, SOUND, judged, page, site

BOX = DRAWN.boxes[0]


def drawn(seen: RenderedPage | None = DRAWN, **more: Any) -> dict[str, Check]:
    rendered = () if seen is None else (replace(seen, **more),)
    return judged(replace(site(*SOUND), rendered=rendered))


@pytest.mark.source(207)
@pytest.mark.entry("form-checkbox-unchecked", "form-no-script-autocheck")
def test_a_box_that_scripts_tick_draws_9607_although_the_markup_leaves_it_free() -> None:
    checks = drawn(boxes=(replace(BOX, ticked=True),))
    check = checks["opt_in.rendered.boxes"]
    assert (check.verdict, check.reason, check.codes) == (Verdict.ERROR, "box_ticked", ("tcr:9607",))
    assert check.facts["picture"] == f"sha256:{'f' * 64}"
    assert check.facts["picture"] in check.evidence
    assert checks["opt_in.form"].verdict is not Verdict.ERROR


@pytest.mark.entry("form-checkbox-not-required")
def test_a_box_that_scripts_demand_draws_549() -> None:
    check = drawn(boxes=(replace(BOX, required=True),))["opt_in.rendered.boxes"]
    assert (check.verdict, check.codes) == (Verdict.ERROR, ("toll_free_aggregator:549",))


@pytest.mark.entry("form-font-size", "form-contrast")
@pytest.mark.parametrize(
    ("measures", "check", "verdict"),
    [
        ({"font_size": 16.0}, "print", Verdict.PASS),
        ({"font_size": 15.5}, "print", Verdict.ERROR),
        ({"contrast": 4.5}, "contrast", Verdict.PASS),
        ({"contrast": 4.4}, "contrast", Verdict.WARNING),
        ({"font_size": None}, "print", Verdict.COULD_NOT_CHECK),
        ({"visible": False, "font_size": 8.0}, "visible", Verdict.ERROR),
        ({"frame": "iframe"}, "place", Verdict.ADVICE),
        ({"frame": "shadow"}, "place", Verdict.ADVICE),
    ],
)
def test_print_contrast_sight_and_place_are_judged_as_measured(
    measures: dict[str, Any], check: str, verdict: Verdict
) -> None:
    assert drawn(boxes=(replace(BOX, **measures),))[f"opt_in.rendered.{check}"].verdict is verdict


def test_what_lies_over_the_form_hides_its_words() -> None:
    check = drawn(covered=True)["opt_in.rendered.visible"]
    assert (check.verdict, check.reason) == (Verdict.ERROR, "covered")
    assert "tcr:9607" in check.codes


def test_a_hidden_box_whose_words_stand_open_beside_it_is_only_styled() -> None:
    styled = replace(BOX, visible=False)
    check = drawn(boxes=(styled,), prints=(RenderedPrint(BOX.label, True, 16.0, 9.0),))["opt_in.rendered.visible"]
    assert check.verdict is Verdict.PASS


@pytest.mark.parametrize("box_seen", [True, False])
def test_a_box_does_not_vouch_for_words_that_nobody_sees(box_seen: bool) -> None:
    bare = replace(BOX, visible=box_seen, words_visible=False)
    link = RenderedPrint("Privacy Policy", True, 16.0, 9.0)
    checks = drawn(boxes=(bare,), prints=(RenderedPrint(BOX.label, False, 16.0, 9.0), link))
    check = checks["opt_in.rendered.visible"]
    assert (check.verdict, check.reason, check.facts["quote"]) == (Verdict.ERROR, "hidden", BOX.label)
    assert {checks[f"opt_in.rendered.{name}"].verdict for name in ("print", "contrast")} == {Verdict.COULD_NOT_CHECK}


def test_words_of_which_older_evidence_does_not_tell_whether_they_were_seen_never_pass() -> None:
    old = replace(BOX, words_visible=None)
    checks = drawn(boxes=(old,))
    assert {checks[f"opt_in.rendered.{name}"].verdict for name in ("visible", "print")} == {Verdict.COULD_NOT_CHECK}
    assert verdict_of(list(checks.values())) is Verdict.COULD_NOT_CHECK
    assert drawn(boxes=(replace(old, font_size=9.0),))["opt_in.rendered.print"].verdict is Verdict.ERROR
    hidden, seen = (RenderedPrint(BOX.label, open_, 16.0, 9.0) for open_ in (False, True))
    assert drawn(boxes=(old,), prints=(hidden,))["opt_in.rendered.visible"].reason == "hidden"
    assert drawn(boxes=(old,), prints=(seen,))["opt_in.rendered.visible"].verdict is Verdict.PASS


def test_words_that_are_seen_without_their_box_are_told_so() -> None:
    check = drawn(boxes=(replace(BOX, visible=False),))["opt_in.rendered.visible"]
    assert (check.verdict, "without their box" in check.message) == (Verdict.ERROR, True)


@pytest.mark.parametrize("seen", [None, replace(DRAWN, reason="no_browser"), replace(DRAWN, reason="timed_out")])
def test_without_a_browser_nothing_of_it_passes(seen: RenderedPage | None) -> None:
    checks = drawn(seen)
    parts = [checks[f"opt_in.rendered.{name}"] for name in NAMES]
    assert {part.verdict for part in parts} == {Verdict.COULD_NOT_CHECK}
    assert all(part.reason and part.message for part in parts)
    # An installation without a browser lacks it for every site; a page that the browser could not draw is unknown.
    counted = seen is not None and seen.reason == "timed_out"
    assert (verdict_of(list(checks.values())) is Verdict.COULD_NOT_CHECK) is counted


def test_without_an_opt_in_page_a_browser_has_nothing_to_show() -> None:
    checks = judged(site(*SOUND[:3]))
    assert {checks[f"opt_in.rendered.{name}"].verdict for name in NAMES} == {Verdict.NOT_APPLICABLE}


SHELL = "<div id=root></div><script src=/app.js></script>"


def test_a_form_that_only_scripts_make_is_judged_as_the_browser_shows_it() -> None:
    shell = page("opt_in", "Join", SHELL)
    seen = replace(DRAWN, html=GOOD_FORM.replace('id="c"', 'id="c" checked'))
    check = judged(replace(site(*SOUND[:3], shell), rendered=(seen,)))["opt_in.form"]
    assert check.verdict is Verdict.ERROR
    assert "tcr:9607" in check.codes


def test_a_form_that_nobody_could_look_for_is_neither_there_nor_missing() -> None:
    check = judged(site(*SOUND[:3], page("opt_in", "Join", SHELL)))["opt_in.form"]
    assert (check.verdict, check.reason) == (Verdict.COULD_NOT_CHECK, "needs_browser")
    plain = judged(site(*SOUND[:3], page("opt_in", "Join us", "<p>Join us</p>")))["opt_in.form"]
    assert plain.verdict is Verdict.ERROR


@pytest.mark.parametrize("role", ["home", "privacy_policy"])
def test_a_page_that_needs_a_browser_is_judged_by_what_the_browser_shows(role: str) -> None:
    shell = page(role, "", SHELL, kind="needs_browser")
    others = [one for one in SOUND if one.role != role]
    sound = next(one for one in SOUND if one.role == role)
    found = "home.reachable" if role == "home" else "privacy_policy.content"
    seen = RenderedPage(role, shell.url, shell.url, None, html=sound.html, text=sound.text or sound.html)
    assert judged(site(*others, shell))[found].verdict is Verdict.COULD_NOT_CHECK
    assert judged(replace(site(*others, shell), rendered=(seen,)))[found].verdict is not Verdict.COULD_NOT_CHECK
    refused = replace(seen, reason="no_browser", html="", text="")
    check = judged(replace(site(*others, shell), rendered=(refused,)))[found]
    assert (check.verdict, check.reason) == (Verdict.COULD_NOT_CHECK, "needs_browser")


def test_words_that_the_browser_saw_hidden_show_no_contact() -> None:
    home = replace(SOUND[0], html=f"<p class=off>{SOUND[0].text}</p>")
    seen = RenderedPage("home", home.url, home.url, None, text="Acme sells widgets to all who visit.")
    assert judged(site(home))["contact.visible"].verdict is Verdict.PASS
    checks = judged(replace(site(home), rendered=(seen,)))
    assert checks["contact.visible"].verdict is Verdict.ERROR
    assert checks["identity.name"].reason == "legal_name_missing"


def test_boxes_about_other_things_are_none_of_our_business() -> None:
    other = RenderedBox("Remember me", True, False, True)
    assert drawn(boxes=(other, BOX))["opt_in.rendered.boxes"].verdict is Verdict.PASS
