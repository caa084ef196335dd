"""What may be read of organizations, members, invitations and keys."""

from __future__ import annotations

import uuid

from django.db.models import Q, QuerySet

from portal.accounts.models import ApiKey, Invitation, Membership, Organization, OrganizationKind
from portal.accounts.permissions import ROLE_TABLE, Permission, Role
from portal.common.actor import Actor, ActorKind
from portal.common.errors import NotFound


def organizations_for(actor: Actor) -> QuerySet[Organization]:
    """The actor's organization and, for a reseller, its businesses."""
    rows = Organization.objects.select_related("parent")
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.organization_id is None:
        return rows.none()
    return rows.filter(Q(id=actor.organization_id) | Q(parent_id=actor.organization_id))


def organization_for(actor: Actor, organization_id: uuid.UUID) -> Organization:
    """One organization of the actor's tenant. Raises NotFound."""
    organization = organizations_for(actor).filter(id=organization_id).first()
    if organization is None:
        raise NotFound()
    return organization


def business_for(actor: Actor, business_id: uuid.UUID) -> Organization:
    """One business of the actor's tenant. Raises NotFound."""
    organization = organization_for(actor, business_id)
    if organization.kind != OrganizationKind.BUSINESS:
        raise NotFound()
    return organization


def members_for(actor: Actor) -> QuerySet[Membership]:
    """The members of the organization acted for."""
    return Membership.objects.filter(organization__in=_own(actor)).select_related("user", "organization")


def invitations_for(actor: Actor) -> QuerySet[Invitation]:
    """Offers of the organization acted for that are neither accepted nor taken back."""
    return Invitation.objects.filter(organization__in=_own(actor), accepted_at=None, revoked_at=None)


def keys_for(actor: Actor) -> QuerySet[ApiKey]:
    """The API keys of the organization acted for, revoked ones too."""
    return ApiKey.objects.filter(organization__in=_own(actor)).select_related("made_by")


def members_holding(organization_id: uuid.UUID, permission: Permission) -> QuerySet[Membership]:
    """Active members of an organization whose role includes a right."""
    rows = memberships_holding(permission).filter(organization_id=organization_id)
    return rows.select_related("user", "organization__parent")


def memberships_holding(permission: Permission) -> QuerySet[Membership]:
    """The active members of all organizations whose role includes a right; to be narrowed by the caller."""
    matching = Q(pk=None)
    for (kind, role), held in ROLE_TABLE.items():
        if permission in held:
            matching |= Q(organization__kind=kind, role=role)
    return Membership.objects.filter(matching, user__is_active=True)


def owner_role(kind: str) -> Role:
    """The role of which an organization always keeps at least one."""
    return Role.OWNER if kind == OrganizationKind.BUSINESS else Role.ADMIN


def _own(actor: Actor) -> QuerySet[Organization]:
    if actor.organization_id is None:
        return Organization.objects.none()
    return Organization.objects.filter(id=actor.organization_id)
