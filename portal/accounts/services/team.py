"""The team: roles, leaving, and which organization a person acts for."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, Organization
from portal.accounts.permissions import Permission
from portal.accounts.selectors import owner_role
from portal.accounts.services.invitations import own_organization, role_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.errors import NotFound, WrongState


@transaction.atomic
def member_role_change(*, actor: Actor, membership_id: uuid.UUID, role: str) -> Membership:
    """Gives a member another role. Raises WrongPerson, NotFound, WrongInput (role), WrongState (the last owner)."""
    organization, membership = _locked(actor, membership_id)
    wanted = role_for(organization, role)
    before = membership.role
    if before == wanted:
        return membership
    _require_another_owner(organization, membership)
    membership.role = wanted
    membership.save(update_fields=["role"])
    _record(Act.MEMBER_ROLE_CHANGED, actor, membership, data={"before": before, "after": str(wanted)})
    return membership


@transaction.atomic
def member_remove(*, actor: Actor, membership_id: uuid.UUID) -> None:
    """Ends a membership; the person's account stays. Raises WrongPerson, NotFound, WrongState (the last owner)."""
    organization, membership = _locked(actor, membership_id)
    _require_another_owner(organization, membership)
    _record(Act.MEMBER_REMOVED, actor, membership, data={"role": membership.role})
    membership.delete()


@transaction.atomic
def organization_switch(*, actor: Actor, organization_id: uuid.UUID) -> Membership:
    """The person's own membership in the organization to act for from now on. Raises NotFound where there is none."""
    rows = Membership.objects.select_related("organization")
    membership = rows.filter(user=actor.id, organization=organization_id).first() if actor.id else None
    if membership is None:
        raise NotFound(_("You are not a member of that organization."))
    record(
        Act.ORGANIZATION_SWITCHED,
        actor=actor,
        subject=Subject("organization", membership.organization_id, membership.organization.name),
        organizations=[membership.organization_id],
        data={},
    )
    return membership


def _locked(actor: Actor, membership_id: uuid.UUID) -> tuple[Organization, Membership]:
    """The organization is locked first, so that two owners cannot remove each other at the same moment."""
    organization = own_organization(actor)
    rows = Membership.objects.select_for_update(of=("self",)).select_related("user")
    membership = rows.filter(organization=organization, id=membership_id).first()
    if membership is None:
        raise NotFound()
    actor.require(Permission.TEAM_MANAGE)
    return organization, membership


def _require_another_owner(organization: Organization, membership: Membership) -> None:
    role = owner_role(organization.kind)
    if membership.role != role:
        return
    others = Membership.objects.filter(organization=organization, role=role, user__is_active=True)
    if not others.exclude(id=membership.id).exists():
        raise WrongState(
            _("%(user)s is the last %(role)s of %(organization)s. Make somebody else %(role)s first.")
            % {"user": membership.user, "role": role.value, "organization": organization},
            code="last_owner",
            state=role.value,
        )


def _record(act: Act, actor: Actor, membership: Membership, *, data: dict[str, str]) -> None:
    record(
        act,
        actor=actor,
        subject=Subject("membership", membership.id, str(membership.user)),
        organizations=[membership.organization_id],
        data=dict(data),
    )
