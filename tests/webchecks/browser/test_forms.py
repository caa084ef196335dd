"""What a form is like after its scripts ran, wherever it stands on the page."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import pytest

from portal.rules.facts.forms import read_form
from portal.rules.web_facts import RenderedBox, RenderedPage, RenderedPrint
from portal.webchecks.browser.drawing import Drawn
from tests.webchecks.browser.conftest import Draw
from tests.webchecks.browser.street import page as whole_page
from tests.webchecks.browser.street import served, whole

pytestmark = pytest.mark.e2e

PHONE = '<p><label>Mobile phone <input type="tel" name="phone"></label></p>'
BY_SCRIPT = whole_page(
    f"""<form>{PHONE}
<p><input id="late" type="checkbox"> <label for="late">Yes, send me text messages. Reply STOP to opt out.</label></p>
<p><span id="switch" role="switch" tabindex="0" aria-checked="false" aria-label="Text me offers">&#9711;</span></p>
<p style="display:none"><input id="gone" type="checkbox" checked>
 <label for="gone">I agree to texts from partners</label></p>
<p><label class="own"><input class="own" id="own" type="checkbox" required> <i></i> Text me the weekly menu</label></p>
<p><input id="lid" type="checkbox"> <label for="lid">Text me recipes</label></p>
<div class="lid"></div>
</form>
<script>setTimeout(() => {{ late.checked = true; document.querySelector("#switch").ariaChecked = "true";
 const p = document.createElement("p");
 p.innerHTML = '<input type="checkbox" id="made" checked> <label for="made">Made by a script: text me news</label>';
 document.forms[0].append(p); }}, 100)</script>""",
    """<style>input.own { opacity: 0; position: absolute } i { display: inline-block; width: 16px; height: 16px;
 border: 1px solid } .lid { position: relative; top: -42px; height: 36px; background: #fff }</style>""",
)
SHADOW = whole_page(
    """<own-form></own-form><div class="wall" role="dialog"><p>We use cookies</p><button>Accept</button></div>
<script>customElements.define("own-form", class extends HTMLElement { connectedCallback() {
 const root = this.attachShadow({ mode: "closed" }); root.innerHTML = `<form>
 <p><label>Mobile phone <input type="tel" name="phone"></label></p>
 <p><input id="a" type="checkbox"> <label for="a">I agree to receive text messages from Shop. Reply STOP to opt out.
 <a href="/privacy">Privacy Policy</a></label></p></form>`;
 root.getElementById("a").checked = true; } })</script>""",
    "<style>.wall { position: fixed; inset: 0; background: rgba(0,0,0,.6); color: #fff }</style>",
)
FRAMED = whole_page('<h1>Texts from Shop</h1><iframe src="http://forms.test/form" width="700" height="400"></iframe>')
INNER = whole_page(
    f"""<form>{PHONE}<p><input id="a" type="checkbox"> <label for="a">I agree to receive text messages from Shop.
 Msg and data rates may apply. Reply STOP to opt out.</label></p></form><script>a.checked = true</script>"""
)
PRINTED = whole_page(
    f"""<form>{PHONE}
<p><input id="a" type="checkbox"> <label for="a" class="small">I agree to receive text messages from Shop.</label></p>
<p class="pale">Message and data rates may apply to every text message we send.</p>
<div class="picture"><p>Text messages come up to four times a month, as you like.</p></div>
<p class="away">Consent to text messages is shared with our partners.</p>
<p class="shrunk">Reply STOP to opt out of text messages, HELP for help.</p>
<p><a href="/privacy" class="ink">Privacy Policy</a> <a href="/terms">Terms of Service</a></p></form>
<script>navigator.serviceWorker.register("/worker.js").then((it) => it && (document.title = "at work"))</script>""",
    """<style>body { background: #fff; color: #000 } .small { font-size: 9px } .pale { color: #bbb }
 .ink { color: #000 }
 .picture { background: linear-gradient(#fff, #000) } .away { position: absolute; left: -4000px }
 .shrunk { transform: scale(.5); transform-origin: left }</style>""",
)
ORDER = [("opt_in", "http://shop.test/script"), ("home", "http://shop.test/shadow")]
MORE = [("terms", "http://shop.test/framed"), ("privacy_policy", "https://shop.test/printed")]


