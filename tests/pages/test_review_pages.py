"""The reviewer's pages in a browser: each state of the decision page, its keys, notices, notes, reports."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from playwright.sync_api import expect

from tests.cast import Cast, Person
from tests.lifecycle.scenes import scene
from tests.pages import review_scenes as scenes
from tests.pages.conftest import Opener
from tests.pages.looks import Judge, judge_in_every_look, look
from tests.pages.review_scenes import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.e2e]
NOTICE = "Reason 9106: no way out in sample 2. Also 9101 and TF501. Error code 77123: sender not vetted."


def glance(browser_page: Opener, accessible: Judge, person: Person, paths: Iterable[str]) -> None:
    """Pages of parts that others judge in every look: axe on a phone in the dark, no scrolling sideways on a desk."""
    page = browser_page("", person=person, width=390, theme="dark")
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path} answers {answer.status}"
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, f"{path} scrolls sideways on a desk"
        page.set_viewport_size({"width": 390, "height": 800})
        accessible(page)


def test_a_whole_registration_handed_in_again_looks_right(cast: Cast, browser_page: Opener, accessible: Judge) -> None:
    scenes.notes(cast)
    big = scenes.resubmitted(cast)
    look(browser_page, accessible, cast.rae, [page_of(big), page_of(big, "diff/1/2/")])
    glance(browser_page, accessible, cast.rae, [page_of(big, "?do=request_changes"), page_of(big, "submissions/2/")])


def test_the_decision_page_looks_right_in_every_state(cast: Cast, browser_page: Opener, accessible: Judge) -> None:
    made = scenes.of_every_state(cast)
    forms = ("record_rejection", "record_information_request", "record_brand_standing")
    pages = [page_of(one) for one in made.values()]
    pages += [page_of(made["forwarded"], f"?do={verb}") for verb in forms]
    glance(browser_page, accessible, cast.rae, pages)
    glance(browser_page, accessible, cast.ada, [page_of(made["proposed"])])


def test_pages_beside_the_queue_look_right(cast: Cast, browser_page: Opener, accessible: Judge) -> None:
    scenes.numbers(cast)
    glance(browser_page, accessible, cast.rae, ["/numbers/"])
    glance(browser_page, accessible, cast.ada, ["/settings/", "/settings/branding/", "/team/"])
    glance(browser_page, accessible, cast.omar, ["/officer/?q=green", "/trail/", "/verify/"])


def test_a_notice_is_read_in_every_look(cast: Cast, browser_page: Opener, accessible: Judge) -> None:
    made = scene(cast).submit().forward()
    look(browser_page, accessible, cast.rae, [page_of(made.application, "notice/")])
    page = browser_page(page_of(made.application, "notice/"), person=cast.rae)
    page.get_by_label("The text of the notice").fill(NOTICE)
    page.get_by_role("button", name="Read the codes").click()
    expect(page.get_by_label("77123 A code we do not know")).to_be_checked()
    judge_in_every_look(page, accessible)


def test_canned_notes_and_a_long_queue_look_right(cast: Cast, browser_page: Opener, accessible: Judge) -> None:
    glance(browser_page, accessible, cast.rae, ["/notes/", "/review/", "/review/bulk/runs/"])
    note, saved = scenes.notes(cast), scenes.queue(cast)
    look(browser_page, accessible, cast.rae, ["/review/"])
    more = [f"/review/?kind=toll_free&saved={saved}", "/review/?tab=all&order=risk&last_attempt=1"]
    glance(browser_page, accessible, cast.rae, ["/notes/", f"/notes/{note}/", "/notes/new/", *more])


def test_the_keys_of_the_decision_page_do_what_their_list_says(cast: Cast, browser_page: Opener) -> None:
    made = scene(cast).submit()
    page = browser_page(page_of(made.application), person=cast.rae)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys of the decision page")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.wait_for_url(f"**{page_of(made.application)}")
    page.get_by_role("button", name="Give back").wait_for()
    page.keyboard.press("2")
    page.wait_for_url("**?do=request_changes#decision")
    page.keyboard.press("i")
    page.keyboard.type("c2n")
    expect(page.get_by_label("Note to the other reviewers")).to_have_value("c2n")
    page.get_by_label("Note to the other reviewers").blur()
    page.keyboard.press("u")
    page.wait_for_url(f"**/review/#{made.application.reference}")


def test_who_comes_back_from_an_application_stands_at_its_row_again(cast: Cast, browser_page: Opener) -> None:
    reference = [scene(cast).submit() for _number in range(3)][1].application.reference
    page = browser_page("/review/?order=oldest", person=cast.rae)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/review/{reference}/")
    page.keyboard.press("u")
    page.wait_for_url(f"**/review/?order=oldest#{reference}")
    expect(page.locator(":focus")).to_have_text(reference)
