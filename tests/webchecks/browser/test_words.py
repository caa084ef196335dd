"""A box and the words beside it: that the box is seen says nothing of its words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.rules.web_facts import RenderedBox, RenderedPage
from tests.webchecks.browser.conftest import Draw
from tests.webchecks.browser.street import page, served

pytestmark = pytest.mark.e2e

BOX = '<input type="checkbox" name="agree"'
HIDDEN = {
    "far to the left": "position: absolute; left: -9999px; width: 600px",
    "indented away": "display: block; text-indent: -9999px",
    "see-through": "opacity: 0",
    "for screen readers": "position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0)",
    "gone": "display: none",
    "indented under": "display: block; overflow: hidden; white-space: nowrap; text-indent: 1000px; width: 600px",
}
LABELS = {
    **{name: f'{BOX} id="{name}"> <label for="{name}" style="{style}">I agree to texts, {name}.</label>'
       for name, style in HIDDEN.items()},
    "half": f'<label>{BOX}> I agree <span style="{HIDDEN["far to the left"]}">to receive texts, half.</span></label>',
    "inner hole": f'<label>{BOX}> <span style="display: block; overflow: hidden"><b style="display: block; '
                  'text-indent: 1500px; white-space: nowrap">I agree to texts, inner hole.</b></span></label>',
    "only told": f'{BOX} aria-label="I agree to texts, only told."> Email me the news',
    "pointed at": f'{BOX} aria-labelledby="away"> <i id="away" style="display: none">I agree to texts, pointed at.</i>',
    "under a lid": f'<div style="height: 60px">{BOX} id="lid"> <label for="lid" style="position: absolute; left: 30%">'
                   'I agree to texts, under a lid.</label></div><div style="position: absolute; left: 290px; '
                   'width: 400px; height: 80px; margin-top: -70px; background: #fff"></div>',
}  # fmt: skip
SEEN = {
    "wrapped": f"<label>{BOX}> I agree to texts, wrapped.</label>",
    "no box of its own": f'<label style="display: contents">{BOX}> I agree to texts, no box of its own.</label>',
    "beside": f"{BOX}> I agree to texts, beside.",
    "with a mark": f'<label>{BOX}> I agree to texts, with a mark. <b style="{HIDDEN["for screen readers"]}">'
                   "Required</b></label>",
    "with an error": f'<label>{BOX}> I agree to texts, with an error. <b style="display: none">'
                     "Please tick the box to get text messages</b></label>",
    "told and said": f'{BOX} aria-label="I agree to texts, told and said."> <i>I agree to texts, told and said.</i>',
    "told shorter": f'{BOX} aria-label="Text consent, told shorter."> <i>I agree to receive texts from Shop.</i>',
    "transparent lid": '<label style="position: relative"><input type="checkbox" style="position: absolute; opacity:0;'
                       ' width: 100%; height: 100%; background: #fff"><span style="border: 1px solid; width: 20px; '
                       'height: 20px; display: inline-block"></span><i>I agree to texts, transparent lid.</i></label>',
}  # fmt: skip
BARE = page(f"<form>{BOX}> I agree to texts, bare.</form>")
PAGE = page("".join(f"<div><div>{row}</div></div>" for row in (LABELS | SEEN).values()))


@pytest.fixture(scope="module")
def drawn(browser_probe: Draw, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RenderedPage, ...]]:
    order = [("opt_in", "http://shop.test/"), ("home", "http://shop.test/bare")]
    with served(tmp_path_factory.mktemp("words"), {"shop.test": {"/": PAGE, "/bare": BARE}}) as world:
        yield tuple(browser_probe(order, world).pages)


def box(page: RenderedPage, name: str) -> RenderedBox:
    return next(each for each in page.boxes if f", {name}." in each.label)


@pytest.mark.parametrize("name", LABELS)
def test_words_that_nobody_sees_are_told_apart_from_their_box(drawn: tuple[RenderedPage, ...], name: str) -> None:
    found = box(drawn[0], name)
    assert found.visible
    assert found.words_visible is False


@pytest.mark.parametrize("name", SEEN)
def test_words_in_usual_dress_are_seen_beside_their_box(drawn: tuple[RenderedPage, ...], name: str) -> None:
    assert (box(drawn[0], name).visible, box(drawn[0], name).words_visible) == (True, True)


def test_words_that_stand_in_the_form_without_a_label_are_seen_and_measured(drawn: tuple[RenderedPage, ...]) -> None:
    found = box(drawn[1], "bare")
    assert (found.words_visible, found.font_size, found.contrast) == (True, 16.0, 21.0)
