"""Looking at many pages: each is loaded once and judged wide and narrow, in one theme and the other."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Page

from tests.browser import looks_at
from tests.cast import Person
from tests.pages.conftest import Judge, Opener


def look(browser_page: Opener, accessible: Judge, person: Person | None, paths: Iterable[str]) -> Page:
    """Opens each page once and judges it in each look, in one window; gives the window, on the last page."""
    page = browser_page("", person=person)
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path} answers {answer.status}"
        judge_in_every_look(page, accessible)
    return page


def judge_in_every_look(page: Page, accessible: Judge) -> None:
    """Judges what stands in the window wide and narrow, switched in place."""
    assert page.locator("h1").count() == 1, f"{page.url} has one first heading"
    for _look in looks_at(page):
        accessible(page)


def links(page: Page, within: str) -> list[str]:
    """The portal's addresses that a part of the page links to, each once."""
    found = page.locator(f"{within} a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return list(dict.fromkeys(path.partition("#")[0] for path in found if path.startswith("/")))
