"""Keys of the API: `<prefix>.<secret>`, shown once, kept as a hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import ApiKey
from portal.accounts.permissions import Permission
from portal.accounts.services.invitations import own_organization
from portal.accounts.services.people import cleaned_name
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongState

NOT_FOR_KEYS: Final = frozenset(
    {Permission.TEAM_MANAGE, Permission.KEY_MANAGE, Permission.SETTINGS_MANAGE, Permission.NUMBER_VIEW_FULL}
)
"""Rights that only a person who has just signed in may use."""
MOST_KEYS: Final = 50
LIFETIMES: Final = (30, 90, 365)
"""Days a key may be good for; none means until it is revoked."""


def rights_for_keys(actor: Actor) -> list[Permission]:
    """The rights that the actor may hand on to a key: the actor's own, without those of people only."""
    return [permission for permission in Permission if actor.may(permission) and permission not in NOT_FOR_KEYS]


@transaction.atomic
def api_key_make(
    *, actor: Actor, name: str, permissions: Iterable[str], lifetime_days: int | None = None
) -> tuple[ApiKey, str]:
    """A new key and its token, which cannot be read again. Raises WrongPerson, WrongInput (name, rights, lifetime)."""
    actor.require(Permission.KEY_MANAGE)
    organization = own_organization(actor)
    name = cleaned_name(name, field="name", question="Enter what will use the key, like “Website sign-up form”.")
    if len(name) > 100:
        raise WrongInput(_("Use a shorter name."), fields={"name": [_("Use at most 100 characters.")]})
    wanted = _rights(actor, permissions)
    if lifetime_days is not None and lifetime_days not in LIFETIMES:
        sentence = _("Choose how long the key is good for.")
        raise WrongInput(sentence, fields={"lifetime_days": [sentence]})
    if ApiKey.objects.filter(organization=organization, revoked_at=None).count() >= MOST_KEYS:
        raise WrongInput(
            _("There are %(most_keys)s keys. Revoke one that nothing uses first.") % {"most_keys": MOST_KEYS},
            code="too_many_keys",
        )
    prefix = f"cl_{secrets.token_hex(4)}"
    token = f"{prefix}.{secrets.token_urlsafe(32)}"
    assert actor.id is not None  # only a person holds the right
    key = ApiKey.objects.create(
        organization=organization,
        name=name,
        prefix=prefix,
        secret_sha256=hashlib.sha256(token.encode()).digest(),
        permissions=wanted,
        made_by_id=actor.id,
        expires_at=now() + dt.timedelta(days=lifetime_days) if lifetime_days else None,
    )
    _record(Act.API_KEY_MADE, actor, key, data={"prefix": prefix, "permissions": wanted})
    return key, token


@transaction.atomic
def api_key_revoke(*, actor: Actor, key_id: uuid.UUID) -> ApiKey:
    """Ends a key at once. Raises WrongPerson, NotFound, WrongState when it is revoked already."""
    key = ApiKey.objects.select_for_update().filter(organization=own_organization(actor), id=key_id).first()
    if key is None:
        raise NotFound()
    actor.require(Permission.KEY_MANAGE)
    if key.revoked_at:
        raise WrongState(_("This key is revoked already."), state="revoked")
    key.revoked_at = now()
    key.save(update_fields=["revoked_at"])
    _record(Act.API_KEY_REVOKED, actor, key, data={"prefix": key.prefix})
    return key


def _rights(actor: Actor, permissions: Iterable[str]) -> list[str]:
    wanted = sorted(set(permissions))
    allowed = {right.value for right in rights_for_keys(actor)}
    if not wanted or not set(wanted) <= allowed:
        sentence = _("Choose at least one right, from those listed.")
        raise WrongInput(sentence, code="rights_not_usable", fields={"permissions": [sentence]})
    return wanted


def _record(act: Act, actor: Actor, key: ApiKey, *, data: dict[str, object]) -> None:
    record(
        act,
        actor=actor,
        subject=Subject("api_key", key.id, key.name),
        organizations=[key.organization_id],
        data=data,
    )
