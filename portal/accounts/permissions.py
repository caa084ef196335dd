"""Rights and which role holds which: one enum, one table."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """A right, `thing:act`; the label ends a sentence: “Your role does not let you …”."""

    REGISTRATION_VIEW = "registrations:view", _("see registrations")
    REGISTRATION_EDIT = "registrations:edit", _("edit registrations")
    REGISTRATION_SUBMIT = "registrations:submit", _("submit registrations")
    TEMPORARY_REQUEST = "temporary:request", _("ask for a temporary registration")
    APPLICATION_REVIEW = "applications:review", _("review registrations")
    APPLICATION_DECIDE = "applications:decide", _("decide on registrations")
    TEMPORARY_DECIDE = "temporary:decide", _("decide on temporary registrations")
    EVIDENCE_UPLOAD = "evidence:upload", _("upload evidence")
    CONSENT_VIEW = "consent:view", _("see consent records")
    CONSENT_WRITE = "consent:write", _("record consent")
    NUMBER_VIEW_FULL = "numbers:view_full", _("see phone numbers in full")
    PACKAGE_MAKE = "packages:make", _("search the records and make audit packages")
    TRAIL_VIEW = "trail:view", _("see the trail")
    TEAM_MANAGE = "team:manage", _("manage the team")
    KEY_MANAGE = "keys:manage", _("manage API keys")
    SETTINGS_MANAGE = "settings:manage", _("change the settings of the organization")
    SUPPORT_OPEN = "support:open", _("ask for help")
    SUPPORT_ANSWER = "support:answer", _("answer requests for help")


class Role(StrEnum):
    """What a membership lets a person be in an organization."""

    OWNER = "owner"
    MEMBER = "member"
    VIEWER = "viewer"
    COMPLIANCE_OFFICER = "compliance_officer"
    REVIEWER = "reviewer"
    ADMIN = "admin"


_P = Permission
_EVERYONE = frozenset({_P.REGISTRATION_VIEW})
_OFFICER = _EVERYONE | {
    _P.CONSENT_VIEW,
    _P.NUMBER_VIEW_FULL,
    _P.PACKAGE_MAKE,
    _P.TRAIL_VIEW,
    _P.SUPPORT_OPEN,
}
_MEMBER = _EVERYONE | {
    _P.REGISTRATION_EDIT,
    _P.REGISTRATION_SUBMIT,
    _P.TEMPORARY_REQUEST,
    _P.EVIDENCE_UPLOAD,
    _P.CONSENT_VIEW,
    _P.CONSENT_WRITE,
    _P.SUPPORT_OPEN,
}
_REVIEWER = _EVERYONE | {
    _P.APPLICATION_REVIEW,
    _P.APPLICATION_DECIDE,
    _P.TEMPORARY_DECIDE,
    _P.EVIDENCE_UPLOAD,
    _P.SUPPORT_ANSWER,
}
_MANAGE = frozenset({_P.TEAM_MANAGE, _P.KEY_MANAGE, _P.SETTINGS_MANAGE})

ROLE_TABLE: Final[dict[tuple[str, Role], frozenset[Permission]]] = {
    ("business", Role.OWNER): _MEMBER | _OFFICER | _MANAGE,
    ("business", Role.MEMBER): frozenset(_MEMBER),
    ("business", Role.VIEWER): _EVERYONE,
    ("business", Role.COMPLIANCE_OFFICER): frozenset(_OFFICER),
    ("reseller", Role.REVIEWER): frozenset(_REVIEWER),
    ("reseller", Role.COMPLIANCE_OFFICER): frozenset(_OFFICER),
    ("reseller", Role.ADMIN): _REVIEWER | _OFFICER | _MANAGE,
}
"""(kind of organization, role) -> rights. A pair that is not here does not exist."""


def roles_of(kind: str) -> list[Role]:
    """The roles an organization of this kind has."""
    return [role for (organization_kind, role) in ROLE_TABLE if organization_kind == kind]
