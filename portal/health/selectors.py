"""Which audits are due for whom."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from portal.accounts.permissions import Permission
from portal.common.clock import now
from portal.health.audits import AuditDue, next_audit
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import applications_for
from portal.lifecycle.states import State

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from portal.common.actor import Actor


@dataclasses.dataclass(frozen=True, slots=True)
class Audit:
    """An approved registration and the audit that comes next for it."""

    application: Application
    due: AuditDue


def approved_for(actor: Actor) -> QuerySet[Application]:
    """The approved registrations of the actor's tenant, longest approved first. Raises WrongPerson."""
    actor.require(Permission.REGISTRATION_VIEW)
    rows = applications_for(actor).filter(state=State.APPROVED)
    return rows.select_related("organization", "reseller").order_by("state_since", "id")


def audit_of(application: Application) -> Audit:
    """The next audit of an approved registration; days are those of the reseller's time zone."""
    zone = ZoneInfo(application.reseller.time_zone)
    approved_on = application.state_since.astimezone(zone).date()
    return Audit(application, next_audit(approved_on, now().astimezone(zone).date()))
