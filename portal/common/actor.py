"""Who is acting: a person, a key, or the portal itself, with the rights they act under.

Built once per request (``portal.accounts.scoping``) and handed to every verb, so that services need no request.
"""

from __future__ import annotations

import dataclasses
import uuid
from enum import StrEnum
from typing import Final

from portal.common.errors import WrongPerson


class ActorKind(StrEnum):
    """What sort of party acts."""

    USER = "user"
    API_KEY = "api_key"
    OPERATOR = "operator"
    SYSTEM = "system"
    VISITOR = "visitor"


@dataclasses.dataclass(frozen=True, slots=True)
class Actor:
    """A party and its rights in one organization.

    ``organization_id`` is the organization acted for (``None`` for the system and visitors), ``organization_kind``
    its kind (`reseller` or `business`), ``permissions`` the values of ``accounts.permissions.Permission`` held there.
    """

    kind: ActorKind
    label: str
    id: uuid.UUID | None = None
    organization_id: uuid.UUID | None = None
    organization_kind: str = ""
    role: str = ""
    permissions: frozenset[str] = frozenset()
    address: str = ""
    request_id: str = ""

    def may(self, permission: str) -> bool:
        """Whether the right is held; the portal itself holds every right."""
        return self.kind is ActorKind.SYSTEM or permission in self.permissions

    def require(self, permission: str) -> None:
        """Raises WrongPerson, naming the right that is missing."""
        if not self.may(permission):
            raise WrongPerson(
                f"Your role does not include the right {permission!r}. An owner or administrator can change your role.",
                permission=permission,
            )


SYSTEM: Final = Actor(kind=ActorKind.SYSTEM, label="Clearline")
"""The portal acting by itself: sweeps, expiry, finished checks."""
