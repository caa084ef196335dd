"""The sealer's arithmetic beside its floor: one SHA-256 for each leaf."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from bench.timing import median_ms, row
from portal.seal.hashing import leaf_hash, node_hash
from portal.seal.merkle import inclusion_proof

_LEAVES = [number.to_bytes(32, "big") for number in range(4_096)]


def rows() -> Iterator[str]:
    """A tree of 4,096 leaves, and a proof of each from hashes that are there."""
    levels = [[leaf_hash(leaf) for leaf in _LEAVES]]
    while len(levels[-1]) > 1:
        last = levels[-1]
        levels.append([node_hash(last[place], last[place + 1]) for place in range(0, len(last), 2)])
    floor = median_ms(lambda: [hashlib.sha256(leaf).digest() for leaf in _LEAVES])
    yield row("4,096 leaf hashes", median_ms(lambda: [leaf_hash(leaf) for leaf in _LEAVES]), floor)
    proofs = median_ms(
        lambda: [inclusion_proof(index, 4_096, lambda level, place: levels[level][place]) for index in range(4_096)]
    )
    yield row("4,096 inclusion proofs", proofs, floor)
