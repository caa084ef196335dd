"""Accounts in the operator's admin."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin

from portal.accounts.adminsite import VerbAdmin
from portal.accounts.models import ApiKey, Invitation, Logo, Membership, Organization, User
from portal.accounts.services.invitations import invitation_revoke
from portal.accounts.services.keys import api_key_revoke
from portal.accounts.services.team import member_remove
from portal.common.actor import Actor
from portal.common.adminpages import ReadOnlyAdmin


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """People."""

    list_display = ("name", "email", "is_active", "is_staff", "date_joined", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("name", "email")

    def get_fields(self, request: Any, obj: Any = None) -> list[Any]:
        return ["id", "name", "email", "is_active", "is_staff", "is_superuser", "date_joined", "last_login"]


@admin.register(Organization)
class OrganizationAdmin(ReadOnlyAdmin):
    """Resellers and businesses."""

    list_display = ("name", "kind", "parent", "profile", "mfa_required", "created_at")
    list_filter = ("kind", "profile", "mfa_required")
    list_select_related = ("parent",)
    search_fields = ("name", "slug")


class _OfOrganization(VerbAdmin):
    def organization_of(self, row: Any) -> Organization:
        organization: Organization = row.organization
        return organization

    def organizations_of(self, row: Any) -> Iterable[uuid.UUID | None]:
        return [row.organization_id, row.organization.parent_id]


def _remove_member(actor: Actor, row: Membership) -> None:
    member_remove(actor=actor, membership_id=row.id)


def _revoke_invitation(actor: Actor, row: Invitation) -> None:
    invitation_revoke(actor=actor, invitation_id=row.id)


def _revoke_key(actor: Actor, row: ApiKey) -> None:
    api_key_revoke(actor=actor, key_id=row.id)


@admin.register(Membership)
class MembershipAdmin(_OfOrganization):
    """Who belongs where, as what."""

    list_display = ("user", "organization", "role", "created_at")
    list_filter = ("role", "organization__kind")
    list_select_related = ("user", "organization")
    search_fields = ("user__name", "user__email", "organization__name")
    verbs: ClassVar = {"member_remove": ("Remove the member", _remove_member)}


@admin.register(Invitation)
class InvitationAdmin(_OfOrganization):
    """Offers of membership."""

    list_display = ("email", "organization", "role", "created_at", "expires_at", "accepted_at", "revoked_at")
    list_filter = ("role",)
    list_select_related = ("organization",)
    search_fields = ("email", "organization__name")
    verbs: ClassVar = {"invitation_revoke": ("Take the invitation back", _revoke_invitation)}


@admin.register(ApiKey)
class ApiKeyAdmin(_OfOrganization):
    """Keys, by their prefix; secrets are not stored."""

    list_display = ("name", "prefix", "organization", "created_at", "expires_at", "last_used_at", "revoked_at")
    list_filter = ("revoked_at",)
    list_select_related = ("organization",)
    search_fields = ("name", "prefix", "organization__name")
    verbs: ClassVar = {"api_key_revoke": ("Revoke the key", _revoke_key)}


@admin.register(Logo)
class LogoAdmin(ReadOnlyAdmin):
    """Logos of resellers as they were encoded anew."""

    list_display = ("sha256", "width", "height", "created_at")
    list_filter = ("created_at",)
    search_fields = ("sha256",)
