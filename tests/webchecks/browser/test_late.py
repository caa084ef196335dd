"""Boxes that a script ticks seconds after the page has loaded, wherever the box stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.rules.facts.forms import read_form
from portal.webchecks.browser.drawing import Drawn
from tests.webchecks.browser.conftest import Draw
from tests.webchecks.browser.street import page as whole_page
from tests.webchecks.browser.street import served

pytestmark = pytest.mark.e2e

PHONE = '<p><label>Mobile phone <input type="tel" name="phone"></label></p>'
AGREED = '<p><input id="a" type="checkbox"> <label for="a">I agree to receive text messages from Shop.</label></p>'
LATE = "<script>addEventListener('load', () => setTimeout(() => { a.checked = true }, 3000))</script>"
PAGE = whole_page(f"<form>{PHONE}{AGREED}</form>{LATE}")
INNER = whole_page(f"<form>{PHONE}{AGREED}</form>{LATE}")
FRAMED = whole_page('<h1>Texts from Shop</h1><iframe src="http://forms.test/form" width="700" height="400"></iframe>')
APART = whole_page(
    f"""<form><fieldset>{PHONE}<input id="a" type="checkbox"><input id="b" type="checkbox" checked></fieldset>
<p><label for="a">Yes, send me text messages about my orders.</label></p>
<p><label for="b">Yes, send me text messages with offers.</label></p></form>"""
)


@pytest.fixture(scope="module")
def drawn(browser_probe: Draw, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    hosts = {"shop.test": {"/late": PAGE, "/framed": FRAMED, "/apart": APART}, "forms.test": {"/form": (5.0, INNER)}}
    order = [
        ("opt_in", "http://shop.test/late"),
        ("home", "http://shop.test/framed"),
        ("terms", "http://shop.test/apart"),
    ]
    with served(tmp_path_factory.mktemp("shop"), hosts) as world:
        yield browser_probe(order, world)


@pytest.mark.source(210)
@pytest.mark.entry("form-checkbox-unchecked")
@pytest.mark.parametrize("place", [0, 1], ids=["on the page", "in a frame that is slow"])
def test_11_a_box_that_is_ticked_three_seconds_after_the_page_has_loaded_is_ticked(drawn: Drawn, place: int) -> None:
    page = drawn.pages[place]
    assert [box.ticked for box in page.boxes] == [True]
    form = read_form(page.html)
    assert form.phone_field
    assert [box.checked for box in form.consent_boxes] == [True]


@pytest.mark.entry("form-checkbox-unchecked")
def test_11_of_two_boxes_the_ticked_one_is_told_by_its_label_outside_the_fieldset(drawn: Drawn) -> None:
    ticked = {box.label.split(" messages ")[1]: box.checked for box in read_form(drawn.pages[2].html).consent_boxes}
    assert ticked == {"about my orders.": False, "with offers.": True}
