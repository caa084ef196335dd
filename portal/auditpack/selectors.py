"""Packages a person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for, visible_to
from portal.auditpack.models import AuditPackage
from portal.common.actor import Actor

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet


def packages_for(actor: Actor) -> QuerySet[AuditPackage]:
    """The packages about the actor's businesses, newest first. Raises WrongPerson without the right to make them."""
    actor.require(Permission.PACKAGE_MAKE)
    rows = AuditPackage.objects.select_related("business", "application", "organization")
    return visible_to(actor, rows)


def package_for(actor: Actor, *, id: uuid.UUID) -> AuditPackage:  # noqa: A002 (a key's usual name)
    """One package. Raises WrongPerson, or NotFound for a foreign tenant's."""
    rows = AuditPackage.objects.select_related("business", "application", "organization")
    return get_for(actor, rows, right=Permission.PACKAGE_MAKE, id=id)
