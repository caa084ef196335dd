"""The inventory: every number of the tenant, those that stand on no open registration first."""

from __future__ import annotations

import dataclasses
import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext_lazy as _

from campaigns.models import CampaignNumber
from campaigns.selectors import in_use_unapproved
from campaigns.vocabulary import NumberState
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import NotFound
from portal.desk.numbers.reading import NumberRow, rows_of
from portal.lifecycle.models import Application, Kind, RegistryRecord
from portal.lifecycle.states import FINAL, PartStatus
from verification.models import TollFreeNumber
from verification.selectors import in_use_unverified
from verification.vocabulary import ClassOfService

Key = tuple[bool, str, uuid.UUID, str]
"""Orphan, number, id, kind: enough to order and page by."""

SHOWN: Final = {
    "": _("All numbers"),
    "orphans": _("On no open registration"),
    "unapproved": _("In use, on no approved registration"),
    "local": _("Local numbers"),
    "toll_free": _("Toll-free numbers"),
    "waiting": _("Local, not associated yet"),
    "propagating": _("Local, carriers are being told"),
    "active": _("Local, active"),
    "untested": _("Local, a test message is missing"),
    "failed": _("Local, failed"),
    "verified": _("Toll-free, verified"),
    "pending": _("Toll-free, pending"),
    "restricted": _("Toll-free, restricted"),
    "retest": _("Toll-free, moved here, may be tested again"),
}
"""Filters of the page, by the word in its address."""
_CLASS_STATUS: Final = {
    "verified": [PartStatus.APPROVED],
    "pending": [PartStatus.SENT],
    "restricted": [PartStatus.REJECTED, PartStatus.SUSPENDED],
}
CHUNK: Final = 500


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """What the page was asked for: words or digits, one of ``SHOWN``, and for a reseller one business."""

    words: str = ""
    show: str = ""
    business: uuid.UUID | None = None


def numbers_for(actor: Actor, choice: Choice) -> QuerySet[Any, Key]:
    """The keys of the numbers that the choice fits, orphans first, then by number. Raises WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    local, toll_free = _local(actor, choice), _toll_free(actor, choice)
    if choice.show in _LOCAL_SHOWN:
        found = local
    elif choice.show in _TOLL_FREE_SHOWN:
        found = toll_free
    else:
        found = local.union(toll_free, all=True)
    return found.order_by("-orphan", "number", "id")


def read(keys: Iterable[Key]) -> list[NumberRow]:
    """The numbers behind keys, as pages show them, in the order of the keys."""
    order = [key[2] for key in keys]
    local = CampaignNumber.objects.filter(id__in=order).select_related("campaign", "business__parent")
    toll_free = TollFreeNumber.objects.filter(id__in=order).select_related("business__parent")
    by_id: dict[uuid.UUID, CampaignNumber | TollFreeNumber] = {row.id: row for row in local}
    by_id |= {row.id: row for row in toll_free}
    return rows_of(by_id[one] for one in order if one in by_id)


def read_all(actor: Actor, choice: Choice) -> Iterator[NumberRow]:
    """Every number the choice fits, read in pieces, for files that are streamed."""
    keys = list(numbers_for(actor, choice))
    for start in range(0, len(keys), CHUNK):
        yield from read(keys[start : start + CHUNK])


def number_for(actor: Actor, number_id: uuid.UUID) -> NumberRow:
    """One number of the tenant. Raises NotFound, WrongPerson."""
    local = CampaignNumber.objects.select_related("campaign", "business__parent").exclude(state=NumberState.REMOVED)
    right = Permission.REGISTRATION_VIEW
    try:
        return rows_of([get_for(actor, local, right=right, id=number_id)])[0]
    except NotFound:
        toll_free = TollFreeNumber.objects.select_related("verification", "business__parent")
        return rows_of([get_for(actor, toll_free, right=right, id=number_id)])[0]


_LOCAL_SHOWN: Final = frozenset({"local", "waiting", "propagating", "active", "untested", "failed"})
_TOLL_FREE_SHOWN: Final = frozenset({"toll_free", "verified", "pending", "restricted", "retest"})
_KEY: Final = ("orphan", "number", "id", "kind")


def _open(kind: str, subject: str) -> Exists:
    rows = Application.objects.filter(kind=kind, subject_id=OuterRef(subject))
    return Exists(rows.filter(~Q(state__in=sorted(FINAL))))


def _local(actor: Actor, choice: Choice) -> QuerySet[Any, Key]:
    rows = visible_to(actor, CampaignNumber.objects.exclude(state=NumberState.REMOVED))
    known = [NumberState.ASSOCIATED, NumberState.PROPAGATING, NumberState.ACTIVE]
    active = Q(state__in=known, active_from__lte=now())
    missing = Q(result_t_mobile="") | Q(result_att="") | Q(result_verizon="")
    wanted = {
        "waiting": Q(state=NumberState.REQUESTED),
        "propagating": Q(state__in=known, active_from__gt=now()),
        "active": active,
        "untested": active & missing,
        "failed": Q(state=NumberState.FAILED),
    }
    rows = rows.filter(wanted.get(choice.show, Q()) & _words(choice, "campaign__name"))
    if choice.show == "unapproved":
        rows = in_use_unapproved(rows)
    return _keys(rows.annotate(orphan=~_open(Kind.SMS_MMS, "campaign_id"), kind=Value("local")), choice)


def _toll_free(actor: Actor, choice: Choice) -> QuerySet[Any, Key]:
    rows = visible_to(actor, TollFreeNumber.objects.all()).filter(_words(choice, "label"))
    if choice.show == "retest":
        rows = rows.filter(retest_due=True)
    elif choice.show == "unapproved":
        rows = in_use_unverified(rows)
    elif choice.show in _CLASS_STATUS:
        rows = _of_class(rows, choice.show)
    return _keys(rows.annotate(orphan=~_open(Kind.TOLL_FREE, "verification_id"), kind=Value("toll_free")), choice)


def _of_class(rows: QuerySet[TollFreeNumber], name: str) -> QuerySet[TollFreeNumber]:
    """As ``classes_of`` reads it: the newest record at the aggregator, else what is stored."""
    records = RegistryRecord.objects.filter(part_kind="number", part_id=OuterRef("id"))
    newest = records.exclude(status=PartStatus.NOT_SENT).order_by("-id").values("status")[:1]
    keeps = Q(status=PartStatus.SENT, class_of_service=ClassOfService.VERIFIED) & ~Q(ported_from="")
    fits = Q(status__in=_CLASS_STATUS[name]) & ~keeps | Q(status=None, class_of_service=name)
    if name == ClassOfService.VERIFIED:
        fits |= keeps
    return rows.annotate(status=Subquery(newest)).filter(fits)


def _keys(rows: QuerySet[Any], choice: Choice) -> QuerySet[Any, Key]:
    if choice.business:
        rows = rows.filter(business_id=choice.business)
    if choice.show == "orphans":
        rows = rows.filter(orphan=True)
    return rows.order_by().values_list(*_KEY)


def _words(choice: Choice, title: str) -> Q:
    words = choice.words.strip()
    digits = re.sub(r"\D", "", words)
    found = Q(**{f"{title}__icontains": words}) | Q(business__name__icontains=words) if words else Q()
    if len(digits) >= 3:  # fewer say nothing: every number has them somewhere
        found |= Q(number__contains=digits)
    return found
