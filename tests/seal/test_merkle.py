"""The tree's arithmetic against a plain reading of RFC 9162."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.seal.hashing import leaf_hash, node_hash
from portal.seal.merkle import EMPTY_ROOT, consistency_proof, inclusion_proof, root, root_from_inclusion


def plain_root(leaves: list[bytes]) -> bytes:
    """The definition of section 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(plain_root(leaves[:split]), plain_root(leaves[split:]))


def node_of(leaves: list[bytes]):
    return lambda level, index: plain_root(leaves[index << level : (index + 1) << level])


def some_leaves(count: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


@given(st.integers(min_value=0, max_value=300))
def test_the_root_is_the_one_the_standard_defines(count: int) -> None:
    leaves = some_leaves(count)
    assert root(count, node_of(leaves)) == plain_root(leaves)
    assert root(0, node_of([])) == EMPTY_ROOT


@given(st.data())
def test_every_leaf_is_proved_under_the_root_and_no_other_leaf_is(data: st.DataObject) -> None:
    size = data.draw(st.integers(min_value=1, max_value=200))
    index = data.draw(st.integers(min_value=0, max_value=size - 1))
    leaves = some_leaves(size)
    proof = inclusion_proof(index, size, node_of(leaves))
    assert root_from_inclusion(leaves[index], index, size, proof) == plain_root(leaves)
    assert root_from_inclusion(leaf_hash(b"another"), index, size, proof) != plain_root(leaves)


@given(st.data())
def test_a_proof_of_wrong_length_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(min_value=2, max_value=64))
    index = data.draw(st.integers(min_value=0, max_value=size - 1))
    proof = inclusion_proof(index, size, node_of(some_leaves(size)))
    with pytest.raises(ValueError, match="longer"):
        root_from_inclusion(some_leaves(size)[index], index, size, [*proof, bytes(32)])
    with pytest.raises(ValueError, match="shorter"):
        root_from_inclusion(some_leaves(size)[index], index, size, proof[:-1])


def test_a_longer_tree_is_shown_to_begin_with_the_shorter_one() -> None:
    leaves = some_leaves(7)
    node = node_of(leaves)
    # RFC 9162, section 2.1.5: from 3 to 7 leaves the proof is c, d, g, l
    left, right = leaves[2], leaves[3]
    expected = [left, right, plain_root(leaves[:2]), plain_root(leaves[4:7])]
    assert consistency_proof(3, 7, node) == expected


def test_a_leaf_outside_the_tree_has_no_proof() -> None:
    with pytest.raises(ValueError, match="not in a tree of 3"):
        inclusion_proof(3, 3, node_of(some_leaves(3)))
