"""What may be read of toll-free briefs and numbers."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from brands.selectors import EDITABLE
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import SYSTEM, Actor
from portal.lifecycle.models import Application, Kind, RegistryRecord
from portal.lifecycle.selectors import last_rejection, latest_application_of
from portal.lifecycle.states import FINAL, PartStatus, State
from portal.rules.rulebook import load
from verification.models import TollFreeNumber, TollFreeVerification
from verification.vocabulary import ClassKnown, ClassOfService

_CLASS_BY_STATUS = {
    PartStatus.SENT: ClassOfService.PENDING,
    PartStatus.APPROVED: ClassOfService.VERIFIED,
    PartStatus.REJECTED: ClassOfService.RESTRICTED,
    PartStatus.SUSPENDED: ClassOfService.RESTRICTED,
}
_WORDS = {
    PartStatus.SENT: "Request sent to the aggregator",
    PartStatus.APPROVED: "The aggregator approved it",
    PartStatus.REJECTED: "The aggregator denied it",
    PartStatus.SUSPENDED: "Suspended at the aggregator",
}


def verifications_for(actor: Actor) -> QuerySet[TollFreeVerification]:
    """The briefs of the actor's tenant, newest first. Raises WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    return visible_to(actor, TollFreeVerification.objects.select_related("business__parent", "brand"))


def verification_for(actor: Actor, verification_id: uuid.UUID) -> TollFreeVerification:
    """One brief of the actor's tenant. Raises NotFound, WrongPerson."""
    rows = TollFreeVerification.objects.select_related("business__parent", "brand")
    return get_for(actor, rows, right=Permission.REGISTRATION_VIEW, id=verification_id)


def verification_application(brief: TollFreeVerification) -> Application | None:
    """The newest application of the brief."""
    return latest_application_of(SYSTEM, kind=Kind.TOLL_FREE, subject_id=brief.id)


def verification_lock(brief: TollFreeVerification) -> Application | None:
    """The application that keeps the brief's answers as they are, or None when they may be changed."""
    application = verification_application(brief)
    return application if application and application.state not in EDITABLE else None


def denied_for_age(brief: TollFreeVerification) -> bool:
    """Whether the newest denial missed an age gate: such a brief goes again only with its screens (source 003, 507)."""
    application = verification_application(brief)
    decision = last_rejection(application) if application else None
    known = load().codes
    keys = [code["key"] for code in decision.codes] if decision else []
    return any("age_gate" in known[key].issues for key in keys if key in known)


def numbers_of(brief: TollFreeVerification) -> list[TollFreeNumber]:
    """The brief's numbers, oldest first."""
    return list(brief.numbers.order_by("created_at"))


def in_use_unverified(numbers: QuerySet[TollFreeNumber]) -> QuerySet[TollFreeNumber]:
    """Those of the numbers that send, as far as was told, and stand on no approved verification."""
    approved = Application.objects.filter(
        kind=Kind.TOLL_FREE, subject_id=OuterRef("verification_id"), state=State.APPROVED
    )
    told = Q(last_traffic_at__isnull=False) | Q(class_of_service=ClassOfService.VERIFIED)
    return numbers.filter(told, ~Exists(approved))


def number_is_taken(e164: str, *, business_id: uuid.UUID) -> bool:
    """Whether the number belongs to another business anywhere in this deployment (code 552).

    The one question that is asked across tenants; it answers yes or no and nothing else.
    """
    return TollFreeNumber.objects.filter(number=e164).exclude(business_id=business_id).exists()


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """A number's class of service, since when, and where that is known from (source 003, lines 222 to 224)."""

    name: ClassOfService
    since: dt.datetime
    known: str


def class_of(number: TollFreeNumber) -> str:
    """The number's class of service, as ``classes_of`` reads it."""
    return classes_of([number])[number.id].name


def classes_of(numbers: Iterable[TollFreeNumber]) -> dict[uuid.UUID, Held]:
    """Each number's class: what its newest record at the aggregator says, else what is stored (source 003).

    Pending once the request is with the aggregator, verified once approved, restricted after a denial. A number that
    was verified when it moved in stays so while a new request waits (source 003, lines 262 to 264).
    """
    rows = list(numbers)
    records = RegistryRecord.objects.filter(part_kind="number", part_id__in=[row.id for row in rows])
    records = records.exclude(status=PartStatus.NOT_SENT).select_related("application")
    newest = {record.part_id: record for record in records.order_by("part_id", "-id").distinct("part_id")}
    return {row.id: _held(row, newest.get(row.id)) for row in rows}


def _held(number: TollFreeNumber, record: RegistryRecord | None) -> Held:
    stored = ClassOfService(number.class_of_service)
    keeps = bool(number.ported_from) and stored == ClassOfService.VERIFIED
    if record is None or (keeps and record.status == PartStatus.SENT):
        known = str(ClassKnown(number.class_known).label)
        if number.class_known == ClassKnown.OWNER and number.ported_from:
            known = f"{known}, from {number.ported_from}"
        return Held(stored, number.class_since, known)
    status = PartStatus(record.status)
    since = record.sent_at if status == PartStatus.SENT else record.answered_at
    source = f"{_WORDS[status]}, {record.application.reference}"
    return Held(_CLASS_BY_STATUS[status], since or number.class_since, source)


def open_brief_of(business_id: uuid.UUID) -> Application | None:
    """The toll-free application of a business that is on its way: a sender has one open brief at a time."""
    rows = Application.objects.filter(kind=Kind.TOLL_FREE, organization_id=business_id)
    return rows.exclude(state__in=[*FINAL, State.APPROVED, State.SUSPENDED]).order_by("-id").first()
