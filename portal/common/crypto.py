"""Encryption of personal values and keyed hashes for looking them up.

A value is sealed with AES-256-GCM (NIST SP 800-38D) under the newest key; the key's id travels in the sealed bytes, so
old values stay readable after a rotation. The ``context`` (table and column) is authenticated with the value: bytes
copied into another column do not open. A keyed hash (HMAC-SHA-256) is equal for equal values of one purpose and tells
nothing without the key.

Layout of sealed bytes: version (1) | key id (4) | nonce (12) | ciphertext and tag.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"
_NONCE = 12


class CannotOpen(Exception):
    """Sealed bytes that no key of this deployment opens, or that were altered or moved."""


def key_id(key: bytes) -> bytes:
    """Four bytes that name a key without telling it."""
    return hashlib.sha256(b"clearline key id\x00" + key).digest()[:4]


def seal(value: str, *, context: str) -> bytes:
    """The value encrypted under the newest key; ``context`` must be given again to open it."""
    return seal_with(_keys()[0], value.encode(), context=context)


def open_sealed(sealed: bytes, *, context: str) -> str:
    """The value behind sealed bytes. Raises CannotOpen if altered, moved, or sealed under an unknown key."""
    sealed = bytes(sealed)
    wanted = sealed[1:5]
    for key in _keys():
        if key_id(key) == wanted:
            return open_with(key, sealed, context=context).decode()
    raise CannotOpen(f"no key {wanted.hex()} for {context}")


def seal_with(key: bytes, value: bytes, *, context: str) -> bytes:
    """As ``seal``, under a given key of 32 bytes (a person's own data key, say)."""
    nonce = os.urandom(_NONCE)
    return _VERSION + key_id(key) + nonce + AESGCM(key).encrypt(nonce, value, context.encode())


def open_with(key: bytes, sealed: bytes, *, context: str) -> bytes:
    """As ``open_sealed``, with a given key. Raises CannotOpen."""
    sealed = bytes(sealed)
    if sealed[:1] != _VERSION or sealed[1:5] != key_id(key):
        raise CannotOpen(f"not sealed under this key: {context}")
    try:
        return AESGCM(key).decrypt(sealed[5 : 5 + _NONCE], sealed[5 + _NONCE :], context.encode())
    except InvalidTag as error:
        raise CannotOpen(f"altered, or sealed for another place than {context}") from error


def keyed_hash(value: str, *, purpose: str) -> bytes:
    """32 bytes, equal for equal values of one purpose; used for unique and look-up columns."""
    return hmac.new(settings.HASH_KEY, purpose.encode() + b"\x00" + value.encode(), hashlib.sha256).digest()


def _keys() -> Sequence[bytes]:
    keys: Sequence[bytes] = settings.FIELD_KEYS
    return keys
