"""Saving while typing, in a real browser: no button, two tabs, no scripts, and a session that ended."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote_plus

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from brands.models import Brand
from tests.cast import PASSWORD, Cast
from tests.e2e.walker import Walker, signed_in, walker
from tests.pages.conftest import Opener

pytestmark = pytest.mark.e2e

PAUSE = 2_000
"""Milliseconds without a key after which a topic's page saves."""


@pytest.fixture
def brand(cast: Cast) -> Brand:
    return Brand.objects.create(business=cast.greenleaf, reseller=cast.lakeside, reference="BR-7200", city="Dover")


def address(brand: Brand) -> str:
    return reverse("brands:topic", args=[brand.id, "address"])


def types(page: Page, says: str, **values: str) -> None:
    """Types into fields, lets the pause pass after which the page saves by itself, and waits for what it then says.

    On a slow machine a pause between two fields may make two saves of it: the one that carries all is waited for.
    """
    carried = ("then=auto", *map(quote_plus, values.values()))
    page.clock.fast_forward(0)  # from here on the page has a clock that the test can put forward
    with page.expect_response(lambda answer: all(part in (answer.request.post_data or "") for part in carried)):
        for name, value in values.items():
            page.locator(f"main [name={name}]").press("End")
            page.keyboard.insert_text(value)
        page.clock.fast_forward(PAUSE)
    expect(page.locator("#saved")).to_contain_text(says)


def stored(brand: Brand) -> tuple[str, str, str]:
    brand.refresh_from_db()
    return brand.street, brand.city, brand.postal_code


def test_typing_is_saved_without_a_button_and_the_page_says_so(brand: Brand, browser_page: Opener, cast: Cast) -> None:
    page = browser_page(address(brand), person=cast.alice)
    types(page, "Saved just now, Alice Moore", street="1 Elm St")
    assert stored(brand) == ("1 Elm St", "Dover", "")
    types(page, "Saved just now", postal_code="97301")
    assert stored(brand) == ("1 Elm St", "Dover", "97301")
    page.reload()
    expect(page.locator("main [name=street]")).to_have_value("1 Elm St")


@pytest.mark.parametrize(("kept", "city"), [("mine", "Dover B"), ("theirs", "Dover A")])
def test_two_tabs_on_one_answer_show_both_and_lose_nothing(
    brand: Brand, browser_page: Opener, cast: Cast, kept: str, city: str
) -> None:
    first, second = (browser_page(address(brand), person=cast.alice) for _tab in range(2))
    types(first, "Saved just now", city=" A")
    told = "changed an answer here that you changed too. Save to see both and choose"
    types(second, told, city=" B", street="9 Oak Ave")
    assert stored(brand) == ("9 Oak Ave", "Dover A", "")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator("h1")).to_have_text("You saved these answers elsewhere too")
    expect(second.locator("main fieldset")).to_contain_text(["Dover A"])
    expect(second.locator("main fieldset")).to_contain_text(["Dover B"])
    second.locator(f"#keep-city-{kept}").check()
    second.get_by_role("button", name="Save what I chose").click()
    expect(second.locator("#saved")).to_contain_text("Saved just now")
    assert stored(brand) == ("9 Oak Ave", city, "")


def test_without_scripts_the_form_saves_by_its_button_and_asks_about_both_answers(
    brand: Brand, browser_page: Opener, cast: Cast
) -> None:
    pages = [browser_page(address(brand), person=person, javascript=False) for person in (cast.alice, cast.mia)]
    for page, city in zip(pages, ("Salem", "Boise"), strict=True):
        page.locator("main [name=city]").fill(city)
        page.get_by_role("button", name="Save", exact=True).click()
    expect(pages[0].locator("#saved")).to_contain_text("Saved just now, Alice Moore")
    expect(pages[1].locator("h1")).to_have_text("Alice Moore changed these answers too")
    pages[1].locator("#keep-city-mine").check()
    pages[1].get_by_role("button", name="Save what I chose").click()
    expect(pages[1].locator("#saved")).to_contain_text("Saved just now, Mia Ortiz")
    assert stored(brand)[1] == "Boise"


