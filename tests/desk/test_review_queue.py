"""The reviewer's queue: filters, orders, pages by key, named filters, and claiming the next within them."""

import datetime as dt

import pytest
from django.db import connection

from portal.accounts.permissions import Role
from portal.common.clock import now
from portal.desk.models import SavedFilter
from portal.desk.review.queue.filters import asked_of, filter_save, query_of
from portal.lifecycle import services
from portal.lifecycle.models import Application
from portal.lifecycle.queue import COUNT_LIMIT, Asked, queue_counts_for, queue_page
from portal.lifecycle.services import temporary_request
from tests.cast import make_person
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

WARNING = {"rule": "sample-stop", "severity": "warning", "message": "Sample 2 has no opt-out wording."}


@pytest.fixture
def desk(cast):
    return cast.client(cast.rae)


def due(made, days):
    Application.objects.filter(id=made.id).update(due_at=now() + dt.timedelta(days=days))
    return made.application.reference


def references(cast, **asked):
    return [row.reference for row in queue_page(cast.rae.actor, Asked(**asked), size=25).rows]


def test_what_is_overdue_comes_first_and_what_has_no_date_last(cast):
    later, over, sooner = (scene(cast).submit() for _ in range(3))
    expected = [due(over, -2), due(sooner, 1), due(later, 3)]
    assert references(cast) == expected
    Application.objects.filter(id=sooner.id).update(due_at=None)
    assert references(cast) == [expected[0], expected[2], expected[1]]
    assert references(cast, overdue=True) == expected[:1]


def test_riskiest_and_oldest_first_are_other_orders_of_the_same(cast):
    calm, risky = scene(cast).submit(), scene(cast).submit(findings=[WARNING])
    assert references(cast, order="risk") == [risky.application.reference, calm.application.reference]
    assert references(cast, order="oldest") == [calm.application.reference, risky.application.reference]


@pytest.mark.parametrize("order", ["due", "risk", "oldest"])
def test_pages_by_key_show_every_row_once_forwards_and_backwards(cast, order):
    for number in range(7):
        made = scene(cast).submit()
        due(made, number % 2)
        if number % 3 == 0:
            made.claim()
    asked, seen, key = Asked(tab="all", order=order), [], ""
    while True:
        page = queue_page(cast.rae.actor, asked, size=2, after=key)
        seen += [row.reference for row in page.rows]
        if not page.after:
            break
        key = page.after
    assert len(seen) == len(set(seen)) == 7
    assert seen == references(cast, tab="all", order=order)
    back = queue_page(cast.rae.actor, asked, size=2, before=page.before)
    assert [row.reference for row in back.rows] == seen[4:6]
    assert queue_page(cast.rae.actor, asked, size=6, before=page.before).before == ""


def test_filters_find_resubmissions_last_attempts_temporary_requests_and_claims(cast):
    cast.lakeside.rejection_cap = 2
    cast.lakeside.save()
    again, asks, claimed = scene(cast).rejected().resubmit(), scene(cast).submit(), scene(cast).submit().claim()
    temporary_request(application_id=asks.id, actor=cast.alice.actor)
    assert references(cast, resubmission=True) == references(cast, last_attempt=True) == [again.application.reference]
    assert references(cast, temporary=True) == references(cast, tab="temporary") == [asks.application.reference]
    mine = [claimed.application.reference]
    assert references(cast, tab="mine") == references(cast, tab="all", assigned="me") == mine
    assert references(cast, tab="all", assigned=str(cast.ada.user.id)) == []
    assert len(references(cast, tab="all", assigned="nobody")) == 2
    assert references(cast, tab="all", business="summit") == references(cast, kind="toll_free") == []


def test_the_website_check_of_the_last_submission_is_a_filter(cast):
    scene(cast).submit()
    bare = scene(cast).submit(check_run_id=None, check_finished_at=None)
    page = queue_page(cast.rae.actor, asked_of({"check": "none"}), size=25)
    assert [row.reference for row in page.rows] == [bare.application.reference]
    assert queue_page(cast.rae.actor, asked_of({"check": "pass"}), size=25).rows == []


def test_another_reseller_sees_none_of_it(cast):
    made = scene(cast).submit()
    nora = make_person("Nora Blum", "nora@northgate.example", cast.northgate, Role.REVIEWER)
    assert queue_page(nora.actor, Asked(tab="all"), size=25).rows == []
    assert queue_counts_for(nora.actor)["all"] == 0
    client = cast.client(nora)
    text = client.get(f"/review/?q={made.application.reference}").content.decode()
    assert "Nothing matches" in text


