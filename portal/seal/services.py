"""The sealer: gives events their numbers, appends them to their logs and signs the heads.

Whoever records an event takes no lock; it stores the event's leaf hash and its transaction's number. The sealer is one
at a time (advisory lock). It takes events of transactions that are certainly over (older than every running one, by
``pg_snapshot_xmin``) and have no number yet, in order of their time-ordered ids.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections import defaultdict
from typing import Final

from django.db import connection, transaction

from portal.seal.hashing import leaf_hash
from portal.seal.merkle import inclusion_proof, root
from portal.seal.models import Log, SealedLeaf, TreeHead
from portal.seal.signing import checkpoint
from portal.seal.tiles import TileReader, tiles_append

TRAIL: Final = "trail"
HEADS: Final = "heads"
_LOCK: Final = 0x5EA1
_BATCH: Final = 10_000


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A table whose rows are sealed: it has ``id``, ``leaf_hash`` and ``transaction``.

    ``log`` is an SQL expression over the row that names its log. Tables are named, not imported: they belong to rooms
    above this one.
    """

    table: str
    log: str


SOURCES: Final = (
    Source("audit_auditevent", "'trail'"),
    Source("consent_event", "'consent/' || business_id::text"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Proof:
    """That an event is leaf ``sequence`` of a log whose signed head is ``checkpoint``."""

    log: str
    sequence: int
    size: int
    path: tuple[bytes, ...]
    checkpoint: str


@transaction.atomic
def seal_pending() -> int:
    """Seals up to 10,000 events of each source; answers how many. Nothing happens while another sealer is at work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        row = cursor.fetchone()
    if row is None or not row[0]:
        return 0
    sealed = 0
    for source in SOURCES:
        by_log: dict[str, list[tuple[uuid.UUID, bytes]]] = defaultdict(list)
        for log_name, event_id, digest in _unsealed(source):
            by_log[log_name].append((event_id, digest))
        for log_name, events in by_log.items():
            _append(log_name, events)
            sealed += len(events)
    return sealed


def inclusion_of(log_name: str, event_ids: list[uuid.UUID]) -> dict[uuid.UUID, Proof]:
    """Proofs for those of the events that are sealed, all against the log's newest head."""
    log = Log.objects.filter(name=log_name).first()
    head = log.heads.first() if log else None
    if log is None or head is None:
        return {}
    reader = TileReader(log)
    leaves = SealedLeaf.objects.filter(log=log, source_id__in=event_ids, sequence__lt=head.size)
    return {
        leaf.source_id: Proof(
            log=log.name,
            sequence=leaf.sequence,
            size=head.size,
            path=tuple(inclusion_proof(leaf.sequence, head.size, reader)),
            checkpoint=head.checkpoint,
        )
        for leaf in leaves.iterator(chunk_size=2_000)
    }


def unsealed_count() -> int:
    """How many events have no number yet: the seal's backlog."""
    total = 0
    with connection.cursor() as cursor:
        for source in _present_sources():
            cursor.execute(
                f"SELECT count(*) FROM {source.table} e WHERE NOT EXISTS "  # noqa: S608 (names are constants)
                "(SELECT 1 FROM seal_sealedleaf l WHERE l.source_id = e.id)"
            )
            row = cursor.fetchone()
            total += row[0] if row else 0
    return total


def _present_sources() -> list[Source]:
    names = set(connection.introspection.table_names())
    return [source for source in SOURCES if source.table in names]


def _unsealed(source: Source) -> list[tuple[str, uuid.UUID, bytes]]:
    if source not in _present_sources():
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {source.log}, e.id, e.leaf_hash FROM {source.table} e "  # noqa: S608 (names are constants)
            "WHERE e.transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint "
            "AND NOT EXISTS (SELECT 1 FROM seal_sealedleaf l WHERE l.source_id = e.id) ORDER BY e.id LIMIT %s",
            [_BATCH],
        )
        return [(log, event_id, bytes(digest)) for log, event_id, digest in cursor.fetchall()]


def _append(log_name: str, events: list[tuple[uuid.UUID, bytes]]) -> TreeHead:
    log, _ = Log.objects.select_for_update().get_or_create(name=log_name)
    SealedLeaf.objects.bulk_create(
        [
            SealedLeaf(log=log, sequence=log.size + place, source_id=event_id)
            for place, (event_id, _) in enumerate(events)
        ],
        batch_size=1_000,
    )
    head = _grow(log, [digest for _, digest in events])
    heads, _ = Log.objects.select_for_update().get_or_create(name=HEADS)
    _grow(heads, [leaf_hash(head.checkpoint.encode())])
    return head


def _grow(log: Log, hashes: list[bytes]) -> TreeHead:
    tiles_append(log, hashes)
    log.size += len(hashes)
    log.save(update_fields=["size"])
    value = root(log.size, TileReader(log))
    return TreeHead.objects.create(log=log, size=log.size, root=value, checkpoint=checkpoint(log.name, log.size, value))
