"""What lies with the reseller while a registration is at the registry: parts that may be sent on and were not yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.common.businessdays import business_date_after
from portal.lifecycle.clocks import REVIEW_TARGET, end_of_day
from portal.lifecycle.models import RegistryRecord
from portal.lifecycle.states import UNPROVEN, UNSENT, WAITS_FOR, ConfirmationState, PartStatus


def parts_to_send(parts: Iterable[RegistryRecord]) -> list[RegistryRecord]:
    """Those of one application's parts whose turn on the ladder has come and that lie with nobody."""
    records = list(parts)
    open_kinds = {record.part_kind for record in records if record.status != PartStatus.APPROVED}
    return [r for r in records if r.status in UNSENT and WAITS_FOR.get(r.part_kind) not in open_kinds]


def possible_since(part: RegistryRecord, parts: Iterable[RegistryRecord], forwarded: dt.datetime) -> dt.datetime:
    """Since when a part may be sent: since its application is at the registry, or what it waits for was approved."""
    first = WAITS_FOR.get(part.part_kind)
    return max([forwarded, *(r.answered_at for r in parts if r.part_kind == first and r.answered_at)])


def send_by(since: dt.datetime, *, zone: str) -> dt.datetime:
    """When a part should be on its way; measured like the first look at a submission."""
    return end_of_day(business_date_after(since, REVIEW_TARGET, zone=zone), zone=zone)


def told_to_send(parts: Iterable[RegistryRecord]) -> str:
    """`Campaign to be sent`, or that its brand holds it up; empty when nothing lies with the reseller.

    Which confirmations are awaited is read with the parts, so that a page of applications asks once.
    """
    records = list(parts)
    waiting = parts_to_send(records)
    if not waiting:
        return ""
    held = any(_holds_up(record) for record in records if record.part_kind == WAITS_FOR.get(waiting[0].part_kind))
    told = _("%(part)s held up by its brand") if held else _("%(part)s to be sent")
    return told % {"part": waiting[0].part_kind.capitalize()}


def _holds_up(brand: RegistryRecord) -> bool:
    awaited = any(one.state == ConfirmationState.AWAITED for one in brand.confirmations.all())
    return awaited or brand.identity_status in UNPROVEN
