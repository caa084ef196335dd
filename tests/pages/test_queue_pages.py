"""The review queue in a browser: by keys, without scripts, at both widths and in both themes."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from playwright.sync_api import expect

from portal.common import clock
from portal.common.clock import now
from portal.desk.models import SavedFilter
from portal.desk.review.bulk.services import RowAsked, run_carry_out, run_start
from portal.desk.review.queue.filters import filter_save
from portal.lifecycle.models import Application
from tests.cast import Cast
from tests.lifecycle.scenes import scene
from tests.pages.conftest import Opener
from tests.pages.looks import Judge, look

pytestmark = [pytest.mark.django_db, pytest.mark.e2e]


def test_keys_walk_through_the_queue_choose_claim_and_tell_themselves(cast: Cast, browser_page: Opener) -> None:
    first, second = scene(cast).submit(), scene(cast).submit()
    page = browser_page("/review/", person=cast.rae)
    page.keyboard.press("j")
    page.keyboard.press("j")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == second.application.reference
    page.keyboard.press("x")
    expect(page.locator("input[name=row]:checked")).to_have_count(1)
    page.keyboard.press("k")
    assert page.evaluate(focused) == first.application.reference
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_url(f"**/review/{second.application.reference}/")
    assert second.fresh().state == "under_review"


def test_without_scripts_rows_are_chosen_claimed_and_a_filter_is_kept(cast: Cast, browser_page: Opener) -> None:
    for _ in range(2):
        scene(cast).submit()
    page = browser_page("/review/?order=risk", person=cast.rae, javascript=False)
    page.get_by_text("Keep this filter under a name").click()
    page.get_by_label("Name", exact=True).fill("Risky")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("link", name="Risky")).to_be_visible()
    assert SavedFilter.objects.get().name == "Risky"
    page.get_by_label("all 2 on this page").check()
    page.get_by_role("group", name="With the chosen rows").get_by_role("button", name="Claim").click()
    expect(page.get_by_text("Done: 2")).to_be_visible()
    assert Application.objects.filter(state="under_review").count() == 2


def test_the_queue_its_forms_and_reports_look_right_at_both_widths_and_themes(
    cast: Cast, browser_page: Opener, accessible: Judge
) -> None:
    with clock.at(now() - dt.timedelta(days=8)):
        late = scene(cast).submit()
    Application.objects.filter(id=late.id).update(risk=65)
    made = [late, scene(cast).rejected().resubmit().claim(), scene(cast).submit().forward()]
    filter_save(actor=cast.rae.actor, name="Late ones", query={"tab": "all", "last_attempt": "1"})
    names = [one.application.reference for one in made]
    chosen = "&".join(f"row={name}" for name in names)
    run = run_start(
        actor=cast.rae.actor, run_id=uuid.uuid4(), action="claim", rows=[RowAsked(name) for name in [*names, "REG-1"]]
    )
    run_carry_out(actor=cast.rae.actor, run=run)
    forms = [f"/review/bulk/{action}/?{chosen}" for action in ("approve", "forward")]
    paths = ["/review/?tab=all", "/review/?overdue=1", *forms, f"/review/bulk/runs/{run.id}/", "/review/bulk/runs/"]
    look(browser_page, accessible, cast.rae, paths)