@pytest.fixture(scope="module")
def drawn(browser_probe: Draw, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawn]:
    worker = whole("self.addEventListener('fetch', () => 0)", "text/javascript")
    pages = {"/worker.js": worker, "/script": BY_SCRIPT, "/shadow": SHADOW, "/framed": FRAMED, "/printed": PRINTED}
    with served(tmp_path_factory.mktemp("shop"), {"shop.test": pages, "forms.test": {"/form": INNER}}) as world:
        yield browser_probe([*ORDER, *MORE], world)


def box(page: RenderedPage, words: str) -> RenderedBox:
    return next(each for each in page.boxes if words in each.label)


def printed(page: RenderedPage, words: str) -> RenderedPrint:
    return next(each for each in page.prints if words in each.text)


def test_every_page_is_drawn_with_its_title_and_without_service_workers(drawn: Drawn) -> None:
    assert [(page.reason, page.title) for page in drawn.pages] == [(None, "Texts")] * 4
    assert drawn.pages[3].final_url == "https://shop.test/printed"
    assert [sighting.dialled for sighting in drawn.sightings] == ["127.0.0.1"] * 4
    assert all(sighting.status == 200 and sighting.size for sighting in drawn.sightings)


@pytest.mark.source(210)
@pytest.mark.entry("form-checkbox-unchecked")
def test_a_box_that_a_script_ticks_is_ticked(drawn: Drawn) -> None:
    page = drawn.pages[0]
    assert box(page, "Yes, send me").ticked
    assert box(page, "Text me offers").ticked
    assert box(page, "Made by a script").ticked
    form = read_form(page.html)
    assert {one.label[:16] for one in form.boxes if one.checked} >= {"Yes, send me tex", "Made by a script"}
    assert not box(page, "weekly menu").ticked


def test_whether_a_person_can_see_a_box_is_told(drawn: Drawn) -> None:
    page = drawn.pages[0]
    assert box(page, "Yes, send me").visible
    assert not box(page, "from partners").visible
    assert box(page, "weekly menu").visible  # the page draws it itself
    assert not box(page, "recipes").visible  # something opaque lies over it
    assert box(page, "weekly menu").required
    assert "from partners" not in page.text
    assert "from partners" in page.html


def test_a_form_in_a_closed_shadow_tree_behind_a_wall_is_found(drawn: Drawn) -> None:
    page = drawn.pages[1]
    assert [(each.frame, each.ticked) for each in page.boxes] == [("shadow", True)]
    assert page.covered
    form = read_form(page.html)
    assert form.phone_field
    assert [each.checked for each in form.consent_boxes] == [True]
    assert not drawn.pages[0].covered


def test_a_form_in_a_frame_of_another_site_is_found(drawn: Drawn) -> None:
    page = drawn.pages[2]
    assert [(each.frame, each.ticked, each.visible) for each in page.boxes] == [("iframe", True, True)]
    assert "Msg and data rates may apply" in page.text
    form = read_form(page.html)
    assert form.phone_field
    assert [each.checked for each in form.consent_boxes] == [True]


@pytest.mark.entry("form-font-size", "form-contrast")
def test_size_and_contrast_of_the_print_are_measured(drawn: Drawn) -> None:
    page = drawn.pages[3]
    assert box(page, "I agree").font_size == 9.0
    assert box(page, "I agree").contrast == 21.0
    assert printed(page, "data rates").contrast == pytest.approx(1.92, abs=0.02)
    assert printed(page, "four times a month").contrast is None  # a gradient lies behind it
    assert printed(page, "Reply STOP").font_size == 8.0  # half of 16
    assert printed(page, "Privacy Policy").contrast == 21.0


def test_words_that_nobody_can_see_are_told_apart(drawn: Drawn) -> None:
    page = drawn.pages[3]
    assert not printed(page, "shared with our partners").visible
    assert "shared with our partners" not in page.text
    assert printed(page, "data rates").visible
    assert {each.text for each in page.prints} >= {"Privacy Policy", "Terms of Service"}


def test_picture_document_and_log_are_kept_and_named_by_the_page(drawn: Drawn) -> None:
    kept = {each.sha256: each for each in drawn.evidence}
    for page in drawn.pages:
        picture, document = kept[str(page.screenshot_sha256)], kept[str(page.capture_sha256)]
        assert (picture.kind, picture.media_type, document.kind, document.media_type) == (
            "screenshot", "image/png", "document", "text/html",
        )  # fmt: skip
        assert struct.unpack(">II", picture.data[16:24])[0] == 1280
        assert document.data.decode() == page.html
    assert [each.kind for each in drawn.evidence].count("tunnel") == 1