@pytest.fixture
def alice(chromium: Browser, live_portal: str, cast: Cast) -> Callable[..., Walker]:
    """Alice, signed in by the sign-in page."""

    def make(*, scripts: bool = True) -> Walker:
        person = walker(chromium, live_portal, "alice", scripts=scripts)
        person.looks = False
        return signed_in(person, cast.alice.email, PASSWORD)

    return make


def comes_back(person: Walker, cast: Cast) -> None:
    """Signs in again and finds what was typed."""
    person.sees("You were signed out. What you typed is kept").fill(login=cast.alice.email, password=PASSWORD)
    person.press("Sign in").sees("Typed, but not sent", "1 Elm St")


def test_what_is_typed_after_the_session_ended_is_saved_after_sign_in(
    brand: Brand, alice: Callable[..., Walker], cast: Cast, accessible: Callable[[Page], None]
) -> None:
    person = alice().go(address(brand))
    Session.objects.all().delete()
    told = "You were signed out, so this is not saved yet. What you typed is kept."
    types(person.page, told, street="1 Elm St")
    assert "Judged as you type" in person.text()  # no sign-in page was put into this one
    person.fill(postal_code="97301").press("Sign in and save it")
    comes_back(person, cast)
    accessible(person.page)
    person.sees("97301").press("Send it now")
    assert stored(brand) == ("1 Elm St", "Dover", "97301")
    assert person.page.url.endswith(address(brand))
    person.go("/kept/").sees("Nothing is waiting here")
    assert person.complaints == []


def test_a_form_sent_after_the_session_ended_is_saved_after_sign_in_without_scripts(
    brand: Brand, alice: Callable[..., Walker], cast: Cast
) -> None:
    person = alice(scripts=False).go(address(brand)).fill(street="1 Elm St")
    Session.objects.all().delete()
    person.press("Save")
    comes_back(person, cast)
    person.go("/").sees("Something you typed was not sent yet")
    person.press("See it and send it").press("Send it now")
    assert stored(brand) == ("1 Elm St", "Dover", "")


def test_a_tab_from_before_a_new_sign_in_goes_on_saving(brand: Brand, alice: Callable[..., Walker], cast: Cast) -> None:
    person = alice().go(address(brand))
    other = Walker("alice elsewhere", person.page.context.new_page(), looks=False)
    other.go("/accounts/logout/").press("Sign out")
    signed_in(other, cast.alice.email, PASSWORD)
    types(person.page, "You signed in again in another window, so this is not saved yet.", street="1 Elm")
    types(person.page, "Saved just now", street=" St")
    assert stored(brand)[0] == "1 Elm St"
    other.go("/kept/").sees("1 Elm").press("Forget it").sees("Nothing is waiting here")
    assert person.complaints == []


def test_a_save_that_does_not_arrive_says_so_and_is_made_up_for(
    brand: Brand, alice: Callable[..., Walker], cast: Cast
) -> None:
    page = alice().go(address(brand)).page
    page.route("**/address/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.clock.fast_forward(0)
    page.locator("main [name=street]").fill("1 Elm")
    page.clock.fast_forward(PAUSE)
    expect(page.locator("#saved")).to_contain_text("Not saved: the portal did not answer")
    page.unroute("**/address/")
    page.route("**/address/", lambda route: route.fulfill(status=503, body="<h1>Down</h1>"))
    with page.expect_response(lambda answer: answer.status == 503):
        page.locator("main [name=street]").fill("1 Elm S")
        page.clock.fast_forward(PAUSE)
    expect(page.locator("#saved")).not_to_contain_text("Down")
    page.unroute("**/address/")
    types(page, "Saved just now", street="t")
    assert stored(brand)[0] == "1 Elm St"
