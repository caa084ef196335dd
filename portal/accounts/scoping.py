"""Tenant scoping: who acts, and which rows that party sees.

The tenant of a row is its business and, through it, one reseller. A business sees its own rows; a reseller sees those
of its businesses; nobody else sees any. Views take ``actor_of(request)``; reads go through ``<thing>_for(actor, …)``
selectors built on ``visible_to`` and ``get_for``.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.http import HttpRequest

from portal.accounts.models import ApiKey, Membership, OrganizationKind
from portal.accounts.permissions import ROLE_TABLE, Permission, Role
from portal.common.actor import Actor, ActorKind
from portal.common.errors import NotFound

if TYPE_CHECKING:
    from django.db.models import QuerySet

Row = TypeVar("Row", bound=models.Model)


def actor_of(request: HttpRequest) -> Actor:
    """The party behind a request, as put there by ``ActorMiddleware`` or the API's key authentication."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def actor_for_membership(membership: Membership, *, address: str = "", request_id: str = "") -> Actor:
    """A person acting in one of the organizations the person belongs to."""
    organization = membership.organization
    return Actor(
        kind=ActorKind.USER,
        id=membership.user_id,
        label=str(membership.user),
        organization_id=organization.id,
        organization_kind=organization.kind,
        role=membership.role,
        permissions=frozenset(ROLE_TABLE.get((organization.kind, Role(membership.role)), frozenset())),
        address=address,
        request_id=request_id,
    )


def actor_for_key(key: ApiKey, *, address: str = "", request_id: str = "") -> Actor:
    """A program acting with a key, under the rights the key was given."""
    return Actor(
        kind=ActorKind.API_KEY,
        id=key.id,
        label=str(key),
        organization_id=key.organization_id,
        organization_kind=key.organization.kind,
        role="key",
        permissions=frozenset(key.permissions),
        address=address,
        request_id=request_id,
    )


def visible_to(actor: Actor, rows: QuerySet[Row], *, business: str = "business") -> QuerySet[Row]:
    """The rows of the actor's tenant; ``business`` is the lookup path from a row to its business organization."""
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.organization_id is None:
        return rows.none()
    if actor.organization_kind == OrganizationKind.RESELLER:
        return rows.filter(**{f"{business}__parent_id": actor.organization_id})
    return rows.filter(**{f"{business}_id": actor.organization_id})


def get_for(
    actor: Actor,
    rows: QuerySet[Row],
    *,
    business: str = "business",
    right: Permission | None = None,
    **lookup: uuid.UUID | str,
) -> Row:
    """The one visible row that matches.

    Raises NotFound for a foreign tenant's row as for none at all, whatever the actor's role; only then WrongPerson when
    the ``right`` to see rows of this sort is missing.
    """
    try:
        row = visible_to(actor, rows, business=business).get(**lookup)
    except (ObjectDoesNotExist, ValidationError, ValueError) as error:
        raise NotFound() from error
    if right is not None:
        actor.require(right)
    return row
