"""What a check of a website says: plain sentences with one reason each, and the mend that fits it."""

from __future__ import annotations

import pytest

from portal.rules.site.reasons import MEANINGS
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
