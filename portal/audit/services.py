"""Writing the trail: ``record`` is the only way in."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import connection

from portal.audit.acts import KEYS, Act
from portal.audit.models import AuditEvent
from portal.common.actor import Actor
from portal.common.canonical import canonical_bytes
from portal.common.clock import now
from portal.common.ids import uuid7
from portal.seal.hashing import leaf_hash


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """What an act was done to, by value."""

    kind: str
    id: uuid.UUID | None
    label: str


def record(
    act: Act, *, actor: Actor, subject: Subject, organizations: Iterable[uuid.UUID | None], data: dict[str, Any]
) -> AuditEvent:
    """One row in the trail, in the caller's transaction; ``organizations`` are all parties who may see it.

    Takes no lock: the order of the trail is given later by the sealer. Raises ValueError when ``data`` has not exactly
    the keys of the act, and RuntimeError outside a transaction, because an act must never be told without being done.
    """
    if set(data) != KEYS[act]:
        raise ValueError(f"{act}: data has {sorted(data)}, the act has {sorted(KEYS[act])}")
    if not connection.in_atomic_block:
        raise RuntimeError(f"{act} was recorded outside a transaction")
    event = AuditEvent(
        id=uuid7(),
        at=now(),
        act=act,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_label=actor.label[:200],
        organizations=sorted({organization for organization in organizations if organization}),
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_label=subject.label[:200],
        data=data,
        request_id=actor.request_id,
        address=actor.address,
    )
    event.leaf_hash = leaf_hash(canonical_bytes(leaf_of(event)))
    event.save(force_insert=True)
    return event


def leaf_of(event: AuditEvent) -> dict[str, Any]:
    """The content that is hashed: every column but the hash itself and the database's transaction number."""
    return {
        "schema": 1,
        "id": event.id,
        "at": event.at,
        "act": event.act,
        "actor": [event.actor_kind, event.actor_id, event.actor_label],
        "organizations": event.organizations,
        "subject": [event.subject_kind, event.subject_id, event.subject_label],
        "data": event.data,
        "request": event.request_id,
        "address": event.address,
    }
