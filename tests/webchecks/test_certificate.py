"""What the look at a certificate finds reaches the judgement of a website."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.egress.opening import open_door
from portal.egress.world import World, load_world
from portal.webchecks.judging import Judgement
from portal.webchecks.looking import look
from portal.webchecks.visiting.visit import Visit
from portal.webchecks.world.serving import served_in_thread
from portal.webchecks.world.sites import Site
from tests.webchecks.conftest import order_of

REVOKED = Site("recalled-toys.test", "Recalled Toys LLC", tls="revoked")
ENDED = Site("ended-toys.test", "Ended Toys LLC", tls="expired")
PLAIN = Site("plain-toys.test", "Plain Toys LLC")


@pytest.fixture(scope="module")
def toy_street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with served_in_thread(tmp_path_factory.mktemp("toys"), (REVOKED, ENDED, PLAIN)) as path:
        yield path


@pytest.fixture
def street(toy_street: Path) -> World:
    return load_world(toy_street)


def judged(street: World, site: Site) -> tuple[Visit, Judgement]:
    brand = {"legal_name": site.legal_name}
    return look(order_of(site), brand, "as_documented", kind="campaign", door=open_door(street), pause=0)


def check(judgement: Judgement, name: str) -> dict[str, object]:
    return next(each for each in judgement.checks if each["check"] == name)


@pytest.mark.entry("web-cert-valid")
@pytest.mark.source(147)
def test_a_withdrawn_certificate_fails_with_the_issuers_answer_as_evidence(street: World) -> None:
    visit, judgement = judged(street, REVOKED)
    found = check(judgement, "tls.certificate")
    assert (found["verdict"], found["reason"]) == ("error", "revoked")
    assert "key compromise" in str(found["message"])
    pem = next(each for each in visit.evidence if f"sha256:{each.sha256}" in found["evidence"])
    assert b"BEGIN OCSP RESPONSE" in pem.data


@pytest.mark.entry("web-cert-valid")
def test_pages_behind_a_withdrawn_certificate_are_not_judged_as_seen(street: World) -> None:
    visit, _ = judged(street, REVOKED)
    assert {page.reason for page in visit.facts().pages if page.role in ("home", "privacy_policy")} == {"revoked"}


def test_an_expired_certificate_fails_with_the_day_it_ended(street: World) -> None:
    _, judgement = judged(street, ENDED)
    found = check(judgement, "tls.certificate")
    assert found["reason"] == "expired"
    assert re.search(r"The certificate ended on [A-Z][a-z]{2} \d{1,2}, 20\d\d\.", str(found["message"]))


def test_without_a_stapled_answer_revocation_could_not_be_checked(street: World) -> None:
    _, judgement = judged(street, PLAIN)
    found = check(judgement, "tls.revocation")
    assert found["verdict"] == "could_not_check"
    assert "no stapled answer" in str(found["message"])
    assert check(judgement, "tls.certificate")["verdict"] == "pass"
