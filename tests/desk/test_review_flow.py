"""Forty submissions a day: from one to the next, without losing the filter, the page or what was typed."""

import datetime as dt
import re

import pytest

from portal.common.clock import now
from portal.desk.review.queue.filters import filter_save
from portal.lifecycle import services
from portal.lifecycle.models import Application
from portal.lifecycle.queue import key_of
from portal.notices.selectors import unread_count
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

TWICE = "/review/?resubmission=1"


@pytest.fixture
def desk(cast):
    return cast.client(cast.rae)


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def returned(desk, made, **more):
    """Returns a claimed application to the business."""
    data = {"note_to_customer": "Name the sender.", "submission_number": made.fresh().submission_count, **more}
    return desk.post(f"/review/{made.application.reference}/do/request_changes/", data)


def test_one_button_records_a_decision_and_claims_the_next_one_under_the_filter(desk, cast):
    first, other = scene(cast).rejected().resubmit(), scene(cast).submit()
    second = scene(cast).rejected().resubmit()
    desk.get(TWICE)
    page = text_of(desk.post("/review/next/", follow=True))
    assert 'name="next" value="1"' in page
    answer = returned(desk, first, next="1")
    assert answer["Location"] == f"/review/{second.application.reference}/"
    assert f"{first.application.reference}: recorded." in text_of(desk.get(answer["Location"]))
    answer = returned(desk, second, next="1")
    assert answer["Location"] == TWICE
    assert "Nothing more waits under this filter." in text_of(desk.get(TWICE))
    assert other.fresh().state == "pending"


def test_a_decision_without_next_stays_with_its_application(desk, cast):
    made = scene(cast).submit().claim()
    scene(cast).submit()
    assert returned(desk, made)["Location"] == f"/review/{made.application.reference}/"
    assert 'name="next" value="1"' not in text_of(desk.get(f"/review/{made.application.reference}/"))


def test_every_page_of_an_application_leads_back_to_the_filter_the_page_and_the_row(desk, cast):
    made = scene(cast).rejected().resubmit()
    kept = filter_save(actor=cast.rae.actor, name="Again", query={"resubmission": "1"})
    desk.get(f"{TWICE}&saved={kept.id}")
    reference = made.application.reference
    back = f'href="{TWICE}&amp;saved={kept.id}#{reference}"'
    for more in ("", "submissions/1/", "diff/1/2/"):
        assert back in text_of(desk.get(f"/review/{reference}/{more}")), more
    desk.get("/review/?tab=all&business=greenleaf")
    assert back in text_of(desk.get(f"/review/{reference}/"))
    assert f'id="{reference}" data-open' in text_of(desk.get(TWICE))


def test_giving_back_and_an_empty_bulk_action_keep_the_filter(desk, cast):
    made = scene(cast).rejected().resubmit().claim()
    desk.get(TWICE)
    assert desk.post(f"/review/{made.application.reference}/release/")["Location"] == TWICE
    assert desk.post("/review/bulk/", {"action": "claim"})["Location"] == TWICE


def test_a_page_whose_rows_have_moved_on_leads_to_the_first_one(desk, cast):
    made = scene(cast).submit()
    after = key_of(made.fresh(), "due")
    answer = desk.get("/review/", {"after": after}, follow=True)
    assert answer.redirect_chain == [("/review/", 302)]
    assert made.application.reference in text_of(answer)


def test_the_tab_that_is_open_is_gone_to_without_loading_the_page_anew(desk, cast):
    made = scene(cast).submit().claim()
    page = text_of(desk.get(f"/review/{made.application.reference}/"))
    assert page.count('href="#decision"') >= 2
    assert "?do=forward" not in page
    assert page.count('href="?do=request_changes#decision"') == 2


def test_the_decision_page_tells_risk_lateness_and_leads_to_all_of_the_business(desk, cast):
    made = scene(cast).submit()
    Application.objects.filter(id=made.id).update(due_at=now() - dt.timedelta(days=2), risk=41)
    page = text_of(desk.get(f"/review/{made.application.reference}/"))
    assert "Overdue" in page
    assert "Risk 41 of 100" in page
    assert 'href="/review/?tab=all&amp;business=greenleaf"' in page


def test_the_rejections_used_stand_beside_state_and_risk_before_anybody_claims_it(desk, cast):
    made = scene(cast).rejected().resubmit()
    address = f"/review/{made.application.reference}/"
    assert "1 of 4 rejections used" in text_of(desk.get(address))
    made.forward().reject()
    assert "2 of 4 rejections used" in text_of(desk.get(address))


