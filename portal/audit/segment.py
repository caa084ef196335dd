"""The part of the trail that concerns certain things, with what is needed to prove it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.audit.services import leaf_of
from portal.common.canonical import plain
from portal.seal.services import TRAIL, inclusion_of

_BLOCK = 500


def _rows(subject_ids: Collection[uuid.UUID], parties: Collection[uuid.UUID]) -> QuerySet[AuditEvent]:
    """What one of the parties may see; that reviewers wrote to each other never leaves the house."""
    rows = AuditEvent.objects.filter(subject_id__in=subject_ids, organizations__overlap=list(parties))
    return rows.exclude(act=Act.INTERNAL_NOTE_WRITTEN).order_by("id")


def segment_of(subject_ids: Collection[uuid.UUID], *, parties: Collection[uuid.UUID]) -> Iterator[dict[str, Any]]:
    """What was done to these subjects and is seen by these parties, oldest first, as the content that was hashed."""
    for event in _rows(subject_ids, parties).iterator(chunk_size=_BLOCK):
        yield plain(leaf_of(event))


def proofs_of(subject_ids: Collection[uuid.UUID], *, parties: Collection[uuid.UUID]) -> Iterator[dict[str, Any]]:
    """For each such event that is sealed: the event, its number, the path to the root and the signed head."""
    block: list[AuditEvent] = []
    for event in _rows(subject_ids, parties).iterator(chunk_size=_BLOCK):
        block.append(event)
        if len(block) == _BLOCK:
            yield from _proved(block)
            block = []
    yield from _proved(block)


def _proved(events: list[AuditEvent]) -> Iterator[dict[str, Any]]:
    proofs = inclusion_of(TRAIL, [event.id for event in events])
    for event in events:
        if proof := proofs.get(event.id):
            yield {
                "log": proof.log,
                "sequence": proof.sequence,
                "path": [part.hex() for part in proof.path],
                "checkpoint": proof.checkpoint,
                "event": plain(leaf_of(event)),
            }
