"""Asking for a package, and handing it out."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from django.db import transaction

from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.auditpack.models import AuditPackage, PackageScope
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongState
from portal.common.ids import next_reference
from portal.jobs.models import JobState
from portal.jobs.services import enqueue
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.selectors import application_for

SHORTEST_PURPOSE: Final = 10
_SCOPES: Final = {Kind.SMS_MMS: PackageScope.CAMPAIGN, Kind.TOLL_FREE: PackageScope.VERIFICATION}


@transaction.atomic
def package_request(
    *,
    actor: Actor,
    application_id: uuid.UUID,
    purpose: str,
    since: dt.date | None = None,
    until: dt.date | None = None,
    full_numbers: bool = False,
) -> AuditPackage:
    """Queues a package about one registration, with its consent records between two days (both included).

    Full phone numbers need the right to see them. Raises WrongInput (no purpose, days in wrong order, a registration
    of a brand alone), WrongPerson, NotFound.
    """
    application = application_for(actor, id=application_id)
    actor.require(Permission.PACKAGE_MAKE)
    assert actor.organization_id is not None  # rights are held in an organization
    if full_numbers:
        actor.require(Permission.NUMBER_VIEW_FULL)
    scope = _checked_scope(application, purpose, since, until)
    package = AuditPackage.objects.create(
        reference=next_reference("PKG"),
        organization_id=actor.organization_id,
        business=application.organization,
        scope=scope,
        application=application,
        since=since,
        until=until,
        purpose=purpose.strip(),
        full_numbers=full_numbers,
        asked_by=actor.label,
        asked_by_id=actor.id,
    )
    _record(Act.PACKAGE_REQUESTED, package, actor, {"scope": scope, "purpose": package.purpose})
    enqueue(package)
    return package


@transaction.atomic
def package_hand_out(*, actor: Actor, package: AuditPackage) -> AuditPackage:
    """Records that the package was downloaded. Raises WrongState before it is ready and after it expired."""
    actor.require(Permission.PACKAGE_MAKE)
    if package.state != JobState.DONE:
        raise WrongState("This package is not ready yet. Its page shows how far it is.", state=package.state)
    if package.expires_at and package.expires_at <= now():
        raise WrongState(
            "This package has expired. Make a new one: it will hold the same records and what came since.",
            state="expired",
        )
    _record(Act.PACKAGE_DOWNLOADED, package, actor, {"sha256": package.sha256})
    return package


def package_finished(package: AuditPackage, *, sha256: str, size: int, actor: Actor) -> None:
    """Tells the trail that a package was built; called by the build in its own transaction."""
    _record(Act.PACKAGE_FINISHED, package, actor, {"scope": package.scope, "sha256": sha256, "size": size})


def _checked_scope(
    application: Application, purpose: str, since: dt.date | None, until: dt.date | None
) -> PackageScope:
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        sentence = "Say what the package is for, such as 'Subpoena of 3 March, case 26-114'. It becomes part of it."
        raise WrongInput(sentence, code="purpose_missing", fields={"purpose": [sentence]})
    if since and until and until < since:
        sentence = "The last day is before the first. Swap them, or leave one empty."
        raise WrongInput(sentence, code="period_backwards", fields={"until": [sentence]})
    scope = _SCOPES.get(Kind(application.kind))
    if scope is None:
        sentence = "Packages are made about SMS/MMS registrations and toll-free verifications. Choose one of these."
        raise WrongInput(sentence, code="scope_unknown", fields={"application": [sentence]})
    return scope


def _record(act: Act, package: AuditPackage, actor: Actor, data: dict[str, str | int]) -> None:
    record(
        act,
        actor=actor,
        subject=Subject("package", package.id, package.reference),
        organizations=[package.business_id, package.business.parent_id],
        data=data,
    )
