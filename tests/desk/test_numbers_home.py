"""Home: what needs me now; guidance for every state; both clocks; the history in plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from campaigns.models import CampaignNumber
from campaigns.numbering import number_add, number_associate
from portal.audit.acts import KEYS, Act
from portal.desk.customer.guides import GUIDES
from portal.desk.numbers.history import PLAIN
from portal.lifecycle import services as lifecycle
from portal.lifecycle.states import State
from portal.notices.models import SupportKind, SupportRequest
from portal.notices.services.support import ROUTES, support_answer, support_open
from tests.campaigns.scenes import approved, opened, rejected, submitted
from tests.cast import Cast, Person
from verification.models import TollFreeNumber

pytestmark = pytest.mark.django_db


def text(cast: Cast, person: Person, url: str) -> str:
    answer = cast.client(person).get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_most_pressing_need_comes_first_and_leads_to_where_it_is_done(cast: Cast) -> None:
    opened(cast)
    application, _ = rejected(cast, "tcr:9106")
    TollFreeNumber.objects.create(business=cast.greenleaf, number="+18885550199")
    request = support_open(actor=cast.alice.actor, kind="form_help", title="Which form?", text="Which one is it?")
    support_answer(actor=cast.rae.actor, request_id=request.id, text="The long one.")
    needs = cast.client(cast.alice).get("/").context["needs"]
    assert [need.rank for need in needs] == sorted(need.rank for need in needs)
    assert needs[0].url == reverse("desk:rejection", args=[application.reference])
    words = " ".join(need.text for need in needs)
    for part in ("Your provider answered", "1 number stands on no open registration", "Finish the answers"):
        assert part in words


@pytest.mark.source(201, 203)
def test_numbers_to_associate_and_to_test_are_needs(cast: Cast) -> None:
    _, campaign = approved(cast)
    row = number_add(actor=cast.alice.actor, campaign_id=campaign.id, number="+16142802001")
    assert "Associate (614) 280-2001" in text(cast, cast.alice, "/")
    row = number_associate(actor=cast.alice.actor, number_id=row.id)
    CampaignNumber.objects.filter(id=row.id).update(active_from=row.associated_at)
    html = text(cast, cast.alice, "/")
    assert "Send a test message from (614) 280-2001" in html
    assert "1 of 1 numbers can send" in html


@pytest.mark.source(229)
def test_ninety_days_after_approval_people_hear_of_a_better_trust_score(cast: Cast, time_machine: Any) -> None:
    start = dt.datetime(2026, 7, 1, 15, tzinfo=dt.UTC)
    for days, told in ((0, False), (89, False), (90, True), (119, True), (120, False)):
        time_machine.move_to(start + dt.timedelta(days=days), tick=False)
        if not days:
            application, _ = approved(cast)
        html = text(cast, cast.alice, "/")
        assert ("apply for a better trust score" in html) == told
    assert "estimate" in text(cast, cast.alice, reverse("desk:readiness", args=[application.reference])).lower()


def test_home_asks_the_same_number_of_questions_for_many_registrations(
    cast: Cast, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for _ in range(15):
        opened(cast)
    client = cast.client(cast.alice)
    with django_assert_max_num_queries(24):
        assert client.get("/").content.decode().count("Can it send now?") == 15


@pytest.mark.parametrize("state", list(State))
def test_every_state_says_what_happens_what_to_do_and_what_not(state: State) -> None:
    guide = GUIDES[state]
    assert guide.now
    assert guide.do
    assert guide.avoid


@pytest.mark.source(106)
@pytest.mark.entry("tf-support-route", "life-fine-warning")
def test_the_guidance_page_offers_each_kind_of_help_filled_for_the_registration(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106")
    html = text(cast, cast.alice, reverse("desk:what_now", args=[application.reference]))
    assert "repeated ones may be fined" in html
    page = reverse("desk:registration_help", args=[application.reference])
    for kind in SupportKind.values:
        assert f"{page}?kind={kind}" in html
    client = cast.client(cast.alice)
    form = client.get(page).context["form"]
    assert form.initial["kind"] == "escalation"
    client.post(page, {**form.initial, "text": "The code does not fit."})
    assert SupportRequest.objects.get().subject_id == application.id


def test_what_does_not_arrive_goes_to_technical_support_and_the_rest_to_the_campaign_team() -> None:
    technical = {kind for kind, team in ROUTES.items() if team == "technical support"}
    assert technical == {"blocked_number", "message_failure"}
    assert set(ROUTES) == set(SupportKind.values)


@pytest.mark.source(33)
def test_a_running_temporary_registration_shows_both_clocks_and_lets_its_numbers_send(cast: Cast) -> None:
    application, campaign = submitted(cast)
    number_add(actor=cast.alice.actor, campaign_id=campaign.id, number="+16142802001")
    page = reverse("desk:temporary", args=[application.reference])
    lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)
    lifecycle.temporary_grant(application_id=application.id, actor=cast.rae.actor)
    html = text(cast, cast.alice, page)
    assert "Ends by itself" in html
    assert "Not running: no rejection is open." in html
    assert "What ends it" in html
    assert "A temporary registration is running." in text(cast, cast.alice, "/")
    assert "A temporary registration is running." in text(cast, cast.alice, reverse("desk:numbers"))


def test_the_history_tells_registrations_and_numbers_in_plain_words_and_pages(cast: Cast) -> None:
    application, campaign = submitted(cast)
    for place in range(30):
        number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=f"+161428020{place:02}")
    html = text(cast, cast.alice, reverse("desk:business_history"))
    assert "(614) 280-2029 was named on" in html
    assert "Page 1 of" in html
    page = reverse("desk:history", args=[application.reference])
    lines = [
        one.text for place in (1, 2) for one in cast.client(cast.alice).get(f"{page}?page={place}").context["entries"]
    ]
    assert len(lines) > 31
    assert not any(line.startswith(application.reference) for line in lines)
    assert f"{application.reference}: Submission 1 was handed in." in text(
        cast, cast.alice, f"{reverse('desk:business_history')}?page=2"
    )
    assert any("Answers about the messages were changed" in line for line in lines)
    assert "(614) 280" not in text(cast, cast.charlie, reverse("desk:business_history"))


def test_every_sentence_of_the_history_uses_what_its_act_carries() -> None:
    for act, words in PLAIN.items():
        data = dict.fromkeys(KEYS[Act(act)], "x")
        assert words.format(**{**data, "label": "REG-1"}), act
