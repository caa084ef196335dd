"""Keeps a log's hashes in tiles and answers any node of the tree from them."""

from __future__ import annotations

from collections.abc import Sequence

from portal.seal.hashing import node_hash
from portal.seal.models import TILE_WIDTH, Log, Tile

_HEIGHT = 8


def tiles_append(log: Log, hashes: Sequence[bytes]) -> None:
    """Adds leaf hashes at the end of a log's tiles; the caller holds the log's lock and moves ``log.size``."""
    level, start, rising = 0, log.size, list(hashes)
    while rising:
        rising, start, level = _append_level(log, level, start, rising), start // TILE_WIDTH, level + 1


def _append_level(log: Log, level: int, start: int, hashes: list[bytes]) -> list[bytes]:
    """Fills the tiles of one level from position ``start``; answers the roots of tiles that became full."""
    full: list[bytes] = []
    position = 0
    while position < len(hashes):
        index, used = divmod(start + position, TILE_WIDTH)
        part = b"".join(hashes[position : position + TILE_WIDTH - used])
        tile = Tile.objects.filter(log=log, level=level, index=index).first() if used else None
        if tile is None:
            tile = Tile(log=log, level=level, index=index, hashes=part)
        else:
            tile.hashes = bytes(tile.hashes) + part
        tile.save()
        if len(tile.hashes) == TILE_WIDTH * 32:
            full.append(_fold(bytes(tile.hashes)))
        position += len(part) // 32
    return full


class TileReader:
    """``node(level, index)`` for ``portal.seal.merkle``; remembers the tiles it read."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self._tiles: dict[tuple[int, int], bytes] = {}

    def __call__(self, level: int, index: int) -> bytes:
        tile_level, height = divmod(level, _HEIGHT)
        first = index << height
        tile_index, offset = divmod(first, TILE_WIDTH)
        hashes = self._tile(tile_level, tile_index)
        return _fold(hashes[offset * 32 : (offset + (1 << height)) * 32])

    def _tile(self, level: int, index: int) -> bytes:
        if (level, index) not in self._tiles:
            tile = Tile.objects.get(log=self.log, level=level, index=index)
            self._tiles[level, index] = bytes(tile.hashes)
        return self._tiles[level, index]


def _fold(hashes: bytes) -> bytes:
    """The root over a power of two of concatenated hashes."""
    row = [hashes[start : start + 32] for start in range(0, len(hashes), 32)]
    while len(row) > 1:
        row = [node_hash(row[place], row[place + 1]) for place in range(0, len(row), 2)]
    return row[0]
