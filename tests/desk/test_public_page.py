"""What a reseller's public page and the first question tell before anything is typed."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pytest
from django.urls import reverse

from portal.common.actor import SYSTEM
from portal.common.clock import now
from portal.desk.customer.glossary import GLOSSARY
from portal.lifecycle.models import Application
from portal.tools import overlays
from portal.tools.overlays import overlay_add
from tests.cast import Cast
from verification.models import TollFreeNumber

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_built() -> Iterator[None]:
    """Each test starts without a rulebook built from rows that were rolled back since."""
    overlays._built.clear()
    yield
    overlays._built.clear()


def public(cast: Cast) -> str:
    page = cast.client().get("/r/lakeside/")
    assert page.status_code == 200
    return html.unescape(page.content.decode())


@pytest.mark.parametrize("name", ["alice", "rae", None])
def test_every_page_s_frame_leads_to_how_registration_works(cast: Cast, name: str | None) -> None:
    client = cast.client(cast.people[name] if name else None)
    for path in ("/notices/", "/tools/") if name else ("/r/lakeside/",):
        frame = client.get(path).content.decode()
        assert f'href="{reverse("desk:reseller_page", args=["lakeside"])}"' in frame.partition("<footer")[2]
    assert "how-it-works" not in cast.client().get("/tools/").content.decode()


@pytest.mark.entry("terms-glossary")
@pytest.mark.source(139)
def test_the_page_gives_each_of_the_ten_words_one_meaning(cast: Cast) -> None:
    page = public(cast)
    words = "10DLC, A2P, TCR, CSP, Brand, Campaign, Trust score, SHAFT, Throughput, Opt-in"
    assert ", ".join(str(word) for word, _ in GLOSSARY) == words
    for word, meaning in GLOSSARY:
        assert page.count(f"<dt>{word}</dt><dd>{meaning}</dd>") == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("in June 2023 the carriers made registration a condition", marks=pytest.mark.source(1)),
        pytest.param("You register with the service that carries your messages.", marks=pytest.mark.source(2)),
        pytest.param("One application, four elements", marks=pytest.mark.source(4)),
        pytest.param("Ask in clear, short words.", marks=pytest.mark.source(12)),
        pytest.param("neither the phone number nor the box may be required", marks=pytest.mark.source(13)),
        pytest.param("Name your business.", marks=pytest.mark.source(14)),
        pytest.param("Say what kind of messages come, and how often.", marks=pytest.mark.source(15)),
        pytest.param("Say that message and data rates may apply.", marks=pytest.mark.source(16)),
        pytest.param("(reply STOP) and help (reply HELP)", marks=pytest.mark.source(17)),
        pytest.param("Lead to the privacy policy and the terms.", marks=pytest.mark.source(18)),
        pytest.param("Hide it in terms or another agreement.", marks=pytest.mark.source(19)),
        pytest.param("Bundle it with consent to calls or e-mail.", marks=pytest.mark.source(20)),
        pytest.param("Share it with third parties.", marks=pytest.mark.source(21)),
        pytest.param("Take it as implied.", marks=pytest.mark.source(22)),
        pytest.param("Make it a condition of doing business with you.", marks=pytest.mark.source(23)),
        pytest.param("what you collect from people, how you use it and with whom", marks=pytest.mark.source(25)),
        pytest.param("what kinds of messages come, how often, that rates may apply", marks=pytest.mark.source(27)),
        pytest.param("SMS/MMS: 15 to 20 business days from submission", marks=pytest.mark.source(29)),
        pytest.param("Missing or wrong information makes it longer.", marks=pytest.mark.source(30)),
        pytest.param("on request, after a complete application was submitted", marks=pytest.mark.source(31, 32)),
        pytest.param("It ends by itself after 30 days", marks=pytest.mark.source(33)),
        pytest.param("or 5 days after a rejection that is not resolved", marks=pytest.mark.source(34)),
        pytest.param("Rejections: up to 4.", marks=pytest.mark.source(37)),
        pytest.param("Then the application cannot be submitted again", marks=pytest.mark.source(38)),
        pytest.param("a new one needs every issue solved", marks=pytest.mark.source(39)),
        pytest.param("Repeated rejections may be fined.", marks=pytest.mark.source(40)),
        pytest.param("not with the mobile operators, and on one number alone", marks=pytest.mark.source(72)),
        pytest.param("It is not whitelisting", marks=pytest.mark.source(73)),
        pytest.param("three to four weeks until the answer, up to five in all", marks=pytest.mark.source(74)),
        pytest.param("by hand, and a sheet of many numbers takes longer", marks=pytest.mark.source(75)),
        pytest.param("unclear fields, several submissions and several numbers", marks=pytest.mark.source(76)),
        pytest.param("One primary number per sender", marks=pytest.mark.source(85)),
        pytest.param("each location or franchise its own", marks=pytest.mark.source(86)),
        pytest.param("Verification is free.", marks=pytest.mark.source(107)),
        pytest.param("in the order of receipt: no provider is faster", marks=pytest.mark.source(108)),
        pytest.param("The business that sends is verified, never the platform.", marks=pytest.mark.source(116)),
        pytest.param("It keeps its standing but may be tested again.", marks=pytest.mark.source(118)),
    ],
)
def test_the_page_says_it_to_everybody(cast: Cast, words: str) -> None:
    assert words in public(cast)


def test_the_page_leads_to_the_sign_up_and_is_there_for_resellers_alone(cast: Cast) -> None:
    assert "/join/lakeside/" in public(cast)
    assert cast.client().get("/r/greenleaf/").status_code == 404


@pytest.mark.source(63)
def test_what_delays_reviews_now_is_shown_to_applicants_until_its_last_day(cast: Cast) -> None:
    today = now().date()
    data = {"title": "Reviews are slow now", "text": "Six weeks at the moment.", "kind": "delay", "confirmed": True}
    data |= {"effective_from": today.isoformat(), "source": "the aggregator's mail"}
    for until, shown in ((None, True), (today.isoformat(), False)):
        told = {"slug": "slow", **data, "effective_until": until}
        overlay_add(actor=SYSTEM, kind="notice", key="slow", data=told, effective_from=today, source="mail")
        start = cast.client(cast.alice).get(reverse("desk:start")).content.decode()
        assert ("Six weeks at the moment." in public(cast)) == shown
        assert ("Six weeks at the moment." in start) == shown


@pytest.mark.entry("provider-registers")
@pytest.mark.source(2)
def test_who_is_with_another_provider_is_sent_there_before_anything_is_typed(cast: Cast) -> None:
    assert "If a third-party messaging service carries them, register there instead." in public(cast)
    answer = cast.client(cast.alice).post(reverse("desk:start"), {"carrier": "other"})
    assert answer.status_code == 200
    assert "Ask that service for its registration form" in answer.content.decode()
    assert not Application.objects.exists()


@pytest.mark.entry("traffic-registration-since-2023")
@pytest.mark.source(1, 140)
def test_the_page_says_since_when_and_why_businesses_register(cast: Cast) -> None:
    page = public(cast)
    assert "in June 2023 the carriers made registration a condition" in page
    assert "since February 2025 messages from unregistered local numbers are blocked" in page
    policies = html.unescape(cast.client().get("/tools/carriers/").content.decode())
    assert "One reseller dates the duty to June 2023." in policies


@pytest.mark.source(98)
@pytest.mark.entry("tf-status-filtering")
@pytest.mark.parametrize(
    ("held", "meaning", "limited"),
    [
        ("verified", "Content is filtered lightly; a filter blocks that content, not the number.", False),
        ("restricted", "filtered hardest, shut off at the first unwanted traffic", True),
    ],
)
def test_a_numbers_page_says_what_its_class_means_for_filters_and_limits(
    cast: Cast, held: str, meaning: str, limited: bool
) -> None:
    number = TollFreeNumber.objects.create(
        business=cast.greenleaf, number="+18885550199", class_of_service=held, ported_from="Old Telco"
    )
    page = cast.client(cast.alice).get(reverse("desk:number", args=[number.id])).content.decode()
    assert meaning in html.unescape(page)
    assert "Verified and pending numbers are free of these limits." in page
    assert ("What verification brings" in page) == limited


@pytest.mark.entry("tf-benefits-text")
@pytest.mark.source(111)
def test_what_verification_brings_is_shown_to_everybody_and_beside_a_number_without_it(cast: Cast) -> None:
    number = TollFreeNumber.objects.create(business=cast.greenleaf, number="+18885550199")
    own = cast.client(cast.alice).get(reverse("desk:number", args=[number.id])).content.decode()
    told = {"blocked by mistake": "blocks by mistake", "solved faster": "faster help", "protected": "protection"}
    for everybody, beside in told.items():
        assert everybody in public(cast)
        assert beside in html.unescape(own)
