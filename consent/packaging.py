"""What the ledger gives to an audit package: wordings, columns of the consent table, and proofs of its events."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from typing import Any, Final

from consent.models import ConsentEvent, Program, Wording
from consent.scope import scope
from consent.seals import leaf_of
from portal.common.canonical import plain
from portal.seal.services import inclusion_of

EXPORT_COLUMNS: Final = (
    "id",
    "occurred_at",
    "received_at",
    "type",
    "method",
    "number",
    "program",
    "purpose",
    "effect",
    "notes",
    "wording_version",
    "wording_sha256",
    "keyword",
    "details",
    "facts",
    "evidence_sha256",
    "must_keep_until",
    "leaf",
)
"""Columns of the consent table in a package, of those that ``consent.selectors.events_export`` gives."""
_BLOCK = 500


def program_id_of(owner_kind: str, owner_id: uuid.UUID) -> uuid.UUID | None:
    """The program that a campaign or verification owns; None before it has one."""
    rows = Program.objects.filter(owner_kind=owner_kind, owner_id=owner_id)
    return rows.values_list("id", flat=True).first()


def wordings_export(business_id: uuid.UUID, program_id: uuid.UUID | None) -> Iterator[dict[str, Any]]:
    """Every version of a program's wording, oldest first."""
    if program_id is None:
        return
    with scope(business_id):
        rows = Wording.objects.filter(business_id=business_id, program_id=program_id).select_related("program")
        for wording in rows.order_by("version"):
            yield {
                "program": wording.program.slug,
                "version": wording.version,
                "method": wording.method,
                "language": wording.language,
                "text": wording.text,
                "sha256": wording.sha256,
                "published_at": wording.published_at,
                "published_by": wording.published_by,
            }


def event_proofs(
    business_id: uuid.UUID,
    program_ids: Sequence[uuid.UUID],
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
) -> Iterator[dict[str, Any]]:
    """For each sealed event of the period: what was hashed, its number, the path to the root and the signed head."""
    with scope(business_id):
        rows = ConsentEvent.objects.filter(business_id=business_id, program_id__in=program_ids)
        if since:
            rows = rows.filter(occurred_at__gte=since)
        if until:
            rows = rows.filter(occurred_at__lte=until)
        block: list[ConsentEvent] = []
        for event in rows.order_by("id").iterator(chunk_size=_BLOCK):
            block.append(event)
            if len(block) == _BLOCK:
                yield from _proved(business_id, block)
                block = []
        yield from _proved(business_id, block)


def _proved(business_id: uuid.UUID, events: list[ConsentEvent]) -> Iterator[dict[str, Any]]:
    proofs = inclusion_of(f"consent/{business_id}", [event.id for event in events])
    for event in events:
        if proof := proofs.get(event.id):
            yield {
                "log": proof.log,
                "sequence": proof.sequence,
                "path": [part.hex() for part in proof.path],
                "checkpoint": proof.checkpoint,
                "event": plain(leaf_of(event)),
            }
