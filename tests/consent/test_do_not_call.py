"""What the tables of do-not-call refuse by themselves."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from consent.models import DncApproval, DncList, DncListed, DncRequest, Program, Subject
from consent.scope import scope
from consent.seals import number_hash, number_of
from consent.services import event_record
from portal.common.clock import now
from portal.evidence.services import document_store
from tests.campaigns.scenes import picture
from tests.cast import Cast
from tests.consent.conftest import SENDER, SUE, opt_in
from tests.database.refusing import refused, refuses

pytestmark = pytest.mark.django_db


def asked(cast: Cast) -> DncRequest:
    licence = document_store(
        actor=cast.alice.actor, business_id=cast.greenleaf.id, kind="business_licence", upload=picture()
    )
    return DncRequest.objects.create(
        business=cast.greenleaf, category="healthcare_provider", licence=licence, requested_by="Alice Moore"
    )


def test_an_exemption_is_for_one_of_four_categories_and_refused_with_a_reason(cast: Cast) -> None:
    request = asked(cast)
    assert {value for value, _label in request._meta.get_field("category").choices} == {
        "healthcare_provider",
        "financial_institution",
        "nonprofit",
        "political",
    }
    refuses(request, "dnc_request_category_known", category="none")
    refuses(request, "dnc_request_decided_has_time", state="granted")
    refuses(request, "dnc_request_refused_says_why", state="refused", decided_at=now())
    with refused("dnc_request_one_live"):
        asked(cast)


def test_an_approval_is_texted_exactly_and_kept_under_the_persons_key(cast: Cast, program: Program) -> None:
    receipt = event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    with scope(cast.greenleaf.id):
        person = Subject.objects.get(id=receipt.subject_id)
    approval = DncApproval.objects.create(
        business=cast.greenleaf,
        subject=person,
        sender=SENDER,
        approval_number=cast.lakeside.dnc_approval_number,
        text=f"Approve {SENDER[1:]}",
        asked_by="Alice Moore",
    )
    assert number_of(approval.subject) == SUE
    refuses(approval, "dnc_approval_exact_text", text=f"Approve {SENDER}")
    at = now()
    early = {"approved_at": at, "event_id": uuid.uuid4(), "resend_from": at + dt.timedelta(minutes=9)}
    refuses(approval, "dnc_approval_recorded_whole", **early)
    later = {**early, "resend_from": at + dt.timedelta(minutes=10)}
    assert DncApproval.objects.filter(id=approval.id).update(**later) == 1


def test_a_list_is_known_by_its_bytes_and_its_numbers_by_their_hash(cast: Cast) -> None:
    facts = {"original_name": "312.csv", "sha256": "a" * 64, "size": 12, "count": 1, "uploaded_by": "Ada Fischer"}
    listed = DncList.objects.create(organization=cast.lakeside, listed_on=dt.date(2026, 11, 1), **facts)
    with refused("dnc_list_once"):
        DncList.objects.create(organization=cast.lakeside, listed_on=dt.date(2026, 11, 2), **facts)
    refuses(listed, "dnc_list_sha256_hex", sha256="312.csv")
    key = number_hash(cast.lakeside.id, SUE)
    DncListed.objects.create(list=listed, number_key=key)
    with refused("dnc_listed_once"):
        DncListed.objects.create(list=listed, number_key=key)
