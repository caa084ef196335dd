"""Every read and write of the ledger runs here: in a transaction that says for which businesses.

The database can then refuse rows of any other business by itself (row-level security on ``clearline.business``).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from portal.accounts.models import Organization, OrganizationKind
from portal.common.actor import Actor, ActorKind

SETTING = "clearline.business"
EVERY_BUSINESS = "*"
"""What the portal itself sets when it sweeps over all businesses."""


@contextmanager
def scope(*business_ids: uuid.UUID) -> Iterator[None]:
    """A transaction in which only these businesses' rows are meant. Scopes nest; the outer one is put back."""
    with _allowing(",".join(sorted(map(str, business_ids)))):
        yield


@contextmanager
def scope_for(actor: Actor) -> Iterator[None]:
    """As ``scope``, for every business the actor may see: its own, or a reseller's businesses, or all (the portal)."""
    if actor.kind is ActorKind.SYSTEM:
        with _allowing(EVERY_BUSINESS):
            yield
        return
    with scope(*_businesses_of(actor)):
        yield


def _businesses_of(actor: Actor) -> Iterable[uuid.UUID]:
    if actor.organization_id is None:
        return []
    if actor.organization_kind == OrganizationKind.RESELLER:
        return Organization.objects.filter(parent_id=actor.organization_id).values_list("id", flat=True)
    return [actor.organization_id]


@contextmanager
def _allowing(value: str) -> Iterator[None]:
    with transaction.atomic():
        before = _set(value)
        yield
        _set(before)


def _set(value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)", [SETTING, SETTING, value]
        )
        row = cursor.fetchone()
    assert row is not None  # one row, always
    return str(row[0])
