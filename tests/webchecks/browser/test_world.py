"""The demo's websites that show their faults to a browser only, drawn and judged as a run does it."""

from __future__ import annotations

import pytest

from portal.egress.world import World, load_world
from portal.rules.facts.forms import read_form
from portal.rules.result import Verdict
from portal.rules.web_facts import PageFacts, RenderedPage, WebsiteFacts
from portal.rules.website import judge_website
from portal.webchecks.world.serving import served_in_thread
from portal.webchecks.world.sites import site_of
from tests.webchecks.browser.conftest import Draw

pytestmark = pytest.mark.e2e

HOSTS = ("quick-bites.test", "corner-books.test", "lakeside-yoga.test", "script-studio.test")


@pytest.fixture(scope="module")
def drawn(browser_probe: Draw, tmp_path_factory: pytest.TempPathFactory) -> dict[str, RenderedPage]:
    sites = [site_of(host) for host in HOSTS]
    with served_in_thread(tmp_path_factory.mktemp("world"), sites) as path:
        world: World = load_world(path)
        pages = browser_probe([("opt_in", site.opt_in_url) for site in sites], world).pages
    return dict(zip(HOSTS, pages, strict=True))


@pytest.mark.entry("form-checkbox-unchecked", "form-font-size", "form-contrast")
def test_a_box_ticked_by_a_script_and_tiny_pale_print_are_seen(drawn: dict[str, RenderedPage]) -> None:
    page = drawn["quick-bites.test"]
    assert page.reason is None
    (box,) = page.boxes
    assert (box.ticked, box.visible, box.font_size) == (True, True, 9.0)
    assert box.contrast is not None
    assert box.contrast < 2.0
    assert [each.checked for each in read_form(page.html).consent_boxes] == [True]


def test_wording_hidden_in_a_frame_is_found_and_called_hidden(drawn: dict[str, RenderedPage]) -> None:
    page = drawn["corner-books.test"]
    assert [(box.frame, box.ticked) for box in page.boxes] == [("iframe", False)]
    wording = next(each for each in page.prints if "I agree to receive" in each.text)
    assert not wording.visible
    assert [(box.visible, box.words_visible) for box in page.boxes] == [(True, False)]
    assert "I agree to receive" not in page.text
    assert read_form(page.html).phone_field


def test_words_that_nobody_sees_beside_their_box_are_an_error_and_have_no_print(
    drawn: dict[str, RenderedPage],
) -> None:
    page = drawn["corner-books.test"]
    form = PageFacts("opt_in", page.url, page.url, 200, None, "", "en", page.html, page.text, True, (), "page", None)
    facts = WebsiteFacts("https://corner-books.test/", "corner-books.test", (), None, None, (form,), (page,))
    checks = {each.check: each for each in judge_website(facts, brand={"legal_name": "Corner Books LLC"})}
    hidden = checks["opt_in.rendered.visible"]
    assert (hidden.verdict, hidden.reason, "I agree to receive" in hidden.message) == (Verdict.ERROR, "hidden", True)
    assert {checks[f"opt_in.rendered.{name}"].verdict for name in ("print", "contrast")} == {Verdict.COULD_NOT_CHECK}


def test_a_form_in_a_shadow_tree_under_a_cookie_wall_is_read_and_the_wall_told(
    drawn: dict[str, RenderedPage],
) -> None:
    page = drawn["lakeside-yoga.test"]
    assert page.covered
    assert [(box.frame, box.ticked) for box in page.boxes] == [("shadow", False)]
    assert "Message and data rates may apply" in page.text


def test_a_page_that_is_empty_without_scripts_is_whole_in_a_browser(drawn: dict[str, RenderedPage]) -> None:
    page = drawn["script-studio.test"]
    assert page.title == "Text messages | Script Studio LLC"
    assert [(box.ticked, box.visible) for box in page.boxes] == [(False, True)]
    form = read_form(page.html)
    assert form.phone_field
    assert not form.phone_required
    assert {words for words, _ in form.links} >= {"Privacy Policy", "Terms of Service"}
