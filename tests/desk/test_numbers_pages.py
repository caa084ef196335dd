"""The numbers' pages: inventory, file, one number and its records, a number that moved here, help about it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from html import unescape

import pytest
from django.urls import reverse

from campaigns.models import CampaignNumber, CarrierTest
from campaigns.numbering import number_add, number_associate
from portal.audit.models import AuditEvent
from portal.common.clock import at, day_in, now
from portal.evidence.selectors import documents_for
from portal.evidence.services import document_store
from portal.health.audits import POINTS
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application
from portal.notices.models import SupportRequest
from tests.campaigns.scenes import approved, opened, picture
from tests.cast import Cast, Person
from tests.verification import scenes as toll_free
from verification.models import TollFreeNumber
from verification.selectors import classes_of

pytestmark = pytest.mark.django_db

LOCAL = "+16142802001"


def text(cast: Cast, person: Person, url: str) -> str:
    answer = cast.client(person).get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def active(cast: Cast, number: str = LOCAL) -> CampaignNumber:
    _, campaign = approved(cast)
    row = number_associate(
        actor=cast.alice.actor, number_id=number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=number).id
    )
    CampaignNumber.objects.filter(id=row.id).update(active_from=row.associated_at)
    row.refresh_from_db()
    return row


def act(cast: Cast, person: Person, row: CampaignNumber | TollFreeNumber, name: str, **data: object) -> int:
    return cast.client(person).post(reverse("desk:number_act", args=[row.id, name]), data).status_code


@pytest.mark.source(241, 243)
@pytest.mark.entry("traffic-number-inventory")
def test_the_audit_lists_every_number_in_use_that_belongs_to_no_approved_campaign(cast: Cast) -> None:
    row = active(cast)
    number_add(actor=cast.alice.actor, campaign_id=row.campaign_id, number="+16142802009")
    TollFreeNumber.objects.create(business=cast.greenleaf, number="+18885550199", last_traffic_at=now())
    TollFreeNumber.objects.create(business=cast.greenleaf, number="+18885550111")
    pages = [reverse("health:audits"), reverse("desk:numbers") + "?show=unapproved"]
    audit = unescape(text(cast, cast.alice, pages[0]))
    assert [point for _, point in POINTS if point not in audit] == []
    for page in pages:
        html = text(cast, cast.alice, page)
        assert [one in html for one in ("(888) 555-0199", "(888) 555-0111", "(614) 280-2001")] == [True, False, False]
    application = Application.objects.get(subject_id=row.campaign_id)
    lifecycle.application_suspend(application_id=application.id, actor=cast.rae.actor, reason="Complaints.")
    for page in pages:
        html = text(cast, cast.alice, page)
        assert "(614) 280-2001" in html
        assert "(614) 280-2009" not in html
        assert "(614) 280-2001" not in text(cast, cast.dora, page)


@pytest.mark.source(55, 110)
@pytest.mark.entry("tf-status-visible")
def test_orphans_come_first_and_every_number_tells_class_since_when_and_how_known(cast: Cast) -> None:
    _, campaign = opened(cast)
    number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=LOCAL)
    toll_free.forwarded(cast)
    TollFreeNumber.objects.create(business=cast.greenleaf, number="+18885550199", label="Old line")
    html = text(cast, cast.alice, reverse("desk:numbers"))
    assert html.index("(888) 555-0199") < html.index("(614) 280-2001") < html.index("(833) 555-0142")
    assert "Request sent to the aggregator, REG-" in html
    assert "No request was recorded" in html
    assert "(888) 555-0199" in text(cast, cast.alice, reverse("desk:numbers") + "?show=orphans")
    assert "(614) 280-2001" not in text(cast, cast.alice, reverse("desk:numbers") + "?show=orphans")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("q=614-280", True),
        ("q=9999", False),
        ("show=local", True),
        ("show=waiting", True),
        ("show=pending", False),
        ("show=toll_free", False),
        ("show=untested", False),
        ("business=nonsense", True),
        ("q=order+updates", False),
    ],
)
def test_search_and_filters_narrow_the_list(cast: Cast, question: str, found: bool) -> None:
    _, campaign = opened(cast)
    number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=LOCAL)
    html = text(cast, cast.alice, f"{reverse('desk:numbers')}?{question}")
    assert ("(614) 280-2001" in html) is found


def test_the_reviewer_sees_the_numbers_of_each_business_and_another_reseller_none(cast: Cast) -> None:
    row = active(cast)
    page = reverse("desk:numbers")
    assert "(614) 280-2001" in text(cast, cast.rae, f"{page}?business={cast.greenleaf.id}")
    assert "(614) 280-2001" not in text(cast, cast.rae, f"{page}?business={cast.summit.id}")
    assert "(614) 280-2001" not in text(cast, cast.charlie, page)
    assert cast.client(cast.charlie).get(reverse("desk:number", args=[row.id])).status_code == 404


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    cast: Cast, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    _, campaign = opened(cast)
    for place in range(60):
        CampaignNumber.objects.create(campaign=campaign, business=cast.greenleaf, number=f"+1614280{place:04}")
        TollFreeNumber.objects.create(business=cast.greenleaf, number=f"+1833555{place:04}")
    client = cast.client(cast.alice)
    with django_assert_max_num_queries(18):
        html = client.get(reverse("desk:numbers") + "?page=2").content.decode()
    assert html.count("<tr>") == 51
    assert "51 to 100 of 120" in html


def test_the_file_holds_every_number_and_computes_nothing(cast: Cast) -> None:
    TollFreeNumber.objects.create(business=cast.greenleaf, number="+18885550199", label='=HYPERLINK("x")')
    active(cast)
    answer = cast.client(cast.alice).get(reverse("desk:numbers_csv"))
    assert answer.streaming
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [row["number"] for row in rows] == ["(888) 555-0199", "(614) 280-2001"]
    assert rows[0]["used_for"] == '\'=HYPERLINK("x")'
    assert (rows[0]["can_send"], rows[1]["can_send"]) == ("no", "yes")


@pytest.mark.source(203)
@pytest.mark.entry("traffic-test-three-carriers")
def test_a_test_message_is_a_record_with_day_result_and_person(cast: Cast) -> None:
    row = active(cast)
    today = day_in(cast.lakeside.time_zone).isoformat()
    data = {"carrier": "att", "result": "failed", "sent_on": today, "note": "Error 30007"}
    assert act(cast, cast.rae, row, "test", **data) == 302
    assert act(cast, cast.alice, row, "test", **{**data, "result": "delivered"}) == 302
    assert act(cast, cast.bob, row, "test", **data) == 403
    assert [(t.result, t.by_label) for t in CarrierTest.objects.order_by("id")] == [
        ("failed", "Rae Lindqvist"),
        ("delivered", "Alice Moore"),
    ]
    html = text(cast, cast.alice, reverse("desk:number", args=[row.id]))
    assert "Yes, seen by a test" in html
    assert "Error 30007" in html
    assert AuditEvent.objects.filter(act="campaign:number:tested").count() == 2


def test_a_day_before_the_association_is_refused_at_its_field(cast: Cast) -> None:
    row = active(cast)
    data = {"carrier": "att", "result": "delivered", "sent_on": "2020-01-01"}
    answer = cast.client(cast.alice).post(reverse("desk:number_act", args=[row.id, "test"]), data)
    assert answer.status_code == 422
    assert "not before the association" in answer.content.decode()
    assert not CarrierTest.objects.exists()


def test_in_the_evening_the_test_message_s_day_is_the_reseller_s_not_tomorrow(cast: Cast) -> None:
    row = active(cast)
    evening = dt.datetime.combine(now().date() + dt.timedelta(days=3), dt.time(2), tzinfo=dt.UTC)  # 9 or 10 PM there
    day = (evening - dt.timedelta(days=1)).date().isoformat()
    with at(evening):
        assert f'value="{day}"' in text(cast, cast.alice, reverse("desk:number", args=[row.id]))
        assert act(cast, cast.alice, row, "test", carrier="att", result="delivered", sent_on=day) == 302


@pytest.mark.source(201, 202)
@pytest.mark.entry("traffic-propagation-15-30min", "traffic-no-replacement-number", "traffic-unregistered-blocked")
def test_a_number_that_carriers_did_not_take_over_is_blocked_until_associated_again(cast: Cast) -> None:
    row = active(cast)
    page = reverse("desk:number", args=[row.id])
    assert "carriers know the number" in text(cast, cast.alice, page)
    assert act(cast, cast.rae, row, "failed", reason="") == 422
    assert act(cast, cast.rae, row, "failed", reason="T-Mobile: error 710") == 302
    html = text(cast, cast.alice, page)
    assert "T-Mobile: error 710" in html
    assert "carriers did not take the number over" in html
    assert act(cast, cast.alice, row, "associate") == 302
    assert "takes 15 to 30 minutes" in text(cast, cast.alice, page)


def test_a_carrier_test_cannot_be_changed_in_the_database(cast: Cast) -> None:
    row = active(cast)
    day = day_in(cast.lakeside.time_zone).isoformat()
    assert act(cast, cast.alice, row, "test", carrier="verizon", result="delivered", sent_on=day) == 302
    with pytest.raises(Exception, match="Cannot update"):
        CarrierTest.objects.update(result="failed")


@pytest.mark.source(118, 119)
@pytest.mark.entry("tf-ported-number", "tf-status-classes")
def test_a_number_that_moved_in_keeps_its_class_and_is_asked_for_anew_with_its_tickets(cast: Cast) -> None:
    client = cast.client(cast.alice)
    data = {"number": "(888) 555-0199", "ported_from": "Old Telco", "class_of_service": "verified"}
    data["earlier_tickets"] = "TCK-77"
    page = client.post(reverse("desk:number_moved"), data)["Location"]
    html = text(cast, cast.alice, page)
    assert "Told by the business when the number moved here, from Old Telco" in html
    assert "Ask for its verification anew" in html
    row = TollFreeNumber.objects.get(number="+18885550199")
    assert (row.class_of_service, row.retest_due) == ("verified", True)
    approval = document_store(
        actor=cast.alice.actor,
        business_id=cast.greenleaf.id,
        kind="earlier_verification",
        upload=picture("approval.png"),
        subject=("toll_free_number", row.id),
        field="earlier_approval",
    )
    assert act(cast, cast.alice, row, "retest") == 302
    row.refresh_from_db()
    assert row.verification is not None
    assert (row.verification.earlier_tickets, row.retest_due) == ("TCK-77", False)
    attached = documents_for(cast.alice.actor, subjects=[("verification", row.verification.id)])
    assert [paper.id for paper in attached] == [approval.id]
    assert classes_of([row])[row.id].name == "verified"


@pytest.mark.entry("tf-no-shared-number")
def test_another_businesss_toll_free_number_is_refused_with_552_and_no_name(cast: Cast) -> None:
    TollFreeNumber.objects.create(business=cast.harbor, number="+18885550199")
    data = {"number": "(888) 555-0199", "ported_from": "Old Telco", "class_of_service": "restricted"}
    answer = cast.client(cast.alice).post(reverse("desk:number_moved"), data)
    assert answer.status_code == 422
    assert "552" in answer.content.decode()
    assert "Harbor" not in answer.content.decode()


@pytest.mark.source(65, 66, 67, 68, 73)
@pytest.mark.entry(
    "tf-cap-daily", "tf-cap-weekly", "tf-cap-monthly", "tf-cap-counts-attempts", "tf-verification-not-whitelist"
)
def test_the_numbers_page_counts_attempts_against_the_three_limits(cast: Cast) -> None:
    row = TollFreeNumber.objects.create(business=cast.greenleaf, number="+18885550199")
    day = now().astimezone().date().isoformat()
    page = reverse("desk:number", args=[row.id])
    assert "1,400" not in text(cast, cast.alice, page)
    assert act(cast, cast.alice, row, "attempts", day="2026-13-01", attempts="5") == 422
    assert act(cast, cast.alice, row, "attempts", day="2099-01-01", attempts="5") == 422
    client = cast.client(cast.alice)
    pacific = client.get(page).context["forms"]["attempts"].initial["day"].isoformat()
    assert act(cast, cast.alice, row, "attempts", day=pacific, attempts="2000") == 302, day
    html = text(cast, cast.alice, page)
    assert "limit is used up" in html
    assert "not whitelisting" in html
    assert "Reduced" in html or "fewer blocks by mistake" in html


@pytest.mark.source(106, 113)
@pytest.mark.entry("tf-verified-blocked-ticket", "tf-support-route")
def test_a_blocked_verified_number_asks_for_help_already_saying_that_it_is_verified(cast: Cast) -> None:
    application, brief = toll_free.forwarded(cast)
    number = brief.numbers.get()
    lifecycle.application_record_approval(
        application_id=application.id, actor=cast.rae.actor, part=("number", number.id), external_id="V-1"
    )
    page = reverse("desk:number_help", args=[number.id])
    client = cast.client(cast.alice)
    initial = client.get(page).context["form"].initial
    assert "The number is verified." in initial["text"]
    sent = client.post(page, initial)
    request = SupportRequest.objects.get()
    assert (request.kind, request.subject_kind, request.subject_id) == ("blocked_number", "number", number.id)
    assert request.due_at is not None
    assert "technical support" in text(cast, cast.rae, sent["Location"])
    assert "technical support" in text(cast, cast.rae, reverse("notices:support"))
