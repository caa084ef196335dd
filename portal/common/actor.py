"""Who is acting: a person, a key, or the portal itself, with the rights they act under.

Built once per request (``portal.accounts.scoping``) and handed to every verb, so that services need no request.
"""

from __future__ import annotations

import dataclasses
import uuid
from enum import StrEnum
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext as _

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

    def require(self, permission: TextChoices) -> None:
        """Raises WrongPerson, naming the right that is missing by its label."""
        if self.may(permission):
            return
        if self.kind is ActorKind.API_KEY:
            sentence = _("This key does not let you %(act)s. An owner or administrator can make one that does.")
        else:
            sentence = _("Your role does not let you %(act)s. An owner or administrator can change your role.")
        raise WrongPerson(sentence % {"act": permission.label}, permission=permission.value)


SYSTEM: Final = Actor(kind=ActorKind.SYSTEM, label="Clearline")
"""The portal acting by itself: sweeps, expiry, finished checks."""
