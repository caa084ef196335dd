"""What the desk leaves behind: filters in the trail, a notice to whom a review is given."""

import uuid

import pytest

from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.desk.review.bulk.services import RowAsked, run_carry_out, run_start
from portal.desk.review.queue.filters import filter_change, filter_remove, filter_save
from portal.lifecycle import services
from portal.notices.models import EmailMessage, Notice
from tests.cast import Cast
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db
EVENT = "review_assigned"


def test_keeping_sharing_and_removing_a_filter_stand_in_the_trail_of_the_reseller(cast: Cast) -> None:
    rae = cast.rae.actor
    kept = filter_save(actor=rae, name="Late", query={"overdue": "1"})
    filter_change(actor=rae, filter_id=kept.id, name="Overdue", shared=True)
    filter_remove(actor=cast.ada.actor, filter_id=kept.id)
    acts = [Act.FILTER_SAVED, Act.FILTER_CHANGED, Act.FILTER_REMOVED]
    told = list(AuditEvent.objects.filter(act__in=acts).order_by("id"))
    assert [(event.act, event.actor_label) for event in told] == list(
        zip(acts, ["Rae Lindqvist", "Rae Lindqvist", "Ada Fischer"], strict=True)
    )
    assert told[0].data == {"query": {"overdue": "1"}, "shared": False}
    assert told[1].data == {"name_before": "Late", "shared_before": False, "shared": True}
    assert told[2].data == {"owner": "Rae Lindqvist", "shared": True}
    assert all(event.organizations == [cast.lakeside.id] for event in told)


def test_whom_a_review_is_given_to_is_told_and_nobody_else(cast: Cast) -> None:
    made = scene(cast).submit()
    before = Notice.objects.count()
    services.application_assign(application_id=made.id, actor=cast.ada.actor, person_id=cast.rae.user.id)
    notice = Notice.objects.get(event=EVENT)
    assert (notice.user, Notice.objects.count()) == (cast.rae.user, before + 1)
    assert notice.text.endswith("Ada Fischer gave you the review for 4 hours.")
    assert notice.url == f"/applications/{made.application.reference}/"
    assert EmailMessage.objects.get(event=EVENT).to == "rae@lakeside.example"


def test_who_takes_a_review_is_not_told_of_it(cast: Cast) -> None:
    made = scene(cast).submit()
    services.application_assign(application_id=made.id, actor=cast.rae.actor, person_id=cast.rae.user.id)
    assert not Notice.objects.filter(event=EVENT).exists()


def test_many_reviews_given_at_once_are_one_notice_of_those_that_could_be_given(cast: Cast) -> None:
    one, other, sent = scene(cast).submit(), scene(cast).submit(), scene(cast).submit().forward()
    rows = [RowAsked(made.application.reference) for made in (one, other, sent)]
    arguments = {"person": str(cast.rae.user.id)}
    run = run_start(actor=cast.ada.actor, run_id=uuid.uuid4(), action="assign", rows=rows, arguments=arguments)
    run_carry_out(actor=cast.ada.actor, run=run)
    run_carry_out(actor=cast.ada.actor, run=run)
    notice = Notice.objects.get(event=EVENT)
    assert notice.text.startswith("Ada Fischer gave you 2 reviews for 4 hours:")
    assert sent.application.reference not in notice.text
    assert notice.url == "/review/?tab=mine"
