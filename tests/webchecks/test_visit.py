"""A visit asks for a fixed handful of pages and keeps all it saw."""

from __future__ import annotations

import asyncio
import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from portal.egress.opening import open_door
from portal.egress.world import World
from portal.webchecks.visiting.order import Order
from portal.webchecks.visiting.visit import Visit
from portal.webchecks.world.sites import site_of
from tests.webchecks.conftest import order_of


def made(world: World, order: Order) -> Visit:
    async def go() -> Visit:
        async with open_door(world) as door:
            visit = Visit(door, order, pause=0)
            for _, step in visit.steps():
                await step()
            return visit

    return asyncio.run(go())


def test_a_visit_sees_certificate_redirect_home_policy_terms_and_form(world: World) -> None:
    facts = made(world, order_of(site_of("goodleaf-dental.test"))).facts()
    assert facts.tls is not None
    assert facts.tls.reason is None
    assert [page.role for page in facts.pages] == ["home", "http_redirect", "privacy_policy", "terms", "opt_in"]
    assert all(page.status == 200 and page.https and page.kind == "page" for page in facts.pages)


def test_policies_that_nobody_named_are_found_by_links(world: World) -> None:
    facts = made(world, Order("goodleaf-dental.test")).facts()
    found = {page.role: page.url for page in facts.pages}
    assert found["privacy_policy"] == "https://goodleaf-dental.test/privacy"
    assert found["terms"] == "https://goodleaf-dental.test/terms"


def test_a_site_without_encryption_is_still_looked_at(world: World) -> None:
    facts = made(world, Order("plainview-plumbing.test")).facts()
    assert facts.tls is not None
    assert facts.tls.reason == "no_tls"
    assert facts.pages[0].status == 200
    assert not facts.pages[0].https


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://169.254.169.254/", "metadata"),
        ("https://127.0.0.1/", "loopback"),
        ("http://localhost/", "not_a_name"),
        ("https://user:pw@goodleaf-dental.test/", "credentials_in_url"),
    ],
)
def test_an_address_that_may_not_be_asked_ends_the_visit(world: World, url: str, reason: str) -> None:
    visit = made(world, Order(url))
    assert visit.facts().refused == reason
    assert visit.facts().pages == ()
    assert visit.evidence == []


@pytest.mark.parametrize("url", ["http://10.0.0.8/privacy", "https://redirect-metadata.hostile.test/"])
def test_a_policy_address_is_judged_like_the_website(world: World, url: str) -> None:
    facts = made(world, Order("goodleaf-dental.test", privacy_policy_url=url)).facts()
    policy = facts.page("privacy_policy")
    assert policy is not None
    assert policy.reason in {"private", "redirect_refused"}
    assert policy.text == ""


def test_every_answer_is_kept_exactly_as_received(world: World) -> None:
    visit = made(world, Order("http://goodleaf-dental.test/"))
    kept = {evidence.sha256: evidence for evidence in visit.evidence}
    home = visit.facts().page("home")
    assert home is not None
    answers = [one for one in ArchiveIterator(io.BytesIO(kept[home.capture_sha256].data)) if one.rec_type == "response"]
    assert [record.rec_headers["WARC-IP-Address"] for record in answers] == ["127.0.0.1", "127.0.0.1"]
    assert b"BEGIN CERTIFICATE" in next(each.data for each in visit.evidence if each.kind == "certificates")
