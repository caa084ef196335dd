"""Looking at many pages: wide and light, narrow and dark, each judged once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from playwright.sync_api import Page

from tests.cast import Person
from tests.pages.conftest import Opener

LOOKS = ((1280, "light"), (390, "dark"))
Judge = Callable[[Page], None]


def look(browser_page: Opener, accessible: Judge, person: Person | None, paths: Iterable[str]) -> None:
    """Opens each page in each look, in one window per look, and judges it."""
    listed = list(paths)
    for width, theme in LOOKS:
        page = browser_page(listed[0], person=person, width=width, theme=theme)
        for path in listed:
            answer = page.goto(path)
            assert answer is not None
            assert answer.ok, f"{path} answers {answer.status}"
            assert page.locator("h1").count() == 1, f"{path} has one first heading"
            accessible(page)


def links(page: Page, within: str) -> list[str]:
    """The portal's addresses that a part of the page links to, each once."""
    found = page.locator(f"{within} a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return list(dict.fromkeys(path.partition("#")[0] for path in found if path.startswith("/")))
