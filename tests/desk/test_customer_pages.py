"""The customer's pages: home, tasks, answers, submit, rejection, and who may see them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from campaigns.services import campaign_dossier
from portal.lifecycle.models import Application
from tests.campaigns.scenes import checked, filled, opened, rejected, submitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at(name: str, application: Application, *rest: object) -> str:
    return reverse(f"desk:{name}", args=[application.reference, *rest])


def text(cast: Cast, url: str) -> str:
    response = cast.client(cast.alice).get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def test_home_tells_what_needs_me_and_whether_each_can_send(cast: Cast) -> None:
    application, _ = opened(cast)
    html = text(cast, "/")
    assert application.reference in html
    assert "Can it send now?" in html
    assert "0 of 4 rejections used" in html
    assert "Finish the answers" in html


def test_home_leads_reviewers_and_officers_to_their_desks(cast: Cast) -> None:
    assert cast.client(cast.rae).get("/")["Location"] == "/review/"
    assert cast.client(cast.omar).get("/")["Location"] == "/officer/"
    assert cast.client(cast.olga).get("/")["Location"] == "/officer/"
    assert "login" in cast.client().get("/")["Location"]


def test_an_empty_home_invites_to_start(cast: Cast) -> None:
    assert reverse("desk:start") in text(cast, "/")


@pytest.mark.source(2, 3)
def test_who_carries_the_messages_decides_where_to_register(cast: Cast) -> None:
    client, page = cast.client(cast.alice), reverse("desk:start")
    elsewhere = client.post(page, {"carrier": "other", "kind": "sms_mms"}).content.decode()
    assert "service that carries your messages" in elsewhere
    assert not Application.objects.exists()
    response = client.post(page, {"carrier": "us", "kind": "toll_free"})
    assert response["Location"] == at("registration", Application.objects.get())


def test_starting_without_a_choice_says_what_to_choose(cast: Cast) -> None:
    response = cast.client(cast.alice).post(reverse("desk:start"), {})
    assert response.status_code == 422
    assert "Say which numbers send." in response.content.decode()


def test_a_viewer_sees_and_may_not_start_or_submit(cast: Cast) -> None:
    application, _ = filled(cast)
    client = cast.client(cast.bob)
    assert client.get(at("registration", application)).status_code == 200
    assert client.get(reverse("desk:start")).status_code == 403
    assert client.get(at("submit", application)).status_code == 403


@pytest.mark.parametrize(
    "name", ["registration", "check_answers", "submit", "website_check", "history", "temporary", "withdraw", "waiting"]
)
def test_another_tenant_s_registration_is_not_found(cast: Cast, name: str) -> None:
    application, _ = opened(cast)
    assert cast.client(cast.charlie).get(at(name, application)).status_code == 404


def test_the_task_list_counts_what_is_done(cast: Cast) -> None:
    application, campaign = filled(cast)
    html = text(cast, at("registration", application))
    assert "12 of 12 done" in html or "11 of 11 done" in html
    assert reverse("campaigns:topic", args=[campaign.id, "samples"]) in html


def test_check_your_answers_shows_each_with_a_way_to_change_it(cast: Cast) -> None:
    application, campaign = filled(cast)
    html = text(cast, at("check_answers", application))
    assert "GreenLeaf Gardens LLC" in html
    assert "form.png" in html
    assert "(614) 280-2000" in html
    assert "+1614" not in html
    assert reverse("brands:topic", args=[campaign.brand_id, "identity"]) in html


def test_check_your_answers_tells_what_the_website_would_draw_too(cast: Cast) -> None:
    application, _ = filled(cast)
    unseen = text(cast, at("check_answers", application))
    assert "Nobody has looked at it yet" in unseen
    expired = {"check": "certificate", "verdict": "error", "reason": "expired", "codes": [], "facts": {}, "message": ""}
    checked(campaign_dossier(cast.alice.actor, application), verdict="error", checks=[expired])
    html = text(cast, at("check_answers", application))
    assert "One thing would get this registration rejected." in html


@pytest.mark.source(30)
def test_what_is_missing_is_listed_with_links(cast: Cast) -> None:
    application, campaign = opened(cast)
    html = text(cast, at("check_answers", application))
    assert "Upload the proof of consent." in html
    assert f"{reverse('campaigns:topic', args=[campaign.id, 'opt_in'])}?registration=" in html


@pytest.mark.source(191)
def test_submitting_asks_for_the_declaration_and_hands_in(cast: Cast) -> None:
    application, _ = filled(cast)
    checked(campaign_dossier(cast.alice.actor, application))
    client, page = cast.client(cast.alice), at("submit", application)
    assert client.post(page, {"capacity": "Owner"}).status_code == 422
    response = client.post(page, {"capacity": "Owner", "agreed": "on"})
    assert response["Location"] == at("registration", application)
    application.refresh_from_db()
    assert application.state == "pending"


def test_without_a_fresh_check_the_page_waits(cast: Cast) -> None:
    application, _ = filled(cast)
    response = cast.client(cast.alice).post(at("submit", application), {"capacity": "Owner", "agreed": "on"})
    assert response["Location"] == at("waiting", application)
    assert "Looking at your website" in text(cast, at("waiting", application))


def test_waiting_leads_on_once_there_is_nothing_to_wait_for(cast: Cast) -> None:
    application, _ = submitted(cast)
    client, page = cast.client(cast.alice), at("waiting", application)
    assert client.get(page)["Location"] == at("registration", application)
    assert client.get(page, headers={"HX-Request": "true"})["HX-Redirect"] == at("registration", application)


def test_incomplete_answers_stay_on_the_submit_page(cast: Cast) -> None:
    application, _ = opened(cast)
    response = cast.client(cast.alice).post(at("submit", application), {"capacity": "Owner", "agreed": "on"})
    assert response.status_code == 422
    assert "Upload the proof of consent." in response.content.decode()


def test_there_is_nothing_to_submit_twice(cast: Cast) -> None:
    application, _ = submitted(cast)
    assert cast.client(cast.alice).get(at("submit", application)).status_code == 409


@pytest.mark.source(37, 40, 247)
def test_the_rejection_page_explains_each_code_and_keeps_the_answers(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:9106", "tcr:2002")
    client, page = cast.client(cast.alice), at("rejection", application)
    html = text(cast, page)
    assert "1 of 4 rejections used" in html
    assert reverse("campaigns:topic", args=[campaign.id, "samples"]) in html
    assert "may be fined" in html
    answers = {"change-tcr:9106": "Added the way out.", "text-tcr:2002": "Shortened."}
    assert client.post(page, answers).status_code == 302
    html = text(cast, page)
    assert "Added the way out." in html
    assert "Shortened." in html


def test_a_registration_that_was_not_rejected_has_no_rejection_page(cast: Cast) -> None:
    application, _ = opened(cast)
    assert cast.client(cast.alice).get(at("rejection", application)).status_code == 409


def test_a_resubmission_shows_what_changed(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:9106")
    client = cast.client(cast.alice)
    client.post(at("rejection", application), {"change-tcr:9106": "Named the pickups."})
    campaign.name = "Pickups"
    campaign.save()
    checked(campaign_dossier(cast.alice.actor, application))
    assert client.post(at("submit", application), {"capacity": "Owner", "agreed": "on"}).status_code == 302
    html = text(cast, at("changes", application, 2))
    assert "Pickups" in html
    assert "Named the pickups." in html


@pytest.mark.source(31, 32, 36)
def test_a_temporary_registration_is_asked_for_after_the_submit(cast: Cast) -> None:
    application, _ = filled(cast)
    client, page = cast.client(cast.alice), at("temporary", application)
    assert "once the complete registration was submitted" in text(cast, page)
    assert client.post(page, {"note": "Spring sale"}).status_code == 409
    application, _ = submitted(cast)
    page = at("temporary", application)
    assert client.post(page, {"note": "Spring sale"}).status_code == 302
    assert application.temporaries.get().request_note == "Spring sale"


def test_withdrawing_closes_it_and_a_new_application_takes_over(cast: Cast) -> None:
    application, _ = submitted(cast)
    client = cast.client(cast.alice)
    assert client.post(at("withdraw", application), {"note": ""}).status_code == 302
    application.refresh_from_db()
    assert application.state == "withdrawn"
    response = client.post(at("apply_again", application), {})
    successor = Application.objects.get(supersedes=application)
    assert response["Location"] == at("registration", successor)


def test_the_website_check_is_started_from_its_page(cast: Cast) -> None:
    application, _ = filled(cast)
    response = cast.client(cast.alice).post(at("website_check", application))
    assert response["Location"].startswith("/checks/")
    empty, _ = opened(cast)
    assert cast.client(cast.alice).get(at("website_check", empty)).status_code == 200


def test_the_history_tells_what_happened(cast: Cast) -> None:
    application, _ = submitted(cast)
    html = text(cast, at("history", application))
    assert "Submission 1 was handed in" in html