@pytest.fixture
def proposed(cast):
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    scene(cast).submit().forward()
    asked = {"application_id": made.id, "actor": cast.rae.actor, "verb": "record_rejection"}
    services.application_propose(**asked, arguments={"text": ["No way out."]})
    return made


def test_the_queue_shows_and_finds_what_waits_for_a_second_reviewer(proposed, cast):
    ada = cast.client(cast.ada)
    page = text_of(ada.get("/review/?tab=registry"))
    assert page.count("Waits for a second reviewer</span>") == 1
    rows = ada.get("/review/?tab=all&proposed=1").context["rows"]
    assert [row.reference for row, _budget, _unsent in rows] == [proposed.application.reference]


def test_a_proposal_says_which_decision_and_the_form_says_that_it_takes_two(proposed, cast, desk):
    page = text_of(cast.client(cast.ada).get(f"/review/{proposed.application.reference}/"))
    assert "Rae Lindqvist proposes: Record a rejection" in page
    other = Application.objects.exclude(id=proposed.id).get()
    page = text_of(desk.get(f"/review/{other.reference}/?do=record_rejection"))
    assert "This decision takes two people." in page
    assert "This decision takes two people." not in text_of(desk.get(f"/review/{other.reference}/?do=record_approval"))


def test_the_second_reviewer_meets_the_proposal_first_and_not_the_form_that_declines_it(proposed, cast):
    ada, address = cast.client(cast.ada), f"/review/{proposed.application.reference}/"
    labels = [str(tab["label"]) for tab in ada.get(address).context["tabs"]]
    assert labels[-1] == "Decline"
    assert "Record a rejection" not in labels
    assert 'href="?do=decline_proposal#decision">Decline it</a>' in text_of(ada.get(address))


def test_a_closed_application_is_nobodys_turn(desk, cast):
    made = scene(cast).submit()
    services.application_withdraw(application_id=made.id, actor=cast.alice.actor, reason="Sold the shop.")
    page = text_of(desk.get(f"/review/{made.application.reference}/"))
    assert "This application is closed; there is nothing to decide." in page
    assert "the business&#x27;s turn" not in page
    assert "It is the business's turn" not in page


def test_who_takes_or_decides_an_application_has_read_what_the_bell_told_of_it(desk, cast):
    first, second, third = (scene(cast).submit() for _number in range(3))
    assert unread_count(cast.rae.actor) == 3
    desk.post("/review/next/")
    desk.post(f"/review/{second.application.reference}/claim/")
    assert unread_count(cast.rae.actor) == 1
    returned(desk, third.claim())
    assert first.fresh().state == "under_review"
    assert (unread_count(cast.rae.actor), unread_count(cast.ada.actor)) == (0, 3)


def test_decisions_and_declarations_are_told_with_their_part_its_id_and_the_time_in_words(desk, cast):
    made = scene(cast).approved()
    page = text_of(desk.get(f"/review/{made.application.reference}/"))
    assert "Record approval: brand GreenLeaf Gardens LLC" in page
    assert 'id <span class="mono">BABC123</span>' in page
    page = text_of(desk.get(f"/review/{made.application.reference}/submissions/1/"))
    assert re.search(r'Alice Moore, Owner, <time datetime="[^"]+">', page)


def test_an_override_is_read_with_the_words_of_what_it_is_kept_against(desk, cast):
    finding = {"rule": "CM011", "name": "No sender", "severity": "error", "message": "Nobody is named as the sender."}
    reasons = {"CM011": "The name stands in each sample.", "CM012": "Kept as agreed."}
    made = scene(cast).submit(findings=[finding], verdict="error", overrides=reasons)
    page = text_of(desk.get(f"/review/{made.application.reference}/"))
    for rule, words in (("CM011", "Nobody is named as the sender. "), ("CM012", " ")):
        assert f"<dt>{words}<code>{rule}</code></dt><dd>{reasons[rule]}</dd>" in page


def test_an_officer_is_led_by_a_notice_straight_to_the_timeline(cast):
    reference = scene(cast).submit().application.reference
    answer = cast.client(cast.omar).get(f"/applications/{reference}/")
    assert answer["Location"] == f"/registrations/{reference}/history/"


def test_one_key_leads_back_from_every_page_of_the_desk(desk, cast):
    made = scene(cast).rejected().resubmit().forward()
    here = f"/review/{made.application.reference}/"
    places = [here, f"{here}notice/", f"{here}diff/1/2/", f"{here}submissions/1/", "/notes/", "/notes/new/"]
    for address in [*places, "/review/bulk/runs/", f"/review/bulk/changes/?row={made.application.reference}"]:
        assert text_of(desk.get(address)).count('data-key="u"') == 1, address
