"""The pages of a registration, filled with a real one, as the customer and the reviewer see them."""

from __future__ import annotations

import pytest

from tests.brands.scenes import approved_alone
from tests.campaigns.scenes import filled, opened, rejected, submitted
from tests.cast import Cast
from tests.pages.conftest import Opener
from tests.pages.looks import Judge, links, look


@pytest.mark.e2e
def test_a_draft_is_accessible_task_by_task(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    application, campaign = filled(cast)
    home = f"/registrations/{application.reference}/"
    tasks = links(browser_page(home, person=cast.alice), ".tasks")
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
    more = links(browser_page(home, person=cast.alice), "main .aside")
    look(browser_page, accessible, cast.alice, [home, f"{home}rejection/", *more])


@pytest.mark.e2e
def test_a_brand_registered_alone_is_accessible(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    application, _brand = approved_alone(cast)
    opened(cast)
    home = f"/registrations/{application.reference}/"
    more = links(browser_page(home, person=cast.alice), "main .aside")
    look(browser_page, accessible, cast.alice, ["/registrations/new/", home, f"{home}what-now/", *more])
    look(browser_page, accessible, cast.rae, [f"/review/{application.reference}/"])
