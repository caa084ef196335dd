"""The chance after a code comes from own decisions, with the size of the sample, and stays hidden while it is small."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from portal.lifecycle.chances import LEAST, chance_after, outcomes_after
from tests.cast import Cast
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


def test_what_became_of_the_next_submission_is_counted_by_code(cast: Cast) -> None:
    scene(cast).rejected("tcr:9106", "tcr:9108").rejected("tcr:9106").resubmit()
    made = scene(cast).rejected("tcr:9106").resubmit().forward()
    made.approve(made.brand)
    assert outcomes_after("tcr:9106") == (1, 2)
    assert outcomes_after("tcr:9108") == (0, 1)
    assert outcomes_after("tcr:1101") == (0, 0)
    assert chance_after("tcr:9106") is None


@pytest.mark.source(296)
def test_the_page_of_a_code_shows_the_share_with_its_sample_from_twenty_outcomes_on(cast: Cast) -> None:
    cast.lakeside.rejection_cap = LEAST
    cast.lakeside.save()
    made = scene(cast)
    for _ in range(LEAST - 1):
        made.rejected()
    page = "/codes/tcr/9106/"
    assert "Success after it" not in cast.client().get(page).content.decode()
    made.resubmit().forward().approve(made.brand)
    later = scene(cast).rejected().resubmit().forward()
    later.approve(later.brand)
    cache.clear()
    shown = chance_after("tcr:9106")
    assert shown
    assert (shown.approved, shown.total, shown.percent) == (2, LEAST, 10)
    for address in (page, "/tools/plan/?codes=9106"):
        assert f"2 of {LEAST} resubmissions were approved" in cast.client(cast.alice).get(address).content.decode()
