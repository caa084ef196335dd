"""Rights and which role holds which: one enum, one table."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """A right, `thing:act`."""

    REGISTRATION_VIEW = "registrations:view"
    REGISTRATION_EDIT = "registrations:edit"
    REGISTRATION_SUBMIT = "registrations:submit"
    TEMPORARY_REQUEST = "temporary:request"
    APPLICATION_REVIEW = "applications:review"
    APPLICATION_DECIDE = "applications:decide"
    TEMPORARY_DECIDE = "temporary:decide"
    EVIDENCE_UPLOAD = "evidence:upload"
    CONSENT_VIEW = "consent:view"
    CONSENT_WRITE = "consent:write"
    NUMBER_VIEW_FULL = "numbers:view_full"
    PACKAGE_MAKE = "packages:make"
    TRAIL_VIEW = "trail:view"
    TEAM_MANAGE = "team:manage"
    KEY_MANAGE = "keys:manage"
    SETTINGS_MANAGE = "settings:manage"
    SUPPORT_OPEN = "support:open"
    SUPPORT_ANSWER = "support:answer"


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
