"""What a check of a website says: plain sentences with one reason each, and the mend that fits it."""

from __future__ import annotations

import pytest

from portal.rules.site.reasons import MEANINGS
from portal.rules.web_facts import PageFacts
from tests.rules.test_website import SOUND, judged, page, site

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


@pytest.mark.parametrize("detail", ["More than 5 redirects.", "https://acme.com/ redirects to itself in the end."])
def test_too_many_redirects_are_not_told_as_a_circle(detail: str) -> None:
    message = judged(site(page("home", "", reason="redirect_loop", detail=detail)))["home.reachable"].message
    assert message == f"The address redirects in a circle or too often. {detail}"
