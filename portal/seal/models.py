"""Logs, their tiles of hashes, which event got which number, and the signed heads."""

from __future__ import annotations

import pgtrigger
from django.db import models

from portal.common.appendonly import append_only, no_truncate
from portal.common.clock import now

TILE_WIDTH = 256
"""Hashes in a full tile (C2SP tlog-tiles: height 8)."""


class Log(models.Model):
    """One Merkle log: the trail of the deployment, the consent ledger of a business, or the log of all heads."""

    name = models.CharField(max_length=80, unique=True)
    size = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="log_size_not_negative", condition=models.Q(size__gte=0))]

    def __str__(self) -> str:
        return self.name


class Tile(models.Model):
    """Up to 256 hashes of one level: level 0 holds leaf hashes, level n the roots of full tiles of level n-1."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT)
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField(max_length=TILE_WIDTH * 32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "level", "index"], name="tile_once")]
        triggers = [
            pgtrigger.Protect(name="tile_no_delete", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="tile_full_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"octet_length(OLD.hashes) >= {TILE_WIDTH * 32}"),
            ),
            pgtrigger.Protect(
                name="tile_only_grows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "substring(NEW.hashes FOR octet_length(OLD.hashes)) IS DISTINCT FROM OLD.hashes"
                ),
            ),
            no_truncate("tile"),
        ]

    def __str__(self) -> str:
        return f"{self.log}, level {self.level}, tile {self.index}"


class SealedLeaf(models.Model):
    """The number an event was sealed under."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT)
    sequence = models.BigIntegerField()
    source_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "sequence"], name="leaf_sequence_once"),
            models.UniqueConstraint(fields=["log", "source_id"], name="leaf_event_once"),
        ]
        triggers = append_only("sealed_leaf")

    def __str__(self) -> str:
        return f"{self.log}, number {self.sequence}"


class TreeHead(models.Model):
    """A signed statement: this log had so many leaves and this root. The text is a C2SP checkpoint."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="heads")
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    checkpoint = models.TextField()
    signed_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="head_once")]
        triggers = append_only("tree_head")

    def __str__(self) -> str:
        return f"{self.log} at {self.size}"
