"""Which audits are due for whom."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from campaigns.models import CampaignNumber
from campaigns.selectors import in_use_unapproved
from portal.accounts.permissions import Permission
from portal.accounts.scoping import visible_to
from portal.common.clock import day_in
from portal.health.audits import AuditDue, next_audit
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.selectors import applications_for
from portal.lifecycle.states import State
from verification.models import TollFreeNumber
from verification.selectors import in_use_unverified

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet

    from portal.common.actor import Actor


MOST_STRAYS = 200
"""More numbers of a kind than this are looked through in the inventory."""


@dataclasses.dataclass(frozen=True, slots=True)
class Audit:
    """An approved registration and the audit that comes next for it."""

    application: Application
    due: AuditDue


@dataclasses.dataclass(frozen=True, slots=True)
class Stray:
    """A number in use that belongs to no approved campaign or verification."""

    id: uuid.UUID
    number: str
    business: str


def strays_for(actor: Actor) -> list[Stray]:
    """Every number of the tenant that is in use on nothing approved (source 004, step 6.6), by number.

    Raises WrongPerson.
    """
    actor.require(Permission.REGISTRATION_VIEW)
    local = in_use_unapproved(visible_to(actor, CampaignNumber.objects.select_related("business")))
    toll_free = in_use_unverified(visible_to(actor, TollFreeNumber.objects.select_related("business")))
    found = [Stray(row.id, row.number, row.business.name) for rows in (local, toll_free) for row in rows[:MOST_STRAYS]]
    return sorted(found, key=lambda stray: stray.number)


def approved_for(actor: Actor) -> QuerySet[Application]:
    """The approved registrations of the actor's tenant, longest approved first. Raises WrongPerson.

    A brand alone has neither messages nor consents to audit; its campaigns have.
    """
    actor.require(Permission.REGISTRATION_VIEW)
    rows = applications_for(actor).filter(state=State.APPROVED).exclude(kind=Kind.BRAND)
    return rows.select_related("organization", "reseller").order_by("state_since", "id")


def audit_of(application: Application) -> Audit:
    """The next audit of an approved registration; days are those of the reseller's time zone."""
    zone = application.reseller.time_zone
    return Audit(application, next_audit(day_in(zone, application.state_since), day_in(zone)))
