"""Arithmetic of Merkle trees (RFC 9162, section 2.1): roots, inclusion and consistency proofs. Pure functions.

A tree is known here by ``node(level, index)``: the hash of the complete subtree over the ``2**level`` leaves that begin
at leaf ``index * 2**level``. Where those hashes are kept is the caller's business (``portal.seal.tiles``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portal.seal.hashing import node_hash

Node = Callable[[int, int], bytes]
EMPTY_ROOT = bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
"""Root of the tree without leaves: SHA-256 of nothing."""


def root(size: int, node: Node) -> bytes:
    """The root over the first ``size`` leaves."""
    return _range_hash(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """The hashes that lead from leaf ``index`` to the root over ``size`` leaves, leaf first."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    return _path(index, 0, size, node)


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """The hashes that show the tree of ``new`` leaves to begin with the tree of ``old`` leaves."""
    if not 0 < old <= new:
        raise ValueError(f"no proof from {old} to {new} leaves")
    return [] if old == new else _subproof(old, 0, new, True, node)


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a proof leads to (RFC 9162, section 2.1.3.2). Raises ValueError if the proof has a wrong length."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    position, last, value = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ValueError("the proof is longer than the tree is high")
        if position & 1 or position == last:
            value = node_hash(sibling, value)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        position, last = position >> 1, last >> 1
    if last:
        raise ValueError("the proof is shorter than the tree is high")
    return value


def _split(count: int) -> int:
    return 1 << (count - 1).bit_length() - 1


def _range_hash(start: int, count: int, node: Node) -> bytes:
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    left = _split(count)
    return node_hash(_range_hash(start, left, node), _range_hash(start + left, count - left, node))


def _path(index: int, start: int, count: int, node: Node) -> list[bytes]:
    if count == 1:
        return []
    left = _split(count)
    if index < left:
        return [*_path(index, start, left, node), _range_hash(start + left, count - left, node)]
    return [*_path(index - left, start + left, count - left, node), _range_hash(start, left, node)]


def _subproof(old: int, start: int, count: int, complete: bool, node: Node) -> list[bytes]:
    if old == count:
        return [] if complete else [_range_hash(start, count, node)]
    left = _split(count)
    if old <= left:
        return [*_subproof(old, start, left, complete, node), _range_hash(start + left, count - left, node)]
    return [*_subproof(old - left, start + left, count - left, False, node), _range_hash(start, left, node)]
