"""The pages of a registration, filled with a real one, as the customer and the reviewer see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import Page

from tests.campaigns.scenes import filled, rejected, submitted
from tests.cast import Cast, Person
from tests.pages.conftest import Opener
from tests.pages.test_tour import LOOKS

Judge = Callable[[Page], None]


def look(browser_page: Opener, accessible: Judge, person: Person, paths: Iterable[str]) -> None:
    """Opens each page wide and light, narrow and dark, and judges it."""
    for path in paths:
        for width, theme in LOOKS:
            page = browser_page(path, person=person, width=width, theme=theme)
            assert page.locator("h1").count() == 1, f"{path} has one first heading"
            accessible(page)


def links(page: Page, within: str) -> list[str]:
    """The portal's addresses that a part of the page links to, each once."""
    found = page.locator(f"{within} a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return list(dict.fromkeys(path.partition("#")[0] for path in found if path.startswith("/")))


@pytest.mark.e2e
def test_a_draft_is_accessible_task_by_task(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    application, campaign = filled(cast)
    home = f"/registrations/{application.reference}/"
    tasks = links(browser_page(home, person=cast.alice), "main")
    assert len(tasks) > 10
    look(browser_page, accessible, cast.alice, ["/", home, f"/wordings/opt-in/?campaign={campaign.id}", *tasks])


@pytest.mark.e2e
def test_the_reviewer_s_desk_is_accessible(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    application, _campaign = submitted(cast)
    look(browser_page, accessible, cast.rae, ["/review/", f"/review/{application.reference}/"])
    look(browser_page, accessible, cast.omar, ["/officer/", "/trail/"])


@pytest.mark.e2e
def test_a_rejection_is_accessible(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    application, _campaign = rejected(cast, "tcr:9106")
    home = f"/registrations/{application.reference}/"
    pages = [home, f"{home}rejection/", f"{home}history/", f"{home}changes/"]
    known = links(browser_page(home, person=cast.alice), "main")
    look(browser_page, accessible, cast.alice, [path for path in pages if path in {home, *known}])