def test_counts_on_tabs_are_those_of_the_reseller_and_go_no_further_than_a_thousand(cast):
    scene(cast)
    scene(cast).submit().claim()
    scene(cast).submit().forward()
    counts = queue_counts_for(cast.rae.actor)
    wanted = {"waiting": 0, "mine": 1, "review": 1, "registry": 1, "rejected": 0, "temporary": 0, "all": 2}
    assert {tab: counts[tab] for tab in wanted} == wanted
    assert COUNT_LIMIT == 1000


def test_an_exact_reference_leads_straight_to_its_application_and_an_address_made_up_is_told_so(desk, cast):
    made = scene(cast).submit()
    answer = desk.get("/review/", {"q": made.application.reference.lower(), "tab": "registry"})
    assert answer.headers["Location"] == f"/review/{made.application.reference}/"
    assert desk.get("/review/?after=nonsense").status_code == 422
    assert desk.get(f"/review/?order=risk&after=1~x~{made.id}").status_code == 422
    assert desk.get("/review/?tab=zebra&kind=1&assigned=me%00&q=%00&business=%27").status_code == 200


def test_claim_the_next_stays_in_the_filter_and_leaves_out_ones_own_submissions(desk, cast):
    calm, risky = scene(cast).submit(), scene(cast).submit(findings=[WARNING])
    answer = desk.post("/review/next/", {"in": "order=risk"})
    assert answer.headers["Location"] == f"/review/{risky.application.reference}/"
    assert desk.post("/review/next/", {"in": "kind=toll_free"}).headers["Location"] == "/review/?kind=toll_free"
    desk.get("/review/?resubmission=1")
    assert desk.post("/review/next/").headers["Location"] == "/review/?resubmission=1"
    assert (
        desk.post("/review/next/", {"in": "tab=registry"})
        .headers["Location"]
        .endswith(f"/{calm.application.reference}/")
    )


def test_a_claim_shows_who_has_it_until_when_and_is_given_back(desk, cast):
    made = scene(cast).submit()
    services.application_claim(application_id=made.id, actor=cast.ada.actor)
    text = desk.get("/review/?tab=review").content.decode()
    assert "Ada Fischer, until" in text
    assert f"/review/{made.application.reference}/release/" not in text
    mine = scene(cast).submit().claim()
    assert f"/review/{mine.application.reference}/release/" in desk.get("/review/?tab=mine").content.decode()


def test_a_filter_is_kept_under_a_name_stands_as_a_tab_and_is_shared_renamed_removed(desk, cast):
    ada = cast.client(cast.ada)
    desk.post("/review/filters/", {"in": "tab=all&overdue=1&zebra=1", "name": " Late  ones "})
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.query) == ("Late ones", {"tab": "all", "overdue": "1"})
    assert "Late ones" in desk.get("/review/").content.decode()
    assert "Late ones" not in ada.get("/review/").content.decode()
    desk.post(f"/review/filters/{kept.id}/", {"name": "Overdue", "shared": "on"})
    assert "Overdue</a>" in ada.get("/review/").content.decode()
    assert cast.client(cast.ada).post(f"/review/filters/{kept.id}/", {"name": "Mine"}).status_code == 403
    desk.post(f"/review/filters/{kept.id}/remove/")
    assert not SavedFilter.objects.exists()


def test_a_name_that_is_taken_or_missing_is_told_and_what_was_typed_stays(desk, cast):
    filter_save(actor=cast.rae.actor, name="Late", query={"overdue": "1"})
    answer = desk.post("/review/filters/", {"in": "kind=brand", "name": "LATE", "shared": "on"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "You have a filter named “LATE” already." in text
    assert 'value="LATE"' in text
    assert desk.post("/review/filters/", {"in": "kind=brand", "name": " "}).status_code == 422
    filter_save(actor=cast.ada.actor, name="Late", query={})  # everybody has names of their own
    assert query_of({"tab": "waiting", "order": "due", "check": "none"}) == {"check": "none"}


def explained(cast, **asked):
    """The plan of a first page, where every index counts and no table is too small for one."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    from portal.lifecycle import queue  # noqa: PLC0415

    rows = queue._rows(cast.rae.actor, Asked(**asked)).filter(state="pending")
    keys = {f"key_{place}": key for place, key in enumerate(queue.ORDERS[asked.get("order", "due")][:-1])}
    return rows.annotate(**keys).order_by(*keys, "id")[:26].explain()


@pytest.mark.parametrize("order", ["due", "risk", "oldest"])
def test_a_first_page_is_read_from_the_index_in_order_and_nothing_is_sorted(cast, order):
    plan = explained(cast, order=order)
    assert f"application_by_{order}" in plan
    assert "Sort" not in plan
