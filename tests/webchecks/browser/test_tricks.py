"""Ways to have words in a page that nobody sees, each in one paragraph of a form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.rules.web_facts import RenderedPage, RenderedPrint
from tests.webchecks.browser.conftest import Draw
from tests.webchecks.browser.street import page, served

pytestmark = pytest.mark.e2e

HIDDEN = {
    "see-through": "filter: opacity(5%)",
    "blurred": "filter: blur(30px)",
    "flat shape": "clip-path: polygon(0 0, 100% 0, 50% 0)",
    "no circle": "clip-path: circle(0)",
    "no ellipse": "clip-path: ellipse(0 0)",
    "cut off": "clip-path: inset(100% 0 0 0)",
    "indented away": "text-indent: -9999px",
    "indented out": "text-indent: 100%; white-space: nowrap; overflow: hidden",
    "far to the right": "position: absolute; left: 50000px",
    "far to the left": "position: absolute; left: -5000px",
    "edge on": "transform: rotateY(90deg)",
    "skipped": "content-visibility: hidden",
    "no height": "max-height: 1px; overflow: hidden",
    "written as dots": "-webkit-text-security: disc",
}
UNKNOWN = {
    "turned white": "filter: brightness(0) invert(1)",
    "masked": "mask-image: linear-gradient(transparent, transparent)",
    "blended": "mix-blend-mode: screen",
}
SOUND = {
    "plain": "",
    "round corners": "clip-path: inset(0 round 8px)",
    "shadowed": "filter: drop-shadow(0 0 2px)",
    "outdented": "text-indent: -2em; padding-left: 2em",
    "in a circle": "clip-path: circle(400px)",
    "cut when long": "overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 300px",
}
ROWS = "".join(
    f'<p style="{style}">Consent to text messages, {name}, is here for you.</p>'
    for name, style in (HIDDEN | UNKNOWN | SOUND).items()
)
PAGE = page(f'<form><label>Mobile phone <input type="tel" name="phone"></label>{ROWS}</form>')


@pytest.fixture(scope="module")
def drawn(browser_probe: Draw, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RenderedPage]:
    with served(tmp_path_factory.mktemp("tricks"), {"shop.test": {"/": PAGE}}) as world:
        yield browser_probe([("opt_in", "http://shop.test/")], world).pages[0]


def printed(page: RenderedPage, name: str) -> RenderedPrint | None:
    return next((each for each in page.prints if f", {name}, " in each.text), None)


@pytest.mark.parametrize("name", HIDDEN)
def test_words_that_a_trick_hides_are_not_seen(drawn: RenderedPage, name: str) -> None:
    found = printed(drawn, name)
    assert found is None or not found.visible  # what is drawn as dots has no words at all


@pytest.mark.parametrize("name", UNKNOWN)
def test_of_words_that_are_painted_over_nobody_claims_a_contrast(drawn: RenderedPage, name: str) -> None:
    found = printed(drawn, name)
    assert found is not None
    assert found.contrast is None


@pytest.mark.parametrize("name", SOUND)
def test_words_in_usual_dress_are_seen_and_measured(drawn: RenderedPage, name: str) -> None:
    found = printed(drawn, name)
    assert found is not None
    assert (found.visible, found.font_size, found.contrast) == (True, 16.0, 21.0)
