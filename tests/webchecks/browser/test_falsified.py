"""A page is measured as it is: neither what its scripts rewrite nor how it names its parts gets in the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.rules.facts.forms import read_form
from portal.webchecks.browser.drawing import Drawn
from tests.webchecks.browser.conftest import Draw
from tests.webchecks.browser.street import page as whole_page
from tests.webchecks.browser.street import served

pytestmark = pytest.mark.e2e

FORM = """<form><p><label>Mobile phone <input type="tel" name="phone"></label></p>
<p><input id="a" type="checkbox"> <label for="a" style="font-size:9px;color:#bbb">I agree to receive text messages
 from Shop. Reply STOP to opt out.</label></p></form>"""
LIES = """<script>
const lie = (of, name, how) => Object.defineProperty(of, name, { configurable: true, ...how });
lie(HTMLInputElement.prototype, "checked", { get: () => false, set() {} });
lie(Element.prototype, "checkVisibility", { value: () => true });
lie(Element.prototype, "getAttribute", { value: () => null });
lie(Element.prototype, "shadowRoot", { get: () => null });
for (const of of [Document, DocumentFragment, Element]) lie(of.prototype, "querySelectorAll", { value: () => [] });
lie(NodeList.prototype, Symbol.iterator, { value: function* () {} });
lie(Array.prototype, "map", { value: () => [] });
lie(Array.prototype, "toJSON", { value: () => [] });
lie(Object.prototype, "toJSON", { value: () => ({ title: "Nothing here", html: "Nothing here", boxes: [] }) });
lie(Map.prototype, "get", { value: () => undefined });
window.getComputedStyle = () => ({ fontSize: "20px", color: "rgb(0,0,0)", backgroundColor: "rgb(255,255,255)",
 opacity: "1", visibility: "visible", backgroundImage: "none", position: "static", overflow: "visible" });
</script>"""
TICK = "<script>document.querySelector('#a').checked = true</script>"
LYING = whole_page(f"{FORM}{TICK}{LIES}<iframe src='/inner' width='700' height='300'></iframe>")
INNER = whole_page(f"{FORM.replace('agree', 'consent')}{TICK}{LIES}")
DECLARED = whole_page(
    f"""{"<div>" * 300}<div><template shadowrootmode="closed"><slot></slot>
<section><template shadowrootmode="closed">{FORM}
<script></script></template></section></template><p>Texts from Shop are free of charge.</p></div>
<div><template shadowrootmode="closed"><div style="opacity: 0"><slot></slot></div></template>
<p>Nobody sees this.</p></div>"""
)
NAMES = ("children", "childNodes", "attributes", "localName", "parentElement", "getAttribute", "querySelectorAll",
         "getRootNode", "closest", "checkVisibility", "getBoundingClientRect", "innerText", "textContent", "nodeType",
         "isConnected", "shadowRoot", "scrollIntoView", "assignedSlot")  # fmt: skip
NAMED = whole_page(
    FORM.replace("</form>", "".join(f'<input type="hidden" name="{name}">' for name in NAMES) + "</form>")
    + "".join(f'<img name="{name}">' for name in ("documentElement", "querySelectorAll", "createElement", "title"))
    + TICK
)
ORDER = [(role, f"http://shop.test/{role}") for role in ("opt_in", "home", "terms")]


@pytest.fixture(scope="module")
def drawn(browser_probe: Draw, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    pages = {"/opt_in": LYING, "/inner": INNER, "/home": DECLARED, "/terms": NAMED}
    with served(tmp_path_factory.mktemp("lies"), {"shop.test": pages}) as world:
        yield browser_probe(ORDER, world)


@pytest.mark.source(210)
@pytest.mark.entry("form-checkbox-unchecked", "form-font-size", "form-contrast")
def test_a_page_that_rewrites_what_scripts_ask_with_is_measured_as_it_is(drawn: Drawn) -> None:
    page = drawn.pages[0]
    assert (page.reason, page.title) == (None, "Texts")
    assert [(box.frame, box.ticked, box.visible, box.font_size) for box in page.boxes] == [
        ("page", True, True, 9.0), ("iframe", True, True, 9.0),
    ]  # fmt: skip
    assert all(box.contrast == pytest.approx(1.92, abs=0.02) for box in page.boxes)
    assert [box.checked for box in read_form(page.html).consent_boxes] == [True]
    assert "I consent to receive text messages" in page.text


def test_closed_trees_that_markup_declares_are_seen_far_down_and_one_inside_the_other(drawn: Drawn) -> None:
    page = drawn.pages[1]
    assert [(box.frame, box.visible, box.font_size) for box in page.boxes] == [("shadow", True, 9.0)]
    assert "I agree to receive text messages" in page.text
    assert "Texts from Shop are free of charge." in page.text
    assert "Nobody sees this." not in page.text
    assert read_form(page.html).phone_field


def test_fields_and_pictures_named_like_what_scripts_ask_with_hide_nothing(drawn: Drawn) -> None:
    page = drawn.pages[2]
    assert (page.reason, page.title) == (None, "Texts")
    assert [(box.ticked, box.visible, box.font_size) for box in page.boxes] == [(True, True, 9.0)]
    assert [each.checked for each in read_form(page.html).consent_boxes] == [True]
