"""What a browser drew is read back from its captures as it was judged."""

from __future__ import annotations

import pytest

from portal.egress.opening import open_door
from portal.egress.world import World
from portal.webchecks.looking import Asked, visit_site
from portal.webchecks.replaying import facts_of
from portal.webchecks.seeing import seen_of, to_draw, with_drawn
from portal.webchecks.world.sites import site_of
from tests.webchecks.browser.conftest import Draw
from tests.webchecks.conftest import order_of
from tests.webchecks.test_replay import kept


@pytest.mark.parametrize(
    ("host", "roles"),
    [
        ("goodleaf-dental.test", ["opt_in"]),
        ("script-studio.test", ["opt_in", "home", "privacy_policy", "terms"]),
    ],
)
def test_drawn_pages_are_read_back_as_they_were_judged(
    browser_probe: Draw, world: World, host: str, roles: list[str]
) -> None:
    seen = seen_of(visit_site(Asked(order_of(site_of(host)), open_door(world), pause=0)))
    order = to_draw(seen.facts)
    assert [role for role, _ in order] == roles
    drawn = with_drawn(seen, browser_probe(order, world))
    assert [page.reason for page in drawn.facts.rendered] == [None] * len(roles)
    assert {"screenshot", "document", "words", "tunnel"} <= {evidence.kind for evidence in drawn.evidence}
    assert {each.sha256 for each in drawn.sightings} <= {each.sha256 for each in drawn.evidence} | {None}
    assert facts_of(kept(drawn)) == drawn.facts
