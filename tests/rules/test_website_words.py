"""What a check of a website says: plain sentences with one reason each, and the mend that fits it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.rules.site.check import PAGE_WORDS, TLS_WORDS
from portal.rules.site.reasons import MEANINGS
from portal.rules.web_facts import PageFacts
from tests.rules.test_website import SOUND, TLS, judged, page, site

REFUSALS = list(MEANINGS)[: list(MEANINGS).index("expired")]


@pytest.mark.parametrize("reason", REFUSALS)
def test_a_refused_address_is_told_in_plain_words(reason: str) -> None:
    told = [
        judged(site(tls=None, refused=reason))["home.reachable"].message,
        judged(site(page("home", "", reason=reason, status=None)))["home.reachable"].message,
    ]
    for message in told:
        assert MEANINGS[reason] in message
        assert "_" not in message
        assert "(" not in message


def test_what_is_known_of_a_refused_address_is_said_once() -> None:
    said = "Port 8443 is not a website's port; 80 and 443 are."
    port = page("terms", "", reason="bad_port", status=None, detail=said)
    assert judged(site(SOUND[0], port))["terms.found"].message == said
    led = page("terms", "", reason="redirect_refused", status=None, detail=said)
    assert judged(site(SOUND[0], led))["terms.found"].message == f"{MEANINGS['redirect_refused']} {said}"


@pytest.mark.parametrize(
    "pages", [(), (page("terms", "Terms", https=False),), (page("terms", "", onward="https://a.test/t"),)]
)
def test_the_terms_are_spoken_of_as_one_page(pages: tuple[PageFacts, ...]) -> None:
    message = judged(site(SOUND[0], *pages))["terms.found"].message
    assert "terms page" in message


@pytest.mark.parametrize("reason", [*PAGE_WORDS, *REFUSALS])
def test_a_mend_speaks_of_a_password_or_a_holding_page_only_where_there_is_one(reason: str) -> None:
    fix = judged(site(page("home", "", reason=reason, status=None)))["home.reachable"].fix
    assert fix
    assert ("password" in fix) == (reason == "credentials_in_url")
    assert "holding page" not in fix


def test_each_way_of_not_opening_has_a_mend_of_its_own() -> None:
    reasons = ("bad_port", "bad_scheme", "no_address", "redirect_loop", "timed_out", "unreadable", "too_large")
    seen = [judged(site(SOUND[0], page("terms", "", reason=one, status=None)))["terms.found"] for one in reasons]
    assert len({check.fix for check in seen}) == len(reasons)
    assert not any("scripts" in check.fix for check in seen)
    kinds = {
        one: judged(site(page("home", "", kind=one)))["home.reachable"].fix for one in ("login_wall", "placeholder")
    }
    assert "without a password" in kinds["login_wall"]
    assert "holding page" in kinds["placeholder"]


@pytest.mark.parametrize("reason", TLS_WORDS)
def test_the_mend_of_a_certificate_fits_what_is_wrong_with_it(reason: str) -> None:
    fix = judged(site(*SOUND, tls=replace(TLS, reason=reason)))["tls.certificate"].fix
    assert ("intermediate" in fix) == (reason == "incomplete_chain")
    assert reason != "wrong_host" or "names acme.com" in fix
    assert fix == judged(site(SOUND[0], page("terms", "", reason=reason, status=None)))["terms.found"].fix


@pytest.mark.parametrize("detail", ["More than 5 redirects.", "https://acme.com/ redirects to itself in the end."])
def test_too_many_redirects_are_not_told_as_a_circle(detail: str) -> None:
    message = judged(site(page("home", "", reason="redirect_loop", detail=detail)))["home.reachable"].message
    assert message == f"The address redirects in a circle or too often. {detail}"
